import { JsonValue } from '@backstage/types';
import { Rendering, TemplateSource } from '@airworthy/golden-paths';
import { Finding } from '../checks/Check';
import { linesOfSteps } from './templateFile';

/**
 * Finds expressions that fail: the scaffolder leaves their text as it is written,
 * without a word. Of those that take what other steps answer, or who asks, it is
 * only said, as these are samples here.
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
          message: `step "${id}": ${place.join(
            '.',
          )} fails, and so stays as it is written: ${text}`,
          line: lineOf(id!, place),
          text,
        })),
      ),
    ...sameTexts(entity.spec.output as JsonValue, output, ['output']).map(
      ({ place, text }) => ({
        message: `${place.join(
          '.',
        )} fails, and so stays as it is written: ${text}`,
        line: undefined,
        text,
      }),
    ),
  ];
  const isCertain = ({ text }: { text: string }) =>
    !/\b(?:steps|user|secrets|environment)\b/.test(text);
  return {
    findings: failed
      .filter(isCertain)
      .map(({ message, line }) => ({ path, line, message })),
    remarks: failed
      .filter(each => !isCertain(each))
      .map(({ message }) => `${message}, where what it takes is a sample`),
  };
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
