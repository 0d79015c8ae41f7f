import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RenderedFiles } from '@airworthy/golden-paths';

/** Writes what a template became. */
export async function writeFiles(
  folder: string,
  files: RenderedFiles,
): Promise<void> {
  for (const [path, { content, executable }] of files) {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content, { mode: executable ? 0o755 : 0o644 });
  }
}
