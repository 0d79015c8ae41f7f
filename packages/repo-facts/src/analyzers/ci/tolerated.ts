/** What tells nothing but by failing; scans also report what they find. */
const gates = new Set([
  ...['lint', 'format', 'type-check', 'migration-lint'],
  ...['unit-test', 'integration-test', 'api-test', 'smoke-test'],
]);

/** What is left of something that may fail and nobody stops. */
export function tolerated(does: Iterable<string>): string[] {
  return [...does].filter(what => !gates.has(what));
}
