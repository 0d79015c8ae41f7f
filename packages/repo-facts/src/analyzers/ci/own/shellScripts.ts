import { fileName } from '../../files/paths';

/** Folders whose files without an extension are scripts. */
const scriptFolder =
  /^(?:\.?ci|\.github|\.gitlab|scripts?|bin|tools?|hack|build|deploy(?:ment)?s?|ops)\//;

/** Whether a file may be a shell script, told by its path. */
export function mayBeScript(path: string): boolean {
  return (
    /\.(?:sh|bash)$/.test(path) ||
    (!fileName(path).includes('.') && scriptFolder.test(path))
  );
}

/** Whether a file is a shell script, told by its first line. */
export function isShellScript(path: string, text: string): boolean {
  const first = text.slice(0, 100).split('\n')[0];
  return first.startsWith('#!')
    ? /\b(?:ba|z|da|a|k)?sh\b/.test(first)
    : /\.(?:sh|bash)$/.test(path);
}
