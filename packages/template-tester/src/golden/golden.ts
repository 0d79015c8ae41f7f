import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RenderedFiles } from '@airworthy/golden-paths';
import { Finding } from '../checks/Check';

/** Where what a template became is kept: `X.golden/<name>` beside `X.yaml`. */
export function goldenFolderOf(template: string, name: string): string {
  return join(template.replace(/\.ya?ml$/, '.golden'), name);
}

/** One line for each file: a hash, whether it is executable, and its path. */
function manifestOf(files: RenderedFiles): string {
  return [...files]
    .map(([path, { content, executable }]) => {
      const hash = createHash('sha256')
        .update(content)
        .digest('hex')
        .slice(0, 16);
      return `${hash} ${executable ? 'x' : '-'} ${path}\n`;
    })
    .sort((a, b) => (a.slice(19) < b.slice(19) ? -1 : 1))
    .join('');
}

/** What differs from what is kept, as findings. */
export async function compareGolden(options: {
  folder: string;
  named: string;
  files: RenderedFiles;
  kept: string[];
}): Promise<Finding[]> {
  const { folder, named, files, kept } = options;
  const before = await readFile(join(folder, 'manifest.txt'), 'utf8').catch(
    () => undefined,
  );
  if (before === undefined) {
    return [
      { path: named, message: 'is not there: --update-golden writes it' },
    ];
  }
  const old = new Map(before.split('\n').filter(Boolean).map(toEntry));
  const now = new Map(
    manifestOf(files).split('\n').filter(Boolean).map(toEntry),
  );
  const findings: Finding[] = [];
  for (const [path, entry] of now) {
    if (!old.has(path)) findings.push({ path, message: 'is new' });
    else if (old.get(path) !== entry) {
      findings.push({
        path,
        ...(await firstDifference(folder, path, files, kept)),
      });
    }
  }
  for (const path of old.keys()) {
    if (!now.has(path)) findings.push({ path, message: 'is gone' });
  }
  return findings;
}

function toEntry(line: string): [string, string] {
  return [line.slice(19), line.slice(0, 18)];
}

async function firstDifference(
  folder: string,
  path: string,
  files: RenderedFiles,
  kept: string[],
): Promise<{ message: string; line?: number }> {
  const plain = {
    message: 'differs from what is kept: --update-golden accepts it',
  };
  if (!kept.includes(path)) return plain;
  const old = await readFile(join(folder, 'files', path), 'utf8').catch(
    () => undefined,
  );
  if (old === undefined) return plain;
  const before = old.split('\n');
  const after = files.get(path)!.content.toString().split('\n');
  const index = after.findIndex((line, at) => line !== before[at]);
  return index < 0 ? plain : { ...plain, line: index + 1 };
}

/** Keeps what a template became: all files by their hashes, a few as they are. */
export async function writeGolden(options: {
  folder: string;
  files: RenderedFiles;
  kept: string[];
}): Promise<void> {
  const { folder, files, kept } = options;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.txt'), manifestOf(files));
  for (const path of kept) {
    const file = files.get(path);
    if (!file) continue;
    const place = join(folder, 'files', path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, file.content);
  }
}

/** What is kept of combinations that the test file no longer names. */
export async function staleGolden(
  template: string,
  names: string[],
): Promise<string[]> {
  const folder = dirname(goldenFolderOf(template, 'x'));
  const found = await readdir(folder).catch(() => []);
  return found.filter(name => !names.includes(name));
}
