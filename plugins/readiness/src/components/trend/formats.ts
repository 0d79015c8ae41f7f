/** A day of a trend, which is one in UTC, as people write it. */
export function formatDay(
  day: string,
  dateStyle: 'medium' | 'short' = 'medium',
): string {
  return new Intl.DateTimeFormat(undefined, {
    dateStyle,
    timeZone: 'UTC',
  }).format(Date.parse(day));
}

/** A score to a tenth. */
export function formatScore(score: number): string {
  return new Intl.NumberFormat(undefined, {
    maximumFractionDigits: 1,
  }).format(score);
}

/** Points with their sign, to a tenth. */
export function formatPoints(points: number): string {
  return new Intl.NumberFormat(undefined, {
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(points);
}
