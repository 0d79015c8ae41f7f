import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, stringifyError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  CompilationOutcome,
  CompiledScorecard,
  compileScorecard,
  FactSchema,
  recompileScorecard,
  ScorecardProblem,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  findRevision,
  lastGoodRevisions,
  recordRevision,
  ScorecardRevision,
} from '../store/reports/scorecardRevisions';
import { Replica } from '../replicas/Replica';
import { ScorecardText } from './scorecardTexts';
import { Standards, standardsOf } from './Standards';

/** Options of {@link ScorecardLibrary}. */
export interface ScorecardLibraryOptions {
  knex: Knex;
  texts: ScorecardText[];
  /** Schemas of the facts of all collectors, by namespace. */
  schemas: Record<string, FactSchema>;
  /** Scorecards whose checks others may use, whether they are in force or not. */
  builtIn?: readonly CompiledScorecard[];
  repositoryExemptions: Standards['repositoryExemptions'];
  logger: LoggerService;
  /** Told of the standards before they are in force. */
  replica: Pick<Replica, 'hold'>;
  now: () => Date;
}

/**
 * The scorecards in force. A document that is wrong or cannot be read leaves
 * its last good revision in force, which outlives a restart in the store.
 */
export class ScorecardLibrary {
  readonly #options: ScorecardLibraryOptions;
  #scorecards: CompiledScorecard[] = [];
  #problems: ScorecardProblem[] = [];
  /** What was logged already, so that a reload does not say it again. */
  #logged = new Set<string>();

  /** Reads all scorecards for the first time. */
  static async create(
    options: ScorecardLibraryOptions,
  ): Promise<ScorecardLibrary> {
    const library = new ScorecardLibrary(options);
    await library.reload(new AbortController().signal);
    return library;
  }

  private constructor(options: ScorecardLibraryOptions) {
    this.#options = options;
  }

  /** In the order of the configuration. */
  scorecards(): CompiledScorecard[] {
    return this.#scorecards;
  }

  find(name: string): CompiledScorecard | undefined {
    return this.#scorecards.find(
      ({ document }) => document.metadata.name === name,
    );
  }

  /**
   * A revision that is or was in force, `undefined` for one that never was.
   *
   * @throws ConflictError when it asks about facts that there are no longer.
   */
  async findRevision(
    name: string,
    revision: string,
  ): Promise<CompiledScorecard | undefined> {
    const current = this.find(name);
    if (current?.revision === revision) {
      return current;
    }
    const recorded = await findRevision(this.#options.knex, name, revision);
    if (!recorded) {
      return undefined;
    }
    const { scorecard, problems } = this.#compileOnRecord(recorded);
    if (scorecard?.revision !== revision) {
      const [problem] = problems;
      throw new ConflictError(
        `The revision ${revision} of the scorecard ${name} cannot be read any more: ${
          problem?.message ?? 'what it used has changed since'
        }`,
      );
    }
    return scorecard;
  }

  /** Reads a text as a scorecard that could be in force; it does not become so. */
  compile(text: string, source: string): CompilationOutcome {
    const { schemas, builtIn: library } = this.#options;
    return compileScorecard({ text, source, schemas, library });
  }

  /** Mistakes in documents of which an older revision, or none, is in force. */
  problems(): ScorecardProblem[] {
    return this.#problems;
  }

  standards(): Standards {
    return this.#standardsOf(this.#scorecards);
  }

  /** Reads all scorecards again. */
  async reload(signal: AbortSignal): Promise<void> {
    const lastGood = await lastGoodRevisions(this.#options.knex);
    const scorecards = new Map<string, CompiledScorecard>();
    const problems: ScorecardProblem[] = [];
    for (const text of this.#options.texts) {
      const loaded = await this.#load(text, lastGood.get(text.source), signal);
      problems.push(...loaded.problems);
      const name = loaded.scorecard?.document.metadata.name;
      if (!loaded.scorecard || !name) {
        continue;
      }
      if (scorecards.has(name)) {
        problems.push(
          problemAt(text.source, `There already is a scorecard named ${name}`),
        );
        continue;
      }
      scorecards.set(name, loaded.scorecard);
    }
    signal.throwIfAborted();
    const inForce = [...scorecards.values()];
    await this.#options.replica.hold(this.#standardsOf(inForce).hash);
    this.#scorecards = inForce;
    this.#problems = problems;
    this.#log(problems);
  }

  #standardsOf(scorecards: CompiledScorecard[]): Standards {
    return standardsOf(scorecards, this.#options.repositoryExemptions);
  }

  async #load(
    text: ScorecardText,
    lastGood: ScorecardRevision | undefined,
    signal: AbortSignal,
  ): Promise<{ scorecard?: CompiledScorecard; problems: ScorecardProblem[] }> {
    const { source } = text;
    let document: string;
    try {
      document = await text.read(signal);
    } catch (error) {
      signal.throwIfAborted();
      return {
        scorecard: this.#compileLastGood(lastGood),
        problems: [
          problemAt(source, `It cannot be read: ${stringifyError(error)}`),
        ],
      };
    }
    const { scorecard, problems } = this.compile(document, source);
    if (!scorecard) {
      return { scorecard: this.#compileLastGood(lastGood), problems };
    }
    const { name } = scorecard.document.metadata;
    const { revision } = scorecard;
    const isOnRecord =
      lastGood?.revision === revision &&
      lastGood.name === name &&
      lastGood.resolved !== null;
    if (!isOnRecord) {
      const resolved = JSON.stringify(scorecard.document);
      await recordRevision(
        this.#options.knex,
        { source, name, revision, document, resolved },
        this.#options.now().toISOString(),
      );
    }
    return { scorecard, problems };
  }

  #compileLastGood(
    lastGood: ScorecardRevision | undefined,
  ): CompiledScorecard | undefined {
    return lastGood && this.#compileOnRecord(lastGood).scorecard;
  }

  #compileOnRecord({ source, document, resolved }: ScorecardRevision) {
    return resolved === null
      ? this.compile(document, source)
      : recompileScorecard({
          document: JSON.parse(resolved),
          source,
          schemas: this.#options.schemas,
        });
  }

  #log(problems: ScorecardProblem[]): void {
    const lines = problems.map(
      ({ source, line, column, message }) =>
        `${source}:${line}:${column}: ${message}`,
    );
    for (const line of lines) {
      if (!this.#logged.has(line)) {
        this.#options.logger.error(`Mistake in a scorecard: ${line}`);
      }
    }
    this.#logged = new Set(lines);
  }
}

function problemAt(source: string, message: string): ScorecardProblem {
  return { source, line: 1, column: 1, message };
}
