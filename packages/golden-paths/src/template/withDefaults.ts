import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from './isJsonObject';
import { parametersFor } from './parametersFor';

/**
 * Answers completed with the defaults of the template's parameters, as its
 * form does it.
 *
 * @public
 */
export function withDefaults(
  entity: TemplateEntityV1beta3,
  values: JsonObject,
): JsonObject {
  const completed = { ...values };
  for (const { name, schema } of parametersFor(entity, values)) {
    const value = complete(schema, values[name]);
    if (value !== undefined) completed[name] = value;
  }
  return completed;
}

function complete(
  schema: JsonObject,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const own = value === undefined ? schema.default : value;
  if (!isJsonObject(schema.properties)) return own;
  if (own !== undefined && !isJsonObject(own)) return own;
  const completed = { ...own };
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!isJsonObject(property)) continue;
    const inner = complete(property, completed[name]);
    if (inner !== undefined) completed[name] = inner;
  }
  return own === undefined && Object.keys(completed).length === 0
    ? undefined
    : completed;
}
