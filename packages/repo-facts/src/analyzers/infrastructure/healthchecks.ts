import { LineStarts } from '../files/LineStarts';

/** How each tool has its platform ask a service how it is, at the start of a line. */
const patterns: Record<string, RegExp> = {
  terraform: /^[ \t]*(?:healthCheck[ \t]*=|liveness_probe[ \t]*\{)/m,
  render: /^[ \t]*healthCheckPath:/m,
  'app-engine': /^[ \t]*(?:liveness|readiness)_check:/m,
  kamal: /^[ \t]*healthcheck:/m,
};

/** The line on which a file has the service asked; `undefined` for none. */
export function healthcheckLine(
  tool: string,
  text: string,
): number | undefined {
  const index = Object.hasOwn(patterns, tool)
    ? patterns[tool].exec(text)?.index
    : undefined;
  return index === undefined ? undefined : new LineStarts(text).lineAt(index);
}
