import { ExemptionRules } from '@airworthy/backstage-plugin-readiness-common';

const usualDays = 90;
const pad = (number: number) => String(number).padStart(2, '0');

/** A day as `YYYY-MM-DD` in the reader's zone, some days from a moment on. */
export function dayAfter(now: Date, days: number): string {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return [
    date.getFullYear(),
    pad(date.getMonth() + 1),
    pad(date.getDate()),
  ].join('-');
}

/** The moment at which a day of the reader's zone ends, ISO 8601; `undefined` for what is no day. */
export function endOf(day: string): string | undefined {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

/** The last day to its end that the portal allows. */
export function lastDay({ longestDays }: ExemptionRules, now: Date): string {
  return dayAfter(now, Math.max(0, Math.floor(longestDays) - 1));
}

/** The day that most take: a quarter of a year from now, where that is allowed. */
export function usualDay(rules: ExemptionRules, now: Date): string {
  const [usual, last] = [dayAfter(now, usualDays), lastDay(rules, now)];
  return usual < last ? usual : last;
}
