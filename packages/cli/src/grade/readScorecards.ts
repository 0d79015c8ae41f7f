import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import {
  CompiledScorecard,
  compileScorecard,
} from '@airworthy/backstage-plugin-readiness-common';
import { builtInFactSchemas } from '@airworthy/backstage-plugin-readiness-node';
import { compileBuiltInScorecards } from '@airworthy/scorecards';
import { UsageError } from '../UsageError';

/** A file of YAML, and where it comes from. */
interface YamlText {
  source: string;
  text: string;
}

/** No honest file is larger; one that is has been named by mistake. */
const maxBytes = 5 * 1024 * 1024;

/**
 * Reads and compiles scorecards: those of a file or of a folder, or else the
 * built-in ones.
 *
 * @throws UsageError with a line for each mistake in them, `file:line:column`
 */
export async function readScorecards(
  cwd: string,
  path: string | undefined,
): Promise<CompiledScorecard[]> {
  if (path === undefined) return compileBuiltInScorecards();
  return compileAll(await readTexts(cwd, await scorecardPaths(cwd, path)));
}

/** Reads scorecards, or fixtures of them, as text. */
export async function readTexts(
  cwd: string,
  paths: string[],
): Promise<YamlText[]> {
  return Promise.all(
    paths.map(async path => {
      try {
        const file = resolve(cwd, path);
        if ((await stat(file)).size > maxBytes) {
          throw new UsageError(`${path} is larger than 5 MiB`);
        }
        return { source: path, text: await readFile(file, 'utf8') };
      } catch (error) {
        if (error instanceof UsageError) throw error;
        const { code } = error as NodeJS.ErrnoException;
        throw new UsageError(`${path} cannot be read (${code})`);
      }
    }),
  );
}

/**
 * Compiles scorecards, which may use the checks of the built-in ones.
 *
 * @throws UsageError with a line for each mistake in any of them
 */
export async function compileAll(
  texts: YamlText[],
): Promise<CompiledScorecard[]> {
  const library = await compileBuiltInScorecards();
  const mistakes: string[] = [];
  const sources = new Map<string, string>();
  const scorecards: CompiledScorecard[] = [];
  for (const { text, source } of texts) {
    const { scorecard, problems } = compileScorecard({
      text,
      source,
      schemas: builtInFactSchemas,
      library,
    });
    for (const { line, column, message } of problems) {
      mistakes.push(`${source}:${line}:${column}: ${message}`);
    }
    if (!scorecard) continue;
    const { name } = scorecard.document.metadata;
    const other = sources.get(name);
    if (other !== undefined) {
      mistakes.push(`${source}: is named "${name}", and so is ${other}`);
    }
    sources.set(name, source);
    scorecards.push(scorecard);
  }
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return scorecards;
}

async function scorecardPaths(cwd: string, path: string): Promise<string[]> {
  const stats = await stat(resolve(cwd, path)).catch(() => undefined);
  if (!stats) throw new UsageError(`${path} does not exist`);
  if (!stats.isDirectory()) return [path];
  const names = await readdir(resolve(cwd, path));
  const files = names
    .filter(name => ['.yaml', '.yml'].includes(extname(name)))
    .sort();
  if (files.length === 0) {
    throw new UsageError(`${path} contains no scorecard (*.yaml)`);
  }
  return files.map(name => join(path, name));
}
