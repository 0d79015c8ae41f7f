import { posix } from 'node:path';
import {
  CompiledScorecard,
  FactSet,
  gradeProvable,
  ProvableGrade,
} from '@airworthy/backstage-plugin-readiness-common';
import { SourceTree } from '@airworthy/repo-facts';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { UsageError } from '../UsageError';
import { catalogFactsOf, repoFactsOf } from './factsOf';
import { exemptionRemarks } from './exemptionRemarks';
import { chooseEntity, DescribedEntity, readEntities } from './readEntities';

/** One scorecard on one entity of a tree. */
export interface TreeGrade extends ProvableGrade {
  scorecard: CompiledScorecard;
  /** The file that describes the entity; absent when there is none. */
  catalogFile?: string;
  /** What a reader should know of its exemptions, in whole sentences. */
  remarks: string[];
}

/** Options of {@link gradeTree}. */
export interface GradeTreeOptions {
  /** The whole repository. */
  tree: SourceTree;
  /** Where in the tree to look for entities, `""` for its root. */
  folder: string;
  /** What a service is called that no file describes. */
  name: string;
  scorecards: CompiledScorecard[];
  /** Reference of the one entity to be graded; all when absent. */
  entity?: string;
  now: Date;
}

/**
 * Grades every entity that a folder describes against every scorecard that
 * applies to it, each by what lies in its own folder and what applies to that
 * from the repository; a folder that describes none is taken for a service.
 *
 * @throws UsageError when a catalog file has mistakes, or no such entity
 */
export async function gradeTree(
  options: GradeTreeOptions,
): Promise<TreeGrade[]> {
  const { tree, folder, scorecards, now } = options;
  const described = await readEntities(tree, folder);
  const chosen: Graded[] =
    options.entity === undefined
      ? described
      : [chooseEntity(described, options.entity)];
  const graded =
    chosen.length > 0 ? chosen : [{ entity: assumedService(options.name) }];

  const grades: TreeGrade[] = [];
  const factsOf = new Map<string, Promise<FactSet>>();
  for (const { entity, file } of graded) {
    const applying = scorecards.filter(scorecard =>
      scorecard.appliesTo(entity),
    );
    if (applying.length === 0) continue;
    const home = file === undefined ? folder : folderOf(file);
    const repo = factsOf.get(home) ?? repoFactsOf(tree, home, now);
    factsOf.set(home, repo);
    const remarks = exemptionRemarks(await repo, scorecards, now);
    const facts = [await repo, catalogFactsOf(file ? entity : undefined, now)];
    for (const scorecard of applying) {
      const grade = gradeProvable({
        namespaces: ['repo'],
        scorecard,
        entityRef: stringifyEntityRef(entity),
        facts,
        now,
      });
      // Where no file says what an entity is, a standard for entities is silent.
      if (file !== undefined || grade.waiting.size < scorecard.checks.length) {
        grades.push({ scorecard, catalogFile: file, remarks, ...grade });
      }
    }
  }
  if (grades.length === 0) {
    const refs = graded.map(({ entity }) => stringifyEntityRef(entity));
    throw new UsageError(`No scorecard applies to ${refs.join(', ')}`);
  }
  return grades;
}

/** An entity to be graded, and the file that describes it where there is one. */
type Graded = Pick<DescribedEntity, 'entity'> & Partial<DescribedEntity>;

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? '' : folder;
}

function assumedService(given: string): Entity {
  const plain = given.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 63);
  const [name] = /[A-Za-z0-9](?:.*[A-Za-z0-9])?/.exec(plain) ?? ['service'];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service' },
  };
}
