import {
  CheckResult,
  placesOf,
  Report,
  ReportPlace,
} from '@airworthy/backstage-plugin-readiness-common';

/** What is to be said of a result: what is wrong, why nothing is known, or what excuses it. */
export function messageOf({ status, message, detail }: CheckResult): string {
  if (status === 'exempt') return detail ?? message;
  return status === 'unknown' && detail ? `Unknown: ${detail}` : message;
}

/** How many results are exempt, after what else there is to say; nothing for none. */
export function exemptions({ counts }: Report): string {
  return counts.exempt > 0 ? `, ${counts.exempt} exempt` : '';
}

/** `path:line`, or the path where there is no line. */
export function describePlace({ path, line }: ReportPlace): string {
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

/**
 * Remembers what was said: scorecards share checks, and what two of them say
 * of one entity is said once.
 *
 * @returns whether a result of an entity was said before
 */
export function sayOnce(): (entityRef: string, result: CheckResult) => boolean {
  const said = new Set<string>();
  return (entityRef, result) => {
    const saying = JSON.stringify([
      entityRef,
      result.title,
      messageOf(result),
      placesOf(result),
    ]);
    const isRepeated = said.has(saying);
    said.add(saying);
    return isRepeated;
  };
}
