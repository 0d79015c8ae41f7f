import { JsonValue } from '@backstage/types';
import { Rendering, TemplateSource } from '@airworthy/golden-paths';
import { Finding } from '../checks/Check';
import { foreignFilters } from './filters';
import { parseTemplateText } from './parse';
import { referencesIn } from './references';
import { linesOfSteps } from './templateFile';

/**
 * Finds expressions that fail: the scaffolder leaves their text as it is written,
 * without a word. Of those that take what other steps answer or who asks, which
 * are samples here, or a filter of a portal's own, it is only said.
 */
export function leftAsWritten(
  { entity, path, files }: TemplateSource,
  { inputs, output }: Pick<Rendering, 'inputs' | 'output'>,
): { findings: Finding[]; remarks: string[] } {
  const lineOf = linesOfSteps(
    files.get(path)!.content.toString(),
    entity.metadata.name,
  );
  const failed = [
    ...entity.spec.steps
      // What is given to each round of a loop is told of no round.
      .filter(({ each }) => each === undefined)
      .flatMap(({ id, input }) =>
        sameTexts(input, inputs.get(id!), ['input']).map(({ place, text }) => ({
          ...{ of: `step "${id}": `, place, text },
          line: lineOf(id!, place),
        })),
      ),
    ...sameTexts(entity.spec.output as JsonValue, output, ['output']).map(
      ({ place, text }) => ({ of: '', place, text, line: undefined }),
    ),
  ];
  const told = failed.map(({ of, place, text, line }) => ({
    message: `${of}${place.join(
      '.',
    )} fails, and so stays as it is written: ${text}`,
    line,
    excuse: excuseOf(text),
  }));
  return {
    findings: told
      .filter(({ excuse }) => excuse === undefined)
      .map(({ message, line }) => ({ path, line, message })),
    remarks: told.flatMap(({ message, excuse }) =>
      excuse === undefined ? [] : [`${message}, where ${excuse}`],
    ),
  };
}

/** What only a task in a portal knows. */
const samples = new Set(['steps', 'user', 'secrets', 'environment']);

/** Why an expression may fail here alone. */
function excuseOf(text: string): string | undefined {
  const parsed = parseTemplateText(text);
  if ('mistake' in parsed) return undefined;
  const own = new Set<string>();
  const takesSample = referencesIn(parsed.root, own).some(({ names: [root] }) =>
    samples.has(root ?? ''),
  );
  if (takesSample) return 'what it takes is a sample';
  const [filter] = foreignFilters(parsed.root);
  return filter === undefined ? undefined : `the filter ${filter} is not known`;
}

/** Texts with expressions that are in both, in the same place. */
function sameTexts(
  written: JsonValue | undefined,
  given: JsonValue | undefined,
  place: string[],
): { place: string[]; text: string }[] {
  if (typeof written === 'string') {
    return written === given && written.includes('${{')
      ? [{ place, text: written.replace(/\s+/g, ' ').trim() }]
      : [];
  }
  if (!isParent(written) || !isParent(given)) return [];
  return Object.entries(written).flatMap(([key, inner]) =>
    sameTexts(inner, (given as Record<string, JsonValue>)[key], [
      ...place,
      key,
    ]),
  );
}

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
