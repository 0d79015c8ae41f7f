import { FactSet } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { changedChecks } from '../history/comparison';
import { EntityInputs, factSetOf, FactsInput } from '../history/inputs';
import { factValues } from '../store/facts/factValues';
import { FactsRow } from '../store/tables';
import { EvaluatedEntity } from './evaluateEntity';
import { statusesOf } from './explainChanges';

type Values = ReadonlyMap<string, Pick<FactsRow, 'value' | 'problems'>>;

/**
 * The facts that reports were made of before, by entity ref, for entities of
 * which a result is another one now. What has not changed since is not read
 * again. An entity is left out when they are not all on record.
 */
export async function earlierFacts(
  knex: Knex,
  evaluated: EvaluatedEntity[],
): Promise<Map<string, FactSet[]>> {
  const records = evaluated.filter(hasOtherResults).map(each => each.record);
  const known = records.flatMap(({ facts }) => facts);
  const isKnown = new Set(known.map(keyOf));
  const wanted = records
    .flatMap(({ ref, inputs }) =>
      (inputs?.facts ?? []).flatMap(input => keysOf(ref, input)),
    )
    .filter(key => !isKnown.has(keyOf(key)));
  const read = await factValues(knex, wanted);
  const values = new Map([...known, ...read].map(row => [keyOf(row), row]));
  return new Map(
    records.flatMap(({ ref, inputs }) => {
      const facts = inputs && factSetsOf(ref, inputs, values);
      return facts ? [[ref, facts]] : [];
    }),
  );
}

function hasOtherResults({ record, made }: EvaluatedEntity): boolean {
  return (made?.reports ?? []).some(({ report }) => {
    const before = record.reports.find(
      ({ scorecard }) => scorecard === report.scorecard,
    );
    return before && changedChecks(statusesOf(before), report).size > 0;
  });
}

function factSetsOf(
  ref: string,
  { at, facts }: EntityInputs,
  values: Values,
): FactSet[] | undefined {
  const isLost = (input: FactsInput) =>
    keysOf(ref, input).some(key => !values.has(keyOf(key)));
  return facts.some(isLost)
    ? undefined
    : facts.map(input => {
        const [key] = keysOf(ref, input);
        return factSetOf(input, key && values.get(keyOf(key)), at);
      });
}

/** Names the value of an input, where it has one. */
function keysOf(entity_ref: string, { namespace, contentHash }: FactsInput) {
  return contentHash === undefined
    ? []
    : [{ entity_ref, namespace, content_hash: contentHash }];
}

function keyOf(
  row: Pick<FactsRow, 'entity_ref' | 'namespace' | 'content_hash'>,
): string {
  return JSON.stringify([row.entity_ref, row.namespace, row.content_hash]);
}
