/** A value as an object, an empty one when it is something else. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A value as a list, an empty one when it is something else. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value as text, `""` when it is something else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
