import {
  CompiledScorecard,
  compileScorecard,
} from '@airworthy/backstage-plugin-readiness-common';
import { builtInFactSchemas } from '@airworthy/backstage-plugin-readiness-node';
import {
  compileBuiltInScorecard,
  compileBuiltInScorecards,
} from '@airworthy/scorecards';
import { RenderedFiles } from '@airworthy/golden-paths';
import { InputError } from '@backstage/errors';

/** Scorecards by which results are graded, each compiled once. */
export class Scorecards {
  readonly #compiled = new Map<string, Promise<CompiledScorecard>>();

  /** @throws InputError when there is none of this name */
  builtIn(name: string): Promise<CompiledScorecard> {
    return this.#once(`built-in:${name}`, () =>
      compileBuiltInScorecard(name).catch(error => {
        throw new InputError(error.message);
      }),
    );
  }

  /**
   * One that a result brings along.
   *
   * @throws InputError when it is not there, or has mistakes
   */
  async inResult(
    path: string,
    files: RenderedFiles,
  ): Promise<CompiledScorecard> {
    const text = files.get(path)?.content.toString('utf8');
    if (text === undefined) throw new InputError(`${path} is not there`);
    return this.#once(`${path}:${text}`, async () => {
      const { scorecard, problems } = compileScorecard({
        text,
        source: path,
        schemas: builtInFactSchemas,
        library: await compileBuiltInScorecards(),
      });
      if (scorecard) return scorecard;
      const [{ line, column, message }] = problems;
      throw new InputError(`${path}:${line}:${column}: ${message}`);
    });
  }

  #once(
    key: string,
    compile: () => Promise<CompiledScorecard>,
  ): Promise<CompiledScorecard> {
    const compiled = this.#compiled.get(key) ?? compile();
    this.#compiled.set(key, compiled);
    return compiled;
  }
}
