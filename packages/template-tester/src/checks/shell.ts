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
  alone: true,
  looksAt: isShell,
  async run([{ path, text }], tools) {
    return tools.inFolder([{ path, content: text }], async cwd => {
      const { stdout, stderr, code } = await tools.run(
        'shellcheck',
        ['--format=json1', '--severity=warning', '--shell=bash', path],
        { cwd },
      );
      if (code !== 0 && code !== 1) {
        return { findings: [{ path, message: stderr.trim() }] };
      }
      const { comments } = JSON.parse(stdout) as { comments: Comment[] };
      return {
        findings: comments.map(({ line, message, code: number }) => ({
          path,
          line,
          message: `${message} [SC${number}]`,
        })),
      };
    });
  },
};
