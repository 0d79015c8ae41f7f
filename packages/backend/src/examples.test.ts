import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import {
  Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  catalogFacts,
  CompiledScorecard,
  compileScorecard,
  evaluateScorecard,
  FactSet,
  Report,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  builtInFactSchemas,
  toRepoFacts,
} from '@airworthy/backstage-plugin-readiness-node';
import {
  DirectoryTree,
  observeRepository,
  repoFactsSchema,
} from '@airworthy/repo-facts';
import { compileBuiltInScorecard } from '@airworthy/scorecards';
import { parse, parseAllDocuments } from 'yaml';

/**
 * What the demo organisation promises: services of every level, each for
 * reasons that lie in its files. The engine is the one of the portal.
 */

const root = resolve(__dirname, '../../..');
const services = join(root, 'examples/services');
const now = new Date('2026-11-21T00:00:00Z');

let standard: CompiledScorecard;
let owners: Map<string, Entity>;

beforeAll(async () => {
  standard = await compileBuiltInScorecard('production-readiness');
  owners = readOwners();
});

describe('services of the demo organisation', () => {
  it.each([
    ['parcel-tracking', 'L4'],
    ['route-planner', 'L3'],
    ['sort-engine', 'L2'],
    ['basket', 'L2'],
    ['billing', 'L1'],
    ['label-printer', 'L1'],
    ['depot-directory', 'L1'],
    ['notification-hub', 'L1'],
    ['fleet-telemetry', 'L1'],
  ])('%s reaches %s', async (name, level) => {
    const report = await grade(join(services, name));
    const reached = ['L1', 'L2', 'L3', 'L4'].filter(id => id <= level);
    // What is missing comes first, so that a surprise explains itself.
    expect(missing(report, reached)).toEqual([]);
    expect(report.level).toBe(level);
  });

  it.each([
    ['returns-desk', ['owner-answers-for-it']],
    [
      'webhook-relay',
      [
        '?health-check-is-wired',
        '?no-secrets-in-defaults',
        '?container-image-is-built',
      ],
    ],
    [
      'pigeon-gateway',
      [
        'health-check-is-wired',
        'errors-are-handled-in-one-place',
        'ci-tests-pull-requests',
        'unit-tests-exist',
        'container-image-is-built',
        'logs-go-through-a-library',
      ],
    ],
    [
      'carrier-rates',
      [
        'health-check-is-wired',
        'errors-are-handled-in-one-place',
        '?ci-tests-pull-requests',
      ],
    ],
    [
      'customs-forms',
      [
        'health-endpoint-exists',
        'health-check-is-wired',
        'errors-are-handled-in-one-place',
        'ci-tests-pull-requests',
        'unit-tests-exist',
        'logs-go-through-a-library',
        'readme-exists',
        'owner-answers-for-it',
      ],
    ],
    [
      'loyalty-points',
      [
        'health-endpoint-exists',
        'health-check-is-wired',
        'errors-are-handled-in-one-place',
        'ci-tests-pull-requests',
        'unit-tests-exist',
        'container-image-is-built',
        'logs-go-through-a-library',
        'readme-exists',
        'owner-answers-for-it',
      ],
    ],
    [
      'invoice-archive',
      [
        '?health-endpoint-exists',
        'health-check-is-wired',
        '?errors-are-handled-in-one-place',
        'no-secrets-in-code',
        'no-env-file-is-committed',
        'no-secrets-in-defaults',
        'ci-tests-pull-requests',
        '?unit-tests-exist',
        '?logs-go-through-a-library',
        'readme-exists',
      ],
    ],
  ])('%s stays below L1 for a reason', async (name, reasons) => {
    const report = await grade(join(services, name));
    expect(report.level).toBeNull();
    expect(missing(report, ['L1'])).toEqual(reasons);
  });

  it('are all in the table above, and other types are not graded', () => {
    const graded = readdirSync(services).filter(name =>
      standard.appliesTo(readEntity(join(services, name))),
    );
    expect(graded).toHaveLength(16);
    expect(graded).not.toContain('pelican-web');
    expect(graded).not.toContain('parcel-kit');
  });

  it('miss nothing in the exemplary one', async () => {
    const { counts } = await grade(join(services, 'parcel-tracking'));
    expect(counts).toMatchObject({ fail: 0, unknown: 0 });
  });

  it('show what a repository is exempt from, and until when', async () => {
    const { results: all } = await grade(join(services, 'route-planner'));
    expect(
      all.flatMap(({ check, excuse, excused }) =>
        excuse ? [[check, excused, excuse.expiresAt]] : [],
      ),
    ).toEqual([
      ['images-are-multi-architecture', 'fail', '2027-04-30T23:59:59.999Z'],
      ['chaos-experiments-are-defined', 'fail', '2027-03-31T23:59:59.999Z'],
    ]);
  });

  it('leave unknown what cannot be read, and grade the rest', async () => {
    const relay = await grade(join(services, 'webhook-relay'));
    expect(results(relay, 'unknown')).toContain('container-runs-as-non-root');
    expect(results(relay, 'pass')).toContain('unit-tests-exist');
    expect(results(relay, 'fail')).not.toContain('container-image-is-built');

    const rates = await grade(join(services, 'carrier-rates'));
    expect(results(rates, 'unknown')).toContain('ci-tests-pull-requests');
    expect(results(rates, 'pass')).toContain('readme-exists');
  });

  it('show each way in which ownership breaks', async () => {
    const failed = async (name: string) =>
      results(await grade(join(services, name)), 'fail');
    // A group that does not exist, one without members, and none at all.
    expect(await failed('customs-forms')).toContain('owner-answers-for-it');
    expect(await failed('returns-desk')).toContain('owner-answers-for-it');
    expect(await failed('loyalty-points')).toContain('owner-answers-for-it');
    // A person answers, but it is one person.
    expect(await failed('pigeon-gateway')).not.toContain(
      'owner-answers-for-it',
    );
    expect(await failed('notification-hub')).toContain(
      'codeowners-agree-with-owner',
    );
  });

  it('show committed secrets by their place only', async () => {
    const report = await grade(join(services, 'invoice-archive'));
    const failed = report.results.filter(result => result.status === 'fail');
    const evidence = failed.flatMap(result =>
      result.check.startsWith('no-') ? result.evidence : [],
    );
    expect(evidence.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['.env', 'Dockerfile']),
    );
    expect(JSON.stringify(report)).not.toContain('s0mmer-am-deich');
  });
});

describe('our own repository', () => {
  it('lacks nothing up to L3 that its files can prove', async () => {
    const report = await grade(root);
    expect(missing(report, ['L1', 'L2'], 'repo')).toEqual([]);
    expect(missing(report, ['L3'], 'repo')).toEqual([]);
  });

  it('has an owner, a system and a linked runbook', async () => {
    const report = await grade(root);
    expect(missing(report, ['L1', 'L2'], 'catalog')).toEqual([]);
  });
});

describe('the page on scorecards', () => {
  const page = readFileSync(join(root, 'docs/scorecards.md'), 'utf8');

  it('shows a scorecard that compiles', () => {
    const [, text] = /```yaml\n(apiVersion: [^]+?)```/.exec(page)!;
    const { problems } = compileScorecard({
      text,
      source: 'docs/scorecards.md',
      schemas: builtInFactSchemas,
    });
    expect(problems).toEqual([]);
  });

  it('names every list of facts, and none that does not exist', () => {
    const named = [...page.matchAll(/^\| (`repo\.[^|]+)\|/gm)].flatMap(
      ([, cell]) => {
        const [first, ...others] = [...cell.matchAll(/`([^`]+)`/g)].map(
          ([, name]) => name,
        );
        const section = first.split('.').slice(0, 2).join('.');
        return [first, ...others.map(name => `${section}${name}`)];
      },
    );
    const known = Object.entries(repoFactsSchema.shape).flatMap(
      ([section, schema]) =>
        section === 'files'
          ? ['repo.files']
          : Object.keys(schema.shape).map(name => `repo.${section}.${name}`),
    );
    expect(named.sort()).toEqual(known.sort());
  });
});

async function grade(folder: string): Promise<Report> {
  const entity = readEntity(folder);
  const tree = new DirectoryTree(folder);
  const observedAt = now.toISOString();
  const facts: FactSet[] = [
    {
      namespace: 'repo',
      observedAt,
      ...toRepoFacts(await observeRepository({ tree })),
    },
    {
      namespace: 'catalog',
      observedAt,
      problems: [],
      value: {
        ...catalogFacts(entity, {
          entity: owners.get(catalogFacts(entity).owner.ref),
          owned: 1,
        }),
      } as JsonObject,
    },
  ];
  return evaluateScorecard({
    scorecard: standard,
    entityRef: stringifyEntityRef(entity),
    facts,
    now,
  });
}

function results(report: Report, status: ResultStatus): string[] {
  return report.results
    .filter(result => result.status === status)
    .map(result => result.check);
}

/**
 * Checks of some levels that fail or, with a question mark, are unknown; with a
 * namespace, those that its facts can answer.
 */
function missing(
  report: Report,
  levels: string[],
  namespace?: string,
): string[] {
  return report.results
    .filter(
      ({ level, status }) =>
        levels.includes(level) && ['fail', 'unknown'].includes(status),
    )
    .filter(
      ({ facts, awaits = facts }) =>
        !namespace || awaits.some(fact => fact.startsWith(`${namespace}.`)),
    )
    .map(({ check, status }) => (status === 'unknown' ? `?${check}` : check));
}

function readEntity(folder: string): Entity {
  return parse(readFileSync(join(folder, 'catalog-info.yaml'), 'utf8'));
}

/** Groups and users as the catalog serves them, with who is a member of what. */
function readOwners(): Map<string, Entity> {
  const entities = parseAllDocuments(
    readFileSync(join(root, 'examples/org.yaml'), 'utf8'),
  ).map(document => document.toJS() as Entity);
  const found = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  for (const user of entities.filter(({ kind }) => kind === 'User')) {
    for (const group of user.spec!.memberOf as string[]) {
      const ref = stringifyEntityRef(
        parseEntityRef(group, {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      );
      const entity = found.get(ref)!;
      entity.relations = [
        ...(entity.relations ?? []),
        { type: RELATION_HAS_MEMBER, targetRef: stringifyEntityRef(user) },
      ];
    }
  }
  return found;
}
