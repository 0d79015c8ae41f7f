import { readFile } from 'node:fs/promises';
import { BuiltInScorecard, readBuiltInScorecards } from '@airworthy/scorecards';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScorecardSource } from '../config';

/** A scorecard as text, to be read again and again. */
export interface ScorecardText {
  /** File, URL or `built-in:<name>`. */
  source: string;
  read(signal: AbortSignal): Promise<string>;
}

/** Milliseconds that a URL has to answer: the start of the backend waits for it. */
const urlTimeout = 10_000;

/**
 * The texts of the scorecards that config asks for, all built-in ones when it
 * asks for none in particular.
 *
 * @throws InputError when there is no built-in scorecard of a given name.
 */
export async function scorecardTexts(
  sources: ScorecardSource[] | undefined,
  urlReader: UrlReaderService,
): Promise<ScorecardText[]> {
  const builtIns = await readBuiltInScorecards();
  if (!sources) {
    return builtIns.map(builtInText);
  }
  return sources.map((source, index) => {
    if ('file' in source) {
      return {
        source: source.file,
        read: () => readFile(source.file, 'utf8'),
      };
    }
    if ('url' in source) {
      return {
        source: source.url,
        read: async signal => {
          const response = await urlReader.readUrl(source.url, {
            signal: AbortSignal.any([signal, AbortSignal.timeout(urlTimeout)]),
          });
          return (await response.buffer()).toString('utf8');
        },
      };
    }
    const builtIn = builtIns.find(({ name }) => name === source.builtIn);
    if (!builtIn) {
      const names = builtIns.map(({ name }) => name).join(', ');
      throw new InputError(
        `readiness.scorecards[${index}].builtIn names no built-in scorecard: '${source.builtIn}' is none of ${names}`,
      );
    }
    return builtInText(builtIn);
  });
}

function builtInText({ source, text }: BuiltInScorecard): ScorecardText {
  return { source, read: async () => text };
}
