import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  evaluateScorecard,
  FactSet,
  ReplayResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { presentReport } from '../api/present';
import { toReportRow, toResultRow } from '../collection/reportRows';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { factValues } from '../store/facts/factValues';
import {
  ReportChangeRow,
  reportChangeAt,
} from '../store/history/reportChanges';
import { countColumns, ReportRow } from '../store/tables';
import { circumstancesOf, factSetOf, FactsInput, ReportInputs } from './inputs';

/** Options of {@link replayReport}. */
export interface ReplayOptions {
  knex: Knex;
  library: ScorecardLibrary;
  /** Entity ref. */
  ref: string;
  /** Name of the scorecard. */
  scorecard: string;
  /** The moment, ISO 8601, UTC. */
  at: string;
}

/**
 * Makes the report of a past moment again, of the facts, the revision and the
 * exemptions that it was made of then.
 *
 * @throws NotFoundError when there was none, or it is not on record any more.
 * @throws ConflictError when what it was made of is gone, or would come to
 * another report today.
 */
export async function replayReport(
  options: ReplayOptions,
): Promise<ReplayResponse> {
  const { knex, library, ref, scorecard: name, at } = options;
  const key = { entity_ref: ref, scorecard: name };
  const change = await reportChangeAt(knex, key, at);
  if (!change?.inputs || !change.revision) {
    throw new NotFoundError(
      `There is no report on ${ref} by ${name} on record for ${at}`,
    );
  }
  const inputs: ReportInputs = JSON.parse(change.inputs);
  const scorecard = await library.findRevision(name, change.revision);
  if (!scorecard) {
    throw lost(change, `the revision ${change.revision} of the scorecard is`);
  }
  const report = evaluateScorecard({
    ...circumstancesOf(
      inputs,
      await factSetsOf(knex, change, inputs.facts),
      change.made_at,
    ),
    scorecard,
    entityRef: ref,
  });
  const row = toReportRow(report, scorecard.revision, change.made_at);
  if (!isSame(row, change)) {
    throw new ConflictError(
      `The report of ${change.made_at} cannot be made again: from the same facts it would be another today`,
    );
  }
  return {
    report: presentReport(
      row,
      report.results.map(result => toResultRow(key, result, change.made_at)),
      inputs.facts.map(({ namespace, observedAt }) => ({
        namespace,
        observed_at: observedAt ?? null,
      })),
      scorecard,
    ),
    madeAt: change.made_at,
    revision: scorecard.revision,
  };
}

async function factSetsOf(
  knex: Knex,
  change: ReportChangeRow,
  inputs: FactsInput[],
): Promise<FactSet[]> {
  const values = await factValues(
    knex,
    inputs.flatMap(({ namespace, contentHash }) =>
      contentHash === undefined
        ? []
        : {
            entity_ref: change.entity_ref,
            namespace,
            content_hash: contentHash,
          },
    ),
  );
  return inputs.map(input => {
    const value = values.find(
      ({ namespace, content_hash }) =>
        namespace === input.namespace && content_hash === input.contentHash,
    );
    if (input.contentHash !== undefined && !value) {
      throw lost(change, `its ${input.namespace} facts are`);
    }
    return factSetOf(input, value, change.made_at);
  });
}

function lost(change: ReportChangeRow, what: string): ConflictError {
  return new ConflictError(
    `The report of ${change.made_at} cannot be made again: ${what} not on record any more`,
  );
}

/** How a report stood is on record beside what it was made of. */
function isSame(row: ReportRow, change: ReportChangeRow): boolean {
  const columns = [
    'level',
    'level_rank',
    'score',
    ...Object.values(countColumns),
  ] as const;
  return columns.every(column => row[column] === change[column]);
}
