const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** A moment as distance from another: `in 3 days`, `2 hours ago`. */
export function relativeTo(
  now: number,
  time: number,
  language?: string,
): string {
  const seconds = Math.round((time - now) / 1000);
  const [unit, length] =
    units.find(([, each]) => Math.abs(seconds) >= each) ??
    units[units.length - 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.trunc(seconds / length),
    unit,
  );
}

/**
 * A moment, as distance from now; on hover, as date and time in the reader's zone.
 *
 * @param at - ISO 8601
 */
export function ObservedTime(props: { at: string }) {
  const time = Date.parse(props.at);
  if (Number.isNaN(time)) {
    return <>{props.at}</>;
  }
  const absolute = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(time);
  return (
    <time dateTime={props.at} title={absolute}>
      {relativeTo(Date.now(), time)}
    </time>
  );
}
