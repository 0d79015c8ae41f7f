import { Check, TextFile } from './Check';

function isShell({ path, text }: TextFile): boolean {
  return (
    /^#!.*\b(ba|da|k)?sh\b/.test(text) ||
    (/\.(sh|bash)$/.test(path) && !text.startsWith('#!'))
  );
}

interface Comment {
  file: string;
  line: number;
  level: string;
  code: number;
  message: string;
}

/** What shellcheck says of scripts. */
export const shellScripts: Check = {
  id: 'shellcheck',
  title: 'Shell scripts, by shellcheck',
  needs: ['shellcheck'],
  inOneGo: true,
  looksAt: isShell,
  async run(files, tools) {
    const laid = files.map(({ path, text }) => ({ path, content: text }));
    return tools.inFolder(laid, async cwd => {
      const { stdout, stderr, code } = await tools.run(
        'shellcheck',
        [
          ...['--format=json1', '--severity=warning', '--shell=bash', '--'],
          ...files.map(({ path }) => path),
        ],
        { cwd },
      );
      if (code !== 0 && code !== 1) {
        throw new Error(stderr.trim() || 'takes too long');
      }
      const { comments } = JSON.parse(stdout) as { comments: Comment[] };
      return {
        findings: comments.map(({ file, line, message, code: number }) => ({
          path: file,
          line,
          message: `${message} [SC${number}]`,
        })),
      };
    });
  },
};
