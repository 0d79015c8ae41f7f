import { createHash } from 'node:crypto';
import { RenderedFiles } from '@airworthy/golden-paths';
import { Check, textFile, TextFile, Verdict } from '../checks/Check';
import { Tools } from '../tools/Tools';
import { CheckOutcome, notLookedAt, outcomeOf } from './outcome';

/** Runs checks, each once on what is the same in several results. */
export class CheckRunner {
  readonly #tools: Tools;
  readonly #verdicts = new Map<string, Promise<Verdict>>();

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  async run(check: Check, files: RenderedFiles): Promise<CheckOutcome> {
    const texts = [...files].flatMap(
      ([path, file]) => textFile(path, file) ?? [],
    );
    const chosen = texts
      .filter(file => check.looksAt(file))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const parts = check.partsOf?.(chosen) ?? chosen.map(file => [file]);
    if (parts.length === 0) return notLookedAt(check, 'none');
    for (const tool of check.needs ?? []) {
      if (!(await this.#tools.has(tool))) {
        return notLookedAt(check, 'skipped', `${tool} is not at hand`);
      }
    }
    const verdicts = await Promise.all(this.#once(check, parts));
    return outcomeOf(
      check,
      verdicts.flatMap(({ findings }) => findings),
      verdicts.flatMap(({ remarks = [] }) => remarks),
    );
  }

  /** The verdict on each part; what no result had so far is looked at now. */
  #once(check: Check, parts: TextFile[][]): Promise<Verdict>[] {
    const keys = parts.map(part => keyOf(check, part));
    const unseen = parts.filter((_, index) => !this.#verdicts.has(keys[index]));
    const verdictOn = check.inOneGo
      ? this.#inOneGo(check, unseen)
      : (part: TextFile[]) => this.#run(check, part);
    return parts.map((part, index) => {
      const verdict = this.#verdicts.get(keys[index]) ?? verdictOn(part);
      this.#verdicts.set(keys[index], verdict);
      return verdict;
    });
  }

  #inOneGo(check: Check, parts: TextFile[][]) {
    const all =
      parts.length > 0 ? this.#run(check, parts.flat()) : { findings: [] };
    return async ([{ path }]: TextFile[]): Promise<Verdict> => ({
      findings: (await all).findings.filter(each => each.path === path),
    });
  }

  /** A tool that breaks on a file says so there, and the rest goes on. */
  async #run(check: Check, files: TextFile[]): Promise<Verdict> {
    try {
      return await check.run(files, this.#tools);
    } catch (error) {
      const [message] = String((error as Error).message ?? error).split('\n');
      return { findings: [{ path: files[0].path, message }] };
    }
  }
}

function keyOf(check: Check, files: TextFile[]): string {
  const hash = createHash('sha256').update(check.id);
  for (const { path, text } of files) hash.update(`\0${path}\0${text}`);
  return hash.digest('hex');
}
