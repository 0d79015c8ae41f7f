import { CheckResult } from '@airworthy/backstage-plugin-readiness-common';

/** What is to be said of a result: what is wrong, or why nothing is known. */
export function messageOf({ status, message, detail }: CheckResult): string {
  return status === 'unknown' && detail ? `Unknown: ${detail}` : message;
}

/** A place in a file of the tree. */
export interface Place {
  path: string;
  line?: number;
}

/** The places of the evidence that lies in files, each once. */
export function placesOf({ evidence }: CheckResult): Place[] {
  const places = new Map<string, Place>();
  for (const { path, line } of evidence) {
    if (path === undefined) continue;
    const place = { path, line };
    places.set(describePlace(place), place);
  }
  return [...places.values()];
}

/** `path:line`, or the path where there is no line. */
export function describePlace({ path, line }: Place): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** Effort as people say it. */
export function describeEffort(hours: number): string {
  return hours < 1 ? `${Math.round(hours * 60)} min` : `${hours} h`;
}

/** `1 check`, `2 checks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
