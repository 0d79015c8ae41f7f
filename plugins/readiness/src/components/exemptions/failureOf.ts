import { ResponseError, toError } from '@backstage/errors';

/** What the backend says of a request that it does not take. */
export interface Failure<TField extends string> {
  /** By field of the form. */
  fields: Partial<Record<TField, string>>;
  /** What is not about one field. */
  message?: string;
}

/** Reads a failure: the backend names the fields that it complains about, as `reason: too short`. */
export function failureOf<TField extends string>(
  reason: unknown,
  names: readonly TField[],
): Failure<TField> {
  const error = toError(reason);
  const text =
    error instanceof ResponseError ? error.cause.message : error.message;
  const fields: Partial<Record<TField, string>> = {};
  const others: string[] = [];
  for (const part of text.split('; ')) {
    const name = names.find(each => part.startsWith(`${each}: `));
    if (name) {
      fields[name] = part.slice(name.length + 2);
    } else {
      others.push(part);
    }
  }
  return { fields, message: others.join('; ') || undefined };
}
