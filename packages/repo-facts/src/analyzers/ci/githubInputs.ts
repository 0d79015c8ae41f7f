import { mapOf, textOf } from '../shapes';
import { withNames } from './shell';

/** Characters of an input or a variable that are considered. */
const maxInput = 500;

/** Inputs of a called workflow or action: defaults, and what the caller gives. */
export function inputsOf(
  declared: Record<string, unknown>,
  given: unknown,
  callers: Record<string, string>,
): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(declared)) {
    const { default: value } = mapOf(input);
    if (value !== undefined && value !== null) {
      inputs[name] = String(value);
    }
  }
  for (const [name, value] of Object.entries(mapOf(given))) {
    inputs[name] = resolveInputs(String(value), callers).slice(0, maxInput);
  }
  return inputs;
}

/** Values with the values of inputs in place. */
export function resolveAll(
  given: unknown,
  inputs: Record<string, string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mapOf(given)).map(([name, value]) => [
      name,
      typeof value === 'string' ? resolveInputs(value, inputs) : value,
    ]),
  );
}

/** A text with the values of inputs in place. */
export function resolveInputs(
  text: string,
  inputs: Record<string, string>,
): string {
  return text.replace(/\$\{\{ *inputs\.([\w-]+) *\}\}/g, (written, name) =>
    Object.hasOwn(inputs, name) ? inputs[name] : written,
  );
}

/** Variables as written under `env`, with names in place of expressions. */
export function variablesOf(
  env: unknown,
  inputs: Record<string, string>,
): [string, string][] {
  return Object.entries(mapOf(env)).map(([name, value]) => [
    name,
    withNames(resolveInputs(textOf(value), inputs).slice(0, maxInput)),
  ]);
}

/** Whether a condition is never met. */
export function isNever(condition: unknown): boolean {
  return (
    condition === false ||
    (typeof condition === 'string' &&
      /^(?:\$\{\{ *)?false(?: *\}\})?$/.test(condition.trim()))
  );
}

/** What names a branch elsewhere names a version where a release is made. */
export const variablesOfRelease: [name: string, value: string][] = [
  ['GITHUB_REF_NAME', '$RELEASE_VERSION'],
  ['GITHUB_REF', '$RELEASE_VERSION'],
];

/** The job runs for tags only. */
export function isForRelease(condition: unknown): boolean {
  return /^(?:\$\{\{)?\s*(?:github\.ref_type\s*==\s*'tag'|startsWith\(\s*github\.ref\s*,\s*'refs\/tags\/[^']*'\s*\))\s*(?:\}\})?$/.test(
    textOf(condition),
  );
}
