import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { JsonObject, JsonValue } from '@backstage/types';

const ajv = new Ajv({ strict: false, validateFormats: true, logger: false });
addFormats(ajv);

const texts = [
  'sample',
  'sample-service',
  'A sample, to see what becomes of it',
  'group:default/sample',
  'Sample',
  'SAMPLE',
  'com.example.sample',
  'sample_name',
  'a',
  '1',
  '1.0.0',
  '8080',
  'https://example.com/sample',
  'sample@example.com',
  '10.0.0.0/16',
  '/sample',
  '123456789012',
  '2026-01-31',
];

/** What the pickers of a form would answer. */
const picked: Record<string, (schema: JsonObject) => JsonValue> = {
  OwnerPicker: () => 'group:default/sample',
  MyGroupsPicker: () => 'group:default/sample',
  OwnedEntityPicker: () => 'component:default/sample',
  EntityPicker: schema => `${kindOf(schema)}:default/sample`,
  MultiEntityPicker: schema => [`${kindOf(schema)}:default/sample`],
  EntityNamePicker: () => 'sample',
  EntityTagsPicker: () => ['sample'],
  RepoUrlPicker: schema => repoUrl(schema, 'owner=sample'),
  RepoBranchPicker: () => 'main',
};

/**
 * A value that a schema admits, as somebody might enter it; `undefined` when
 * none is known.
 */
export function sampleValue(schema: JsonObject): JsonValue | undefined {
  const pick = picked[String(schema['ui:field'])];
  const candidates: JsonValue[] = [
    ...[schema.const, schema.default].filter(isGiven),
    ...listOf(schema.enum),
    ...listOf(schema.examples),
    ...(pick ? [pick(schema)] : []),
    ...sampleOfType(schema),
  ];
  return candidates.find(candidate => admits(schema, candidate));
}

/** Whether a schema admits a value; one that cannot be read admits all. */
export function admits(schema: JsonObject, value: JsonValue): boolean {
  try {
    return ajv.validate(schema, value);
  } catch {
    return true;
  }
}

function sampleOfType(schema: JsonObject): JsonValue[] {
  switch ([schema.type].flat()[0]) {
    case 'boolean':
      return [false, true];
    case 'integer':
    case 'number':
      return [schema.minimum, schema.maximum, 1, 0, 8080].filter(
        (value): value is number => typeof value === 'number',
      );
    case 'array': {
      const item = isObject(schema.items)
        ? sampleValue(schema.items)
        : 'sample';
      return [[], ...(item === undefined ? [] : [[item], [item, item]])];
    }
    case 'object':
      return [sampleObject(schema)];
    default:
      return [
        ...texts,
        ...['s', 'sample '].map(text =>
          text.repeat(Math.min(Number(schema.minLength ?? 1), 1000)).trim(),
        ),
      ];
  }
}

function sampleObject(schema: JsonObject): JsonObject {
  const required = listOf(schema.required);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      if (!isObject(property) || !required.includes(name)) return [];
      const value = sampleValue(property);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function optionsOf(schema: JsonObject): JsonObject {
  const options = schema['ui:options'];
  return isObject(options) ? options : {};
}

function repoUrl(schema: JsonObject, owner: string): string {
  const [host] = listOf(optionsOf(schema).allowedHosts);
  return `${host ?? 'github.com'}?${owner}&repo=sample`;
}

function kindOf(schema: JsonObject): string {
  const { catalogFilter, allowedKinds, defaultKind } = optionsOf(schema);
  const [filter] = [catalogFilter].flat();
  const [kind] = [
    isObject(filter) ? filter.kind : undefined,
    allowedKinds,
    defaultKind,
  ]
    .flat()
    .filter(each => typeof each === 'string');
  return String(kind ?? 'component').toLocaleLowerCase('en-US');
}

function isGiven(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined;
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
