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
    if (chosen.length === 0) return notLookedAt(check, 'none');
    for (const tool of check.needs ?? []) {
      if (!(await this.#tools.has(tool))) {
        return notLookedAt(check, 'skipped', `${tool} is not at hand`);
      }
    }
    const groups = check.alone ? chosen.map(file => [file]) : [chosen];
    const verdicts: Verdict[] = [];
    for (const group of groups) verdicts.push(await this.#once(check, group));
    return outcomeOf(
      check,
      verdicts.flatMap(({ findings }) => findings),
      verdicts.flatMap(({ remarks = [] }) => remarks),
    );
  }

  #once(check: Check, files: TextFile[]): Promise<Verdict> {
    const hash = createHash('sha256').update(check.id);
    for (const { path, text } of files) hash.update(`\0${path}\0${text}`);
    const key = hash.digest('hex');
    const verdict = this.#verdicts.get(key) ?? this.#run(check, files);
    this.#verdicts.set(key, verdict);
    return verdict;
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
