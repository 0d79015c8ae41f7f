import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Knex } from 'knex';
import { Replica } from '../replicas/Replica';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { Standards } from '../scorecards/Standards';
import { byEntity } from '../store/byEntity';
import {
  DueEntity,
  DueEvaluations,
  dueEvaluations,
} from '../store/reports/dueEvaluations';
import { Shard } from '../store/facts/dueFacts';
import { Evaluations, saveEvaluations } from '../store/reports/saveEvaluations';
import { EvaluatedBatch, Telemetry } from '../telemetry/Telemetry';
import { compareReports } from './compareReports';
import { earlierFacts } from './earlierFacts';
import { EntityRecord, evaluateEntity } from './evaluateEntity';
import { explainChanges } from './explainChanges';

/** Entities that are graded at a time. */
const evaluatedAtOnce = 100;

/** Options of {@link evaluateDue}. */
export interface EvaluateDueOptions {
  knex: Knex;
  library: ScorecardLibrary;
  logger: LoggerService;
  telemetry: Telemetry;
  replica: Pick<Replica, 'decidesWith'>;
  /** Of the facts that are collected. */
  namespaces: ReadonlySet<string>;
  now: () => Date;
}

/**
 * Grades some of the entities of a shard that are due, and tells how many. None
 * are while replicas with other standards decide: both would grade the same
 * entities again and again.
 */
export async function evaluateDue(
  shard: Shard,
  options: EvaluateDueOptions,
): Promise<number> {
  const standards = options.library.standards();
  if (!(await options.replica.decidesWith(standards.hash))) {
    return 0;
  }
  const now = options.now();
  const due = await dueEvaluations(options.knex, {
    standards: standards.hash,
    shard,
    now: now.toISOString(),
    limit: evaluatedAtOnce,
  });
  if (due.entities.length === 0) {
    return 0;
  }
  await options.telemetry.evaluation(due.entities.length, () =>
    evaluateAll(due, standards, now, options),
  );
  return due.entities.length;
}

async function evaluateAll(
  due: DueEvaluations,
  standards: Standards,
  now: Date,
  options: EvaluateDueOptions,
): Promise<EvaluatedBatch> {
  let failed = 0;
  // One entity must not keep the others from being graded.
  const attempt = <TDone>(ref: string, work: () => TDone): TDone[] => {
    try {
      return [work()];
    } catch (error) {
      const { logger } = options;
      logger.error(`${ref} could not be graded: ${stringifyError(error)}`);
      failed += 1;
      return [];
    }
  };
  const recordOf = recordsOf(due);
  const { namespaces } = options;
  const evaluated = due.entities.flatMap(entity =>
    attempt(entity.ref, () =>
      evaluateEntity(recordOf(entity), standards, { namespaces, now }),
    ),
  );
  const earlier = await earlierFacts(options.knex, evaluated);
  const evaluations = evaluated.flatMap(each => {
    const { ref } = each.record;
    return attempt(ref, (): [string, Evaluations] => [
      ref,
      {
        ...compareReports(each),
        ...explainChanges(each, earlier.get(ref)),
      },
    ]);
  });
  const { reports } = await saveEvaluations(
    options.knex,
    due.entities,
    { standards: standards.hash, at: now.toISOString() },
    new Map(evaluations),
  );
  return {
    done: due.entities.length - failed,
    failed,
    changedReports: reports.map(({ scorecard }) => scorecard),
  };
}

function recordsOf(due: DueEvaluations): (entity: DueEntity) => EntityRecord {
  const facts = byEntity(due.facts);
  const reports = byEntity(due.reports);
  const exemptions = byEntity(due.exemptions);
  return ({ ref, entity, evaluated_inputs }) => ({
    ref,
    entity: JSON.parse(entity),
    facts: facts.get(ref) ?? [],
    reports: reports.get(ref) ?? [],
    inputs:
      evaluated_inputs === null ? undefined : JSON.parse(evaluated_inputs),
    exemptions: exemptions.get(ref) ?? [],
  });
}
