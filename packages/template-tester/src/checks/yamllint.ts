import { Check } from './Check';

/** What is a mistake in any house: the rest is taste. */
const rules = `{extends: relaxed, rules: {line-length: disable, trailing-spaces: disable, empty-lines: disable, new-line-at-end-of-file: disable, indentation: disable, commas: disable, colons: disable, hyphens: disable, braces: disable, brackets: disable, comments: disable, key-duplicates: enable}}`;

/** What yamllint says: keys that are there twice, and what no reader takes. */
export const yamllint: Check = {
  id: 'yamllint',
  title: 'YAML, by yamllint',
  needs: ['yamllint'],
  inOneGo: true,
  looksAt: ({ path, isOfChart }) => /\.ya?ml$/.test(path) && !isOfChart,
  async run(files, tools) {
    const laid = files.map(({ path, text }) => ({ path, content: text }));
    return tools.inFolder(laid, async cwd => {
      const { code, stdout, stderr } = await tools.run(
        'yamllint',
        [
          '--format',
          'parsable',
          '--no-warnings',
          '-d',
          rules,
          '--',
          ...files.map(({ path }) => path),
        ],
        { cwd },
      );
      if (code !== 0 && stdout === '') {
        throw new Error(stderr.trim().split('\n').at(-1) || 'takes too long');
      }
      return {
        findings: [
          ...stdout.matchAll(/^(?:\.\/)?(.+?):(\d+):\d+: \[error\] (.*)$/gm),
        ].map(([, path, line, message]) => ({
          path,
          line: Number(line),
          message,
        })),
      };
    });
  },
};
