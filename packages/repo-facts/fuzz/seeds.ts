import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Analyzer } from '../src/analyzers/Analyzer';
import { malformed } from './malformed';
import { Files, openContext } from './openContext';

/** A file as a tree holds it. */
export interface SeedFile {
  path: string;
  text: string;
}

/** Files that belong together. */
export type SeedTree = SeedFile[];

/** Trees of honest files: those of the scorecards' own fixtures. */
export function readFixtureTrees(fixtures: string): SeedTree[] {
  const byContent = new Map<string, SeedTree>();
  const names = readdirSync(fixtures, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter(each => each.endsWith('.yaml')).sort()) {
    const cases: { files?: Record<string, string> }[] = parse(
      readFileSync(join(fixtures, name), 'utf8'),
    );
    for (const { files = {} } of cases) {
      const tree = Object.entries(files).map(([path, text]) => ({
        path,
        text: String(text),
      }));
      byContent.set(JSON.stringify(tree), tree);
    }
  }
  return [...byContent.values()].filter(tree => tree.length > 0);
}

/** The trees of which an analyzer reads a file, and those that are malformed. */
export async function seedsOf(
  analyzer: Analyzer,
  trees: SeedTree[],
): Promise<{ trees: SeedTree[]; read: SeedFile[] }> {
  const read = new Map<string, SeedFile>();
  const relevant: SeedTree[] = [];
  for (const tree of [...trees, ...malformed]) {
    const asked = await pathsRead(analyzer, tree);
    const found = tree.filter(({ path }) => asked.has(path));
    found.forEach(file => read.set(`${file.path}\n${file.text}`, file));
    if (found.length > 0) relevant.push(tree);
  }
  // Those that go by paths alone read nothing.
  return relevant.length > 0
    ? { trees: relevant, read: [...read.values()] }
    : { trees, read: trees.flat() };
}

async function pathsRead(
  analyzer: Analyzer,
  tree: SeedTree,
): Promise<Set<string>> {
  const read = new Set<string>();
  const files = tree.map(({ path, text }): Files[number] => [path, text]);
  const { context } = await openContext(files, '', path => read.add(path));
  await analyzer.analyze(context);
  return read;
}
