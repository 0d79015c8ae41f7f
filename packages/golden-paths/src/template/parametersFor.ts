import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { isJsonObject } from './isJsonObject';
import { JsonObject, JsonValue } from '@backstage/types';

/**
 * A parameter that a template's form asks for.
 *
 * @public
 */
export interface TemplateParameter {
  name: string;
  /** Its JSON schema. */
  schema: JsonObject;
  required: boolean;
}

/**
 * The parameters that a template's form asks for, given what was answered
 * already: some are asked for because of others, or of their defaults.
 *
 * @public
 */
export function parametersFor(
  entity: TemplateEntityV1beta3,
  values: JsonObject,
): TemplateParameter[] {
  const found = new Map<string, TemplateParameter>();
  const answers = { ...values };
  for (const page of [entity.spec.parameters ?? []].flat()) {
    collect(page as JsonObject, answers, found);
  }
  return [...found.values()];
}

function collect(
  schema: JsonObject,
  answers: JsonObject,
  found: Map<string, TemplateParameter>,
): void {
  const { properties, required, dependencies, allOf } = schema;
  const names = Array.isArray(required) ? required : [];
  for (const [name, property] of Object.entries(properties ?? {})) {
    if (!isJsonObject(property)) continue;
    const known = found.get(name);
    // A branch often repeats, as a constant, what it depends on.
    if (known && property.const !== undefined) continue;
    found.set(name, {
      name,
      schema: { ...known?.schema, ...property },
      required: known?.required === true || names.includes(name),
    });
    if (property.default !== undefined) answers[name] ??= property.default;
  }
  for (const name of names) {
    const known = found.get(String(name));
    if (known) known.required = true;
  }
  for (const [name, dependency] of Object.entries(dependencies ?? {})) {
    if (answers[name] === undefined || !isJsonObject(dependency)) continue;
    collectBranches(dependency, answers, found);
  }
  collectBranches(
    { allOf, oneOf: schema.oneOf, anyOf: schema.anyOf },
    answers,
    found,
  );
  collectCondition(schema, answers, found);
}

function collectBranches(
  schema: Partial<JsonObject>,
  answers: JsonObject,
  found: Map<string, TemplateParameter>,
): void {
  const { oneOf, anyOf, allOf, ...own } = schema;
  if (Object.keys(own).length > 0) collect(own as JsonObject, answers, found);
  const branches = schemasOf(oneOf ?? anyOf);
  const chosen = branches.find(branch => holds(branch, answers));
  for (const branch of [...schemasOf(allOf), ...(chosen ? [chosen] : [])]) {
    collect(branch, answers, found);
  }
}

function collectCondition(
  schema: JsonObject,
  answers: JsonObject,
  found: Map<string, TemplateParameter>,
): void {
  if (!isJsonObject(schema.if)) return;
  const branch = holds(schema.if, answers) ? schema.then : schema.else;
  if (isJsonObject(branch)) collect(branch, answers, found);
}

/** Whether what a schema says of single values, by constants and lists, is so. */
function holds(schema: JsonObject, values: JsonObject): boolean {
  return Object.entries(schema.properties ?? {}).every(([name, property]) => {
    if (!isJsonObject(property)) return true;
    const { const: constant, enum: list } = property;
    const value = values[name];
    if (constant !== undefined) return isSame(value, constant);
    // A parameter of the branch itself, which has yet to be answered.
    if (value === undefined || !Array.isArray(list)) return true;
    return list.some(each => isSame(value, each));
  });
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function schemasOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
