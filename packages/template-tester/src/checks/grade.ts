import { posix } from 'node:path';
import {
  catalogFacts,
  CheckResult,
  CompiledScorecard,
  gradeProvable,
} from '@airworthy/backstage-plugin-readiness-common';
import { toRepoFacts } from '@airworthy/backstage-plugin-readiness-node';
import { MemoryTree, observeRepository } from '@airworthy/repo-facts';
import { RenderedFiles, yamlValueOf } from '@airworthy/golden-paths';
import { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { Finding } from './Check';

/** How a result stands by a scorecard, counted over what files can prove. */
export interface ResultGrade {
  /** The highest level reached; absent for none. */
  level?: string;
  score?: number;
  findings: Finding[];
}

/** What a file cannot say of the owner that it declares. */
const ownerFacts = [
  'catalog.owner.exists',
  'catalog.owner.members',
  'catalog.owner.owned',
  'catalog.owner.email',
  'catalog.owner.contacts',
];

/** Grades what a template became, with the engine that grades the catalog. */
export async function gradeResult(options: {
  files: RenderedFiles;
  /** Of what is graded, `""` for all. */
  folder: string;
  scorecard: CompiledScorecard;
  /** The level that is expected; nothing is, when absent. */
  expected?: string;
  now: Date;
}): Promise<ResultGrade> {
  const { files, folder, scorecard, expected, now } = options;
  const contents = [...files].map(([path, { content }]) => [path, content]);
  const observation = await observeRepository({
    tree: new MemoryTree(Object.fromEntries(contents)),
    folder,
  });
  const observedAt = now.toISOString();
  const entity = describedIn(files, folder);
  const { report, waiting } = gradeProvable({
    scorecard,
    namespaces: ['repo'],
    entityRef: 'component:default/result',
    facts: [
      { namespace: 'repo', observedAt, ...toRepoFacts(observation) },
      {
        namespace: 'catalog',
        observedAt,
        value: entity ? { ...catalogFacts(entity) } : {},
        problems: ownerFacts.map(fact => ({
          fact: entity ? fact : 'catalog',
          reason: 'Only the catalog knows this.',
        })),
      },
    ],
    now,
  });
  const { level, score } = report;
  const graded = { level: level ?? undefined, score: score ?? undefined };
  if (expected === undefined) return { ...graded, findings: [] };
  const upTo = report.levels.findIndex(({ id }) => id === expected);
  // What a higher level asks for is not what was promised.
  const asked = new Set(report.levels.slice(0, upTo + 1).map(({ id }) => id));
  const open = report.results.filter(
    ({ status, check, level: id }) =>
      asked.has(id) &&
      (status === 'fail' || (status === 'unknown' && !waiting.has(check))),
  );
  const reached = report.levels[upTo]?.reached;
  return {
    ...graded,
    findings: [
      ...(reached
        ? []
        : [{ message: `reaches ${level ?? 'no level'}, not ${expected}` }]),
      ...open.map(findingOf),
    ],
  };
}

function findingOf(result: CheckResult): Finding {
  const { status, level, title, message, detail, evidence } = result;
  const [place] = evidence;
  // Of what is unknown, the message would say what nobody knows.
  const why = (status === 'unknown' && detail) || message;
  return {
    path: place?.path,
    line: place?.line,
    message: `${level} ${title}: ${why}`,
  };
}

/** The component that the result describes. */
function describedIn(files: RenderedFiles, folder: string): Entity | undefined {
  const [file] = ['catalog-info.yaml', 'catalog-info.yml'].flatMap(
    name => files.get(posix.join(folder, name)) ?? [],
  );
  if (!file) return undefined;
  return (
    Array.from(
      parseAllDocuments(file.content.toString(), { logLevel: 'silent' }),
    )
      .map(document => yamlValueOf(document).value as Entity | null | undefined)
      .find(value => value?.kind === 'Component' && value.metadata?.name) ??
    undefined
  );
}
