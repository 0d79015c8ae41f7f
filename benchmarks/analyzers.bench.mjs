// Each analyzer alone, on one tree of 5,000 files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSource } from './loadSource.mjs';
import { makeTree } from './makeTree.mjs';

const files = 5_000;

export async function measure() {
  const { analyzers, DirectoryTree, ReadOnceTree } = await loadSource(`
    export { analyzers } from './packages/repo-facts/src/analyzers';
    export { DirectoryTree } from './packages/repo-facts/src/tree/DirectoryTree';
    export { ReadOnceTree } from './packages/repo-facts/src/tree/ReadOnceTree';
  `);
  const folder = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
  try {
    makeTree(folder, files);
    const tree = new ReadOnceTree(new DirectoryTree(folder));
    let listing;
    const reading = await processorTime(async () => {
      listing = await tree.list();
      for (const { path } of listing.files)
        await tree.read(path).catch(() => {});
    });
    const figures = [];
    for (const { section, analyze } of analyzers) {
      const value = await processorTime(() =>
        analyze({
          tree,
          listing,
          entity: { folder: '', files: listing.files },
          problem: () => {},
          read: path => tree.read(path).catch(() => undefined),
        }),
      );
      figures.push({
        name: `analyzer: ${section}`,
        value,
        unit: 'ms',
        baseline: reading,
        note: `Processor time for ${listing.files.length} files that are in memory, in a process that has just started; the baseline lists and reads them from disk.`,
      });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function processorTime(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
