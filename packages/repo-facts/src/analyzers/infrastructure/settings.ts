import { LineStarts } from '../files/LineStarts';

/** What a line of a file tells a platform to do for a service. */
interface Setting {
  kind: 'health-check' | 'rollback';
  line: number;
}

/** How each tool says so, at the start of a line. */
const patterns: { kind: Setting['kind']; tool: string; pattern: RegExp }[] = [
  {
    kind: 'health-check',
    tool: 'terraform',
    pattern:
      /^[ \t]*(?:healthCheck[ \t]*=|(?:liveness_probe|health_check)[ \t]*\{)/m,
  },
  {
    kind: 'health-check',
    tool: 'render',
    pattern: /^[ \t]*healthCheckPath:/m,
  },
  {
    kind: 'health-check',
    tool: 'app-engine',
    pattern: /^[ \t]*(?:liveness|readiness)_check:/m,
  },
  {
    kind: 'health-check',
    tool: 'kamal',
    pattern: /^[ \t]*healthcheck:/m,
  },
  {
    // Amazon ECS goes back to the last deployment that was steady.
    kind: 'rollback',
    tool: 'terraform',
    pattern:
      /^[ \t]*deployment_circuit_breaker[ \t]*\{[^}]{0,200}\brollback[ \t]*=[ \t]*true\b/m,
  },
];

/** What a file has its platform do for the service, and where it says so. */
export function settingsOf(tool: string, text: string): Setting[] {
  return patterns.flatMap(({ kind, tool: of, pattern }) => {
    const index = of === tool ? pattern.exec(text)?.index : undefined;
    return index === undefined
      ? []
      : [{ kind, line: new LineStarts(text).lineAt(index) }];
  });
}
