import { ScriptReading } from './ScriptReading';

/** Names of a step and its job, from the nearest to the farthest. */
export type StepNames = string[];

const integration = /\b(?:integration|e2e|end[- ]to[- ]end|acceptance)\b/i;
const unit = /\bunit\b/i;
const smoke = /\bsmoke\b/i;
const rollback = /\broll[- ]?back\b/i;
const verification = /\b(?:verify|post[- ]?deploy|health)\b/i;
const delivery = /\b(?:deploy|release|staging|production)\b/i;
const deployment = /(?<![a-z])deploy|\b(?:staging|production)\b/i;
const trial = /(?<![a-z])(?:test|e2e|smoke|check)/i;
const preparation =
  /\b(?:set ?up|prepare|install|start|wait|tear ?down|clean|report|upload|download|build)\b/i;
const healthAddress =
  /\/(?:health|healthz|ready|readyz|live|livez|status|ping)\b/i;
const ownMachine = /\b(?:localhost|127\.0\.0\.1)\b/;

/**
 * Lets names say which kind of test or delivery a command serves. A name
 * alone says something only where the command is a script of unknown content.
 */
export function doesOfStep(
  reading: ScriptReading,
  names: StepNames,
  text: string,
): string[] {
  const does = new Set(reading.does);
  const says = (words: RegExp) => names.some(name => words.test(name));
  const fetches = does.delete('fetch');
  if (does.delete('ship') && says(deployment) && !says(trial)) {
    does.add('deploy');
  }

  if (does.has('unit-test') && says(integration) && !says(unit)) {
    replace(does, 'unit-test', 'integration-test');
  }
  if (does.has('deploy') && says(rollback)) {
    replace(does, 'deploy', 'rollback');
    does.delete('imperative-deploy');
  }
  if (
    says(smoke) &&
    (fetches || [...does].some(what => what.endsWith('-test')))
  ) {
    does.add('smoke-test');
  } else if (
    fetches &&
    healthAddress.test(text) &&
    (says(verification) || (says(delivery) && !ownMachine.test(text)))
  ) {
    does.add('smoke-test');
  }
  const [nearest = ''] = names;
  if (does.size === 0 && reading.opaque && !preparation.test(nearest)) {
    [
      [smoke, 'smoke-test'] as const,
      [rollback, 'rollback'] as const,
      [integration, 'integration-test'] as const,
      [unit, 'unit-test'] as const,
    ].forEach(([words, what]) => words.test(nearest) && does.add(what));
  }
  return [...does].sort();
}

function replace(does: Set<string>, from: string, to: string) {
  does.delete(from);
  does.add(to);
}
