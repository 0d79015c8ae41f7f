import { createHash } from 'node:crypto';
import { RenderedFiles } from '@airworthy/golden-paths';
import { Check, TextFile, textFiles, Verdict } from '../checks/Check';
import { Tools } from '../tools/Tools';
import { inParallel } from './inParallel';
import { CheckOutcome, notLookedAt, outcomeOf } from './outcome';

/** Programs that a check runs at a time. */
const atOnce = 2;

/** Runs checks, each once on what is the same in several results. */
export class CheckRunner {
  readonly #tools: Tools;
  readonly #verdicts = new Map<string, Promise<Verdict>>();

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  async run(check: Check, files: RenderedFiles): Promise<CheckOutcome> {
    const chosen = textFiles(files).filter(file => check.looksAt(file));
    let parts: TextFile[][];
    try {
      parts = check.partsOf?.(chosen) ?? chosen.map(file => [file]);
    } catch (error) {
      return outcomeOf(check, [findingOf(error, chosen)]);
    }
    if (parts.length === 0) return notLookedAt(check, 'none');
    for (const tool of check.needs ?? []) {
      if (!(await this.#tools.has(tool))) {
        return notLookedAt(check, 'skipped', `${tool} is not at hand`);
      }
    }
    const verdicts = await this.#once(check, parts);
    return outcomeOf(
      check,
      verdicts.flatMap(({ findings }) => findings),
      verdicts.flatMap(({ remarks = [] }) => remarks),
    );
  }

  /** The verdict on each part; what no result had so far is looked at now. */
  #once(check: Check, parts: TextFile[][]): Promise<Verdict[]> {
    const unseen = parts.filter(
      part => !this.#verdicts.has(keyOf(check, part)),
    );
    const verdictOn = check.inOneGo
      ? this.#inOneGo(check, unseen)
      : (part: TextFile[]) => this.#run(check, part);
    return inParallel(parts, check.inOneGo ? parts.length : atOnce, part => {
      const key = keyOf(check, part);
      const verdict = this.#verdicts.get(key) ?? verdictOn(part);
      this.#verdicts.set(key, verdict);
      return verdict;
    });
  }

  #inOneGo(check: Check, parts: TextFile[][]) {
    const all =
      parts.length === 0
        ? undefined
        : check.run(parts.flat(), this.#tools).catch(() => undefined);
    return async (part: TextFile[]): Promise<Verdict> => {
      const verdict = await all;
      // It broke on one of them: given each alone, it says on which.
      if (!verdict) return this.#run(check, part);
      const [{ path }] = part;
      return { findings: verdict.findings.filter(each => each.path === path) };
    };
  }

  /** A tool that breaks on a file says so there, and the rest goes on. */
  async #run(check: Check, files: TextFile[]): Promise<Verdict> {
    try {
      return await check.run(files, this.#tools);
    } catch (error) {
      return { findings: [findingOf(error, files)] };
    }
  }
}

function findingOf(error: unknown, files: TextFile[]) {
  const [message] = String((error as Error).message ?? error).split('\n');
  return { path: files[0]?.path, message };
}

function keyOf(check: Check, files: TextFile[]): string {
  const hash = createHash('sha256').update(check.id);
  for (const { path, text, isOfChart } of files) {
    hash.update(`\0${path}\0${isOfChart}\0${text}`);
  }
  return hash.digest('hex');
}
