/** Programs whose purpose is to run several others in one container. */
const supervisors = new Set([
  ...['supervisord', 's6-svscan', 's6-overlay', 'runsvdir', 'runit', 'circusd'],
  ...['monit', 'foreman', 'honcho', 'overmind', 'goreman', 'concurrently'],
  ...['systemd', 'openrc-init'],
]);
const supervisorPaths = new Set([
  '/init',
  '/sbin/init',
  '/lib/systemd/systemd',
]);

/**
 * Whether a container's command, as words, starts one process.
 *
 * @param words - the entrypoint and its arguments
 */
export function isSingleProcess(words: string[]): boolean {
  const script = words.join(' ');
  const starts = words.flatMap(word => word.split(/\s+/));
  return !(
    starts.some(
      word =>
        supervisorPaths.has(word) ||
        supervisors.has(word.slice(word.lastIndexOf('/') + 1)),
    ) ||
    // In the background: `a & b`, but neither `a && b` nor `2>&1`.
    /(?<![&>])&(?![&>\d])\s*\S/.test(script) ||
    /\bservice \S+ start\b/.test(script)
  );
}
