import { airworthy } from '../__testUtils__/airworthy';
import { filesOfGuide } from '../__testUtils__/filesOfGuide';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

describe('the golden path of the guide', () => {
  const folder = new TemporaryFolder();
  afterAll(() => folder.remove());

  it('is sound, and proven by its own test file', async () => {
    folder.write(filesOfGuide());

    const { code, stdout } = await airworthy([
      ...['templates', 'test', `${folder.path}/templates`],
      ...['--only', 'worker'],
    ]);

    expect(stdout).toMatch(
      /^worker {2}worker\.yaml {2}1 combination, level L1, started$/m,
    );
    expect(stdout).toMatch(/^ {2}ok {3}Grade +1\/1$/m);
    expect(stdout).toContain('nothing is wrong');
    expect(code).toBe(0);
  });
});
