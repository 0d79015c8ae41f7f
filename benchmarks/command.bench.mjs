// The command as it is published, from outside, on a tree of 5,000 files.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './loadSource.mjs';
import { makeTree } from './makeTree.mjs';
import { median } from './median.mjs';

const files = 5_000;

/** Writes what processor time its process took, once it ends. */
const probe = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeFileSync(process.env.PROBE, String((user + system) / 1_000));
});`;

const readAll = `const fs = require('node:fs'), path = require('node:path');
for (const entry of fs.readdirSync(process.argv[1], { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), 'utf8');
}`;

export async function measure({ quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
  try {
    const tree = join(folder, 'tree');
    makeTree(tree, files);
    execFileSync(
      process.execPath,
      [join(root, 'packages/cli/scripts/bundle.mjs'), folder],
      { stdio: 'ignore' },
    );
    writeFileSync(join(folder, 'probe.cjs'), probe);
    const PROBE = join(folder, 'took');
    const took = args =>
      median(quick ? 3 : 7, () => {
        const child = spawnSync(
          process.execPath,
          ['--require', join(folder, 'probe.cjs'), ...args],
          { env: { ...process.env, PROBE }, encoding: 'utf8' },
        );
        if (child.status === null || child.status > 1) {
          throw new Error(child.stderr);
        }
        return Number(readFileSync(PROBE, 'utf8'));
      });
    const command = join(folder, 'airworthy.cjs');
    return [
      {
        name: 'airworthy: start',
        value: took([command, '--help']),
        unit: 'ms',
        budget: 300,
        baseline: took(['--eval', '0']),
        note: 'Processor time of `airworthy --help` as published; the baseline is Node that does nothing.',
      },
      {
        name: `airworthy check: ${files} files`,
        value: took([command, 'check', tree]),
        unit: 'ms',
        budget: 2_000,
        baseline: took(['--eval', readAll, tree]),
        note: 'Processor time of `airworthy check` on a generated service; the baseline reads every file once and does nothing with it.',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
