import { JsonObject } from '@backstage/types';

/** Whether a value is an object of JSON: no list, and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
