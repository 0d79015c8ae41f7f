import { basename } from 'node:path';
import {
  CompiledScorecard,
  gradeProvable,
  ProvableGrade,
} from '@airworthy/backstage-plugin-readiness-common';
import { SourceTree } from '@airworthy/repo-facts';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { UsageError } from '../UsageError';
import { catalogFactsOf, repoFactsOf } from './factsOf';
import { chooseEntity, readEntities } from './readEntities';

/** One scorecard on one entity of a tree. */
export interface TreeGrade extends ProvableGrade {
  scorecard: CompiledScorecard;
}

/** All that was found out about a tree. */
export interface TreeGrades {
  grades: TreeGrade[];
  /** The file that describes its entities; absent when there is none. */
  catalogFile?: string;
}

/** Options of {@link gradeTree}. */
export interface GradeTreeOptions {
  tree: SourceTree;
  /** What gives the service its name when no file does. */
  folder: string;
  scorecards: CompiledScorecard[];
  /** Reference of the one entity to be graded; all when absent. */
  entity?: string;
  now: Date;
}

/**
 * Grades every entity that a tree describes against every scorecard that
 * applies to it; a tree that describes none is taken for a service.
 *
 * @throws UsageError when the catalog file has mistakes, or no such entity
 */
export async function gradeTree(
  options: GradeTreeOptions,
): Promise<TreeGrades> {
  const { tree, scorecards, now } = options;
  const { file, entities } = await readEntities(tree);
  const chosen =
    options.entity === undefined
      ? entities
      : [chooseEntity(entities, options.entity)];
  const described = chosen.length > 0;
  const graded = described ? chosen : [assumedService(options.folder)];

  const pairs = graded.flatMap(entity =>
    scorecards
      .filter(scorecard => scorecard.appliesTo(entity))
      .map(scorecard => ({ entity, scorecard })),
  );
  const repo = await repoFactsOf(tree, now);
  const grades = pairs
    .map(({ entity, scorecard }) => ({
      scorecard,
      ...gradeProvable({
        namespaces: ['repo'],
        scorecard,
        entityRef: stringifyEntityRef(entity),
        facts: [repo, catalogFactsOf(described ? entity : undefined, now)],
        now,
      }),
    }))
    // Where no file says what an entity is, a standard for entities is silent.
    .filter(
      ({ waiting, scorecard }) =>
        described || waiting.size < scorecard.checks.length,
    );
  if (grades.length === 0) {
    const refs = graded.map(entity => stringifyEntityRef(entity)).join(', ');
    throw new UsageError(`No scorecard applies to ${refs}`);
  }
  return { catalogFile: described ? file : undefined, grades };
}

function assumedService(folder: string): Entity {
  const plain = basename(folder)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 63);
  const [name] = /[A-Za-z0-9](?:.*[A-Za-z0-9])?/.exec(plain) ?? ['service'];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service' },
  };
}
