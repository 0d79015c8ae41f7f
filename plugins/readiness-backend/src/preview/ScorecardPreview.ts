import { setImmediate } from 'node:timers/promises';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  CompiledScorecard,
  PreviewedEntity,
  PreviewScorecardResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { ReadableEntities } from '../access/ReadableEntities';
import { ownersWithin } from '../api/ownersWithin';
import { previewScorecardBodySchema } from '../api/requests';
import { EntityInputs, factSetOf, inputOf } from '../history/inputs';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { byEntity } from '../store/byEntity';
import { factsOf } from '../store/facts/factsOf';
import {
  GrantedRow,
  grantedExemptions,
  toGranted,
} from '../store/exemptions/grantedExemptions';
import {
  OwnedEntity,
  ownedEntities,
  projectedEntity,
} from '../store/entities/ownedEntities';
import { FactsRow } from '../store/tables';
import { compareUnderRules, Graded } from './compareUnderRules';

/** Entities that are evaluated for one request. */
const entitiesAtMost = 200;

/** Entities after which others get their turn. */
const entitiesAtOnce = 10;

/** Tells what would change under another scorecard, and changes nothing. */
export class ScorecardPreview {
  readonly #options: {
    knex: Knex;
    library: ScorecardLibrary;
    readable: ReadableEntities;
    now: () => Date;
  };

  constructor(options: {
    knex: Knex;
    library: ScorecardLibrary;
    readable: ReadableEntities;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /**
   * @throws InputError with line and column of each mistake in the document
   * @throws NotFoundError when there is no such scorecard, and no such entity
   * that the caller may read
   */
  async preview(
    request: z.output<typeof previewScorecardBodySchema>,
    credentials: BackstageCredentials,
  ): Promise<PreviewScorecardResponse> {
    const { knex, now } = this.#options;
    const rules = this.#rulesOf(request);
    const { entities, total } = await this.#entitiesOf(request, credentials);
    const refs = entities.map(({ ref }) => ref);
    const at = now().toISOString();
    const facts = await factsOf(knex, refs);
    const { repositoryExemptions } = this.#options.library.standards();
    const exemptions = byEntity(await grantedExemptions(knex, refs, at));
    const items: PreviewedEntity[] = [];
    for (const [index, entity] of entities.entries()) {
      if (index % entitiesAtOnce === 0) {
        await setImmediate();
      }
      const graded = toGraded(entity, {
        facts: facts.get(entity.ref) ?? [],
        exemptions: exemptions.get(entity.ref) ?? [],
        repositoryExemptions,
        at,
      });
      const differing = compareUnderRules(graded, rules);
      if (differing) {
        items.push(differing);
      }
    }
    return {
      scorecard: nameOf(rules.after),
      insteadOf: rules.before ? nameOf(rules.before) : null,
      totalItems: total,
      evaluated: entities.length,
      items,
    };
  }

  #rulesOf(request: z.output<typeof previewScorecardBodySchema>) {
    const after =
      request.document === undefined
        ? this.#inForce(request.scorecard ?? '')
        : this.#compiled(request.document);
    const before =
      request.insteadOf === undefined
        ? this.#options.library.find(nameOf(after))
        : this.#inForce(request.insteadOf);
    return { before, after };
  }

  #inForce(name: string): CompiledScorecard {
    const scorecard = this.#options.library.find(name);
    if (!scorecard) {
      throw new NotFoundError(`There is no scorecard ${name}`);
    }
    return scorecard;
  }

  #compiled(text: string): CompiledScorecard {
    const { scorecard, problems } = this.#options.library.compile(
      text,
      'document',
    );
    if (!scorecard) {
      throw new InputError(
        problems
          .map(
            ({ source, line, column, message }) =>
              `${source}:${line}:${column}: ${message}`,
          )
          .join('; '),
      );
    }
    return scorecard;
  }

  async #entitiesOf(
    { entityRef, owner }: z.output<typeof previewScorecardBodySchema>,
    credentials: BackstageCredentials,
  ): Promise<{ entities: OwnedEntity[]; total: number }> {
    const { knex, readable } = this.#options;
    if (entityRef !== undefined) {
      const visible = await readable.find(entityRef, credentials);
      const entity = visible && (await projectedEntity(knex, entityRef));
      if (!entity) {
        throw new NotFoundError(`There is no entity ${entityRef}`);
      }
      return { entities: [entity], total: 1 };
    }
    const visible = await readable.of(credentials);
    return ownedEntities(knex, {
      owners: await ownersWithin(knex, owner ? [owner] : [], visible),
      readable: visible,
      limit: entitiesAtMost,
    });
  }
}

function nameOf({ document }: CompiledScorecard): string {
  return document.metadata.name;
}

function toGraded(
  { ref, entity }: OwnedEntity,
  known: {
    facts: FactsRow[];
    exemptions: GrantedRow[];
    repositoryExemptions: EntityInputs['repositoryExemptions'];
    at: string;
  },
): Graded {
  const { at, repositoryExemptions } = known;
  const inputs: EntityInputs = {
    at,
    facts: known.facts.map(row => inputOf(row, at)),
    exemptions: toGranted(known.exemptions),
    repositoryExemptions,
  };
  return {
    ref,
    entity: JSON.parse(entity),
    inputs,
    facts: known.facts.map((row, index) =>
      factSetOf(inputs.facts[index], row, at),
    ),
  };
}
