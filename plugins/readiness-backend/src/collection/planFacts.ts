import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { namespacesOf } from '../scorecards/Standards';
import { dueAheadOfOthers } from '../store/facts/overtaking';
import { Evaluations } from '../store/reports/saveEvaluations';
import { FactsRow } from '../store/tables';

/** Which facts of an entity its standards ask about. */
export interface FactsPlan
  extends Pick<Evaluations, 'plannedFacts' | 'removedFacts'> {
  /** What to evaluate; absent while facts are still awaited. */
  facts?: FactsRow[];
}

/**
 * Compares the facts that scorecards ask about with those on record. Pushed
 * ones are not waited for.
 */
export function planFacts(
  ref: string,
  facts: FactsRow[],
  scorecards: CompiledScorecard[],
  options: { namespaces: ReadonlySet<string>; now: Date },
): FactsPlan {
  const asked = new Set(
    scorecards
      .flatMap(namespacesOf)
      .filter(namespace => options.namespaces.has(namespace)),
  );
  const pushed = facts.filter(({ due_at }) => due_at === null);
  const collected = facts.filter(({ due_at }) => due_at !== null);
  const known = new Set(collected.map(({ namespace }) => namespace));
  const standing = collected.filter(({ namespace }) => asked.has(namespace));
  const plannedFacts = [...asked]
    .filter(namespace => !known.has(namespace))
    .map(namespace => ({
      entity_ref: ref,
      namespace,
      due_at: dueAheadOfOthers('arrival', options.now),
    }));
  return {
    plannedFacts,
    removedFacts: collected
      .filter(({ namespace }) => !asked.has(namespace))
      .map(({ entity_ref, namespace }) => ({ entity_ref, namespace })),
    facts:
      plannedFacts.length > 0 || standing.some(isAwaited)
        ? undefined
        : [...standing, ...pushed],
  };
}

function isAwaited(row: FactsRow): boolean {
  return row.value === null && row.failures === 0;
}
