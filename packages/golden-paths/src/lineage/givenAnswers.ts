import { InputError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject, JsonValue } from '@backstage/types';
import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { isJsonObject } from '../template/isJsonObject';
import { parametersFor } from '../template/parametersFor';
import { labelOf } from './templateVersion';

/**
 * Answers as the parameters of a template take them. One that was written as
 * text, in a form or on a command line, is taken for the number, truth or list
 * that it stands for where no text is asked for.
 *
 * @throws InputError that names the parameters which do not take theirs, and
 * says what they take
 */
export function givenAnswers(options: {
  entity: TemplateEntityV1beta3;
  given: JsonObject;
  /** What was answered before, on which it depends what is asked. */
  answered: JsonObject;
}): JsonObject {
  const { entity, given, answered } = options;
  const answers: JsonObject = { ...given };
  const seen = new Set<string>();
  // What is asked depends on the answers as they are taken, such as a truth
  // that was written as text.
  for (;;) {
    const asked = parametersFor(entity, { ...answered, ...answers }).filter(
      ({ name }) => given[name] !== undefined && !seen.has(name),
    );
    if (asked.length === 0) return answers;
    const mistakes: string[] = [];
    for (const { name, schema } of asked) {
      seen.add(name);
      const answer = given[name]!;
      const takes = compiled(schema);
      if (!takes) continue;
      const taken = readings(answer).find(reading => takes(reading));
      if (taken === undefined) {
        mistakes.push(
          `${labelOf(entity)} does not take ${JSON.stringify(
            answer,
          )} for "${name}": ${wordsFor(refusalOf(takes, answer), schema)}`,
        );
      } else {
        answers[name] = taken;
      }
    }
    if (mistakes.length > 0) {
      throw new InputError(mistakes.join('\n'));
    }
  }
}

/** Nothing for a schema that makes no sense: a form would not mind either. */
function compiled(schema: JsonObject): ValidateFunction | undefined {
  const ajv = new Ajv({
    // Schemas of forms have words of their own, such as ui:field.
    ...{ strict: false, validateFormats: false, validateSchema: false },
    addUsedSchema: false,
    logger: false,
  });
  try {
    return ajv.compile(schema);
  } catch {
    return undefined;
  }
}

/** What an answer may mean: as it is, and as YAML has it. */
function readings(answer: JsonValue): JsonValue[] {
  if (typeof answer !== 'string') return [answer];
  try {
    return [answer, parse(answer, { maxAliasCount: 0 })];
  } catch {
    return [answer];
  }
}

/** Why none of the readings will do. What a number lacks says more than that a text is none. */
function refusalOf(takes: ValidateFunction, answer: JsonValue): ErrorObject {
  const refusals = readings(answer).map(reading => {
    takes(reading);
    return takes.errors![0];
  });
  return refusals.find(({ keyword }) => keyword !== 'type') ?? refusals[0];
}

/** What a parameter takes, in the words of its template where it has some. */
function wordsFor(
  { keyword, params, message }: ErrorObject,
  schema: JsonObject,
): string {
  const own = isJsonObject(schema.errorMessage)
    ? schema.errorMessage[keyword]
    : schema.errorMessage;
  if (typeof own === 'string') return own;
  return keyword === 'enum'
    ? `use one of ${params.allowedValues.join(', ')}`
    : `it ${message}`;
}
