import { InputError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from '../template/isJsonObject';
import { parametersFor } from '../template/parametersFor';
import { withDefaults } from '../template/withDefaults';
import { labelOf } from './templateVersion';

/**
 * The answers as they may be kept: without those that the template's form
 * treats as secrets, and those that it asks for only with other answers, which
 * somebody gave before changing their mind.
 *
 * @public
 */
export function answersToKeep(
  entity: TemplateEntityV1beta3,
  values: JsonObject,
): JsonObject {
  const asked = new Map(
    parametersFor(entity, values).map(({ name, schema }) => [name, schema]),
  );
  const known = namesIn(entity.spec.parameters as JsonValue);
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const schema = asked.get(name);
      return schema ? !isSecret(schema) : !known.has(name);
    }),
  );
}

/** The names of all parameters, whatever they are asked for with. */
function namesIn(schema: JsonValue | undefined): Set<string> {
  if (Array.isArray(schema)) {
    return new Set(schema.flatMap(each => [...namesIn(each)]));
  }
  if (!isJsonObject(schema)) return new Set();
  const own = isJsonObject(schema.properties) ? schema.properties : {};
  return new Set([
    ...Object.keys(own),
    ...Object.values(schema).flatMap(inner => [...namesIn(inner)]),
  ]);
}

/** What forms show as dots is not for a file that everybody reads. */
function isSecret(schema: JsonObject): boolean {
  return (
    /secret|password/i.test(String(schema['ui:field'] ?? '')) ||
    schema['ui:widget'] === 'password' ||
    schema.format === 'password' ||
    schema.writeOnly === true ||
    Object.values(
      isJsonObject(schema.properties) ? schema.properties : {},
    ).some(property => isJsonObject(property) && isSecret(property))
  );
}

/**
 * The parameters for another version of a template: as they were answered,
 * with the defaults of those that are new.
 *
 * @throws InputError that names those which nothing answers
 */
export function parametersForVersion(options: {
  entity: TemplateEntityV1beta3;
  answered: JsonObject;
  /** How to answer one, in words that a person can follow. */
  howToAnswer(name: string): string;
}): JsonObject {
  const { entity, answered, howToAnswer } = options;
  const values = withDefaults(entity, answered);
  const missing = parametersFor(entity, values).filter(
    ({ name, required }) => required && values[name] === undefined,
  );
  if (missing.length > 0) {
    throw new InputError(
      missing
        .map(({ name, schema }) => {
          const title = typeof schema.title === 'string' ? schema.title : name;
          return `${labelOf(entity)} asks for "${title}": ${howToAnswer(name)}`;
        })
        .join('\n'),
    );
  }
  return values;
}
