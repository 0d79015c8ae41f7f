import { InputError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { parametersFor, withDefaults } from '@airworthy/golden-paths';
import { TestFile } from '../testFile/TestFile';
import { allPairs, allRows } from './allPairs';
import { sampleValue } from './sampleValue';

/** Answers to all that a template asks, and what tells them from others. */
export interface Combination {
  /** Such as `ci=github rollout=canary`; `defaults` where nothing differs. */
  name: string;
  values: JsonObject;
}

/** What a run can take; a test file says what matters of more. */
const maxCombinations = 500;
/** An enumeration of countries need not be tried whole. */
const maxChoices = 12;

/**
 * The combinations of parameters that a template is tried with: by its test
 * file, or else by what its form offers.
 *
 * @param full - all there are, not only each pair of choices
 * @throws InputError when there are too many
 */
export function combinationsOf(options: {
  entity: TemplateEntityV1beta3;
  testFile: TestFile;
  full: boolean;
  named: string;
}): Combination[] {
  const { entity, testFile, full, named } = options;
  const factors = Object.entries(
    testFile.matrix ?? offeredChoices(entity, testFile.values),
  ).filter(([, choices]) => choices.length > 0);
  const sizes = factors.map(([, choices]) => choices.length);
  const total = sizes.reduce((product, size) => product * size, 1);
  if (full && total > maxCombinations) {
    throw new InputError(
      `${named} has ${total} combinations of parameters; --full takes ${maxCombinations} at most: say in its test file which matter`,
    );
  }
  const rows = full || sizes.length === 0 ? allRows(sizes) : allPairs(sizes);
  const combinations = new Map<string, Combination>();
  for (const row of rows.slice(0, maxCombinations)) {
    const chosen: JsonObject = {};
    const names = factors.map(([name, choices], index) => {
      const choice = choices[row[index]];
      Object.assign(chosen, isObject(choice) ? choice : { [name]: choice });
      return nameOf(name, choice, choices);
    });
    const values = answersOf(entity, { ...testFile.values, ...chosen });
    const key = JSON.stringify(values);
    // What one choice switches off tells others apart no longer.
    if (!combinations.has(key)) {
      combinations.set(key, { name: names.join(' ') || 'defaults', values });
    }
  }
  return [...combinations.values()];
}

/** Answers as the form gives them: completed, in its order, and without what it does not ask for. */
export function answersOf(
  entity: TemplateEntityV1beta3,
  given: JsonObject,
): JsonObject {
  const values = withSamples(entity, given);
  return Object.fromEntries(
    parametersFor(entity, values)
      .filter(({ name }) => values[name] !== undefined)
      .map(({ name }) => [name, values[name]]),
  );
}

/** Completed with defaults, and with samples for what must be answered. */
function withSamples(
  entity: TemplateEntityV1beta3,
  given: JsonObject,
): JsonObject {
  let values = withDefaults(entity, given);
  for (;;) {
    const missing = missingIn(entity, values);
    const samples = missing.flatMap(({ name, schema }) => {
      const sample = sampleValue(schema);
      return sample === undefined ? [] : [[name, sample] as const];
    });
    if (samples.length === 0) return values;
    values = withDefaults(entity, {
      ...values,
      ...Object.fromEntries(samples),
    });
  }
}

function missingIn(entity: TemplateEntityV1beta3, values: JsonObject) {
  return parametersFor(entity, values).filter(
    ({ name, required }) => required && values[name] === undefined,
  );
}

/** The choices of every parameter that has some, also of those asked for because of others. */
function offeredChoices(
  entity: TemplateEntityV1beta3,
  given: JsonObject,
): Record<string, JsonValue[]> {
  const offered: Record<string, JsonValue[]> = {};
  const collect = (values: JsonObject) => {
    for (const { name, schema } of parametersFor(entity, values)) {
      if (offered[name] || given[name] !== undefined) continue;
      const choices = choicesOf(schema);
      if (choices.length === 0) continue;
      offered[name] = choices;
      for (const choice of choices) collect({ ...values, [name]: choice });
    }
  };
  collect(withSamples(entity, given));
  return offered;
}

function choicesOf({ type, enum: listed, const: fixed }: JsonObject) {
  if (fixed !== undefined) return [];
  if (Array.isArray(listed)) return listed.slice(0, maxChoices);
  return type === 'boolean' ? [true, false] : [];
}

/** Of a choice that sets several, the first tells it from others, or else all. */
function nameOf(name: string, choice: JsonValue, choices: JsonValue[]): string {
  if (!isObject(choice)) return `${name}=${textOf(choice)}`;
  const [[, first] = [], ...others] = Object.entries(choice);
  const alike = choices.filter(
    each => isObject(each) && Object.values(each)[0] === first,
  );
  return [
    `${name}=${textOf(first)}`,
    ...others
      .filter(() => alike.length > 1)
      .map(([key, value]) => `${key}=${textOf(value)}`),
  ].join(' ');
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
