import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { airworthy, Run } from '../__testUtils__/airworthy';
import { ordersScorecard, ordersService } from '../__testUtils__/orders';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

const examples = resolve(__dirname, '../../../../examples/services');
const rooted = 'FROM node:24.4.1-slim\nUSER root\nCMD ["node", "a.js"]\n';

let folder: TemporaryFolder;
let rules: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write(ordersService);
  rules = new TemporaryFolder();
  rules.write({ 'house.yaml': ordersScorecard });
});

afterEach(() => {
  folder.remove();
  rules.remove();
});

function check(...args: string[]): Promise<Run> {
  return airworthy(['check', '.', '--scorecards', rules.path, ...args], {
    cwd: folder.path,
  });
}

async function reports(...args: string[]) {
  const { stdout, stderr } = await check('--format', 'json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout).reports;
}

describe('airworthy check', () => {
  it('annotates once what several standards say of one place', async () => {
    const { stdout } = await airworthy(
      ['check', 'invoice-archive', '--format', 'github'],
      { cwd: examples },
    );

    expect(stdout).toContain('title=Security of ');
    expect(stdout.match(/No secret is committed/g)).toHaveLength(1);
  });

  it.each([
    ['parcel-tracking', 'L4'],
    ['route-planner', 'L3'],
    ['sort-engine', 'L2'],
    ['label-printer', 'L1'],
    ['pigeon-gateway', null],
  ])('grades the example %s as %s', async (name, level) => {
    const { code, stdout } = await airworthy(
      ['check', name, '--format', 'json'],
      { cwd: examples },
    );
    const standard = JSON.parse(stdout).reports.find(
      (report: { scorecard: string }) =>
        report.scorecard === 'production-readiness',
    );

    expect(code).toBe(0);
    expect(standard).toMatchObject({
      entityRef: `component:default/${name}`,
      level,
    });
  });

  it('writes JSON that keeps to the published schema', async () => {
    const schema = JSON.parse(
      readFileSync(join(__dirname, '../../schema/reports.schema.json'), 'utf8'),
    );
    const validate = new Ajv().compile(schema);
    const { stdout } = await airworthy([
      'check',
      join(examples, 'pigeon-gateway'),
      '--format',
      'json',
    ]);

    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });

  it('says what is wrong, and where', async () => {
    folder.write({ Dockerfile: rooted });

    const [report] = await reports();

    expect(report).toMatchObject({
      scorecard: 'house',
      entityRef: 'component:default/orders',
      level: null,
      score: 50,
    });
    expect(report.results[0]).toEqual({
      check: 'non-root',
      title: 'Images run as non-root',
      status: 'fail',
      level: 'L1',
      category: 'Containers',
      message: 'A container runs as root.',
      evidence: [{ path: 'Dockerfile', line: 1 }],
    });
  });

  it('does not guess what only the catalog knows, nor holds it against the level', async () => {
    const [{ level, score, coverage, results }] = await reports();

    expect(results[1]).toMatchObject({
      check: 'owner-exists',
      status: 'unknown',
      detail: 'Only the catalog of the portal knows this; no file proves it.',
    });
    expect({ level, score }).toEqual({ level: 'L2', score: 100 });
    expect(coverage).toBeCloseTo(2 / 3);
  });

  it('does not reach a level of which only the catalog knows', async () => {
    rules.write({
      'house.yaml': ordersScorecard
        .replace('catalog.owner.exists', 'catalog.owner.members > 1')
        .replace(/level: L2/, 'level: L1')
        .replace(/level: L1(\s+category: Owner)/, 'level: L2$1'),
    });

    const { stdout } = await check();
    expect(stdout).toMatch(/\[ \] L2 Second +1 that no file proves\n/);
    expect((await reports())[0].level).toBe('L1');
  });

  it('counts files that are not committed, and leaves out what git ignores', async () => {
    folder.write({ '.gitignore': 'local/\n', 'local/.env': 'TOKEN=abc\n' });
    folder.commit();
    expect((await reports())[0].level).toBe('L2');

    folder.write({ 'service/.env': 'TOKEN=abc\n' });
    const [{ level, results }] = await reports();

    expect(level).toBe('L1');
    expect(results[2].evidence).toEqual([
      expect.objectContaining({ path: 'service/.env' }),
    ]);
  });

  it('grades a folder that is ignored as a whole when asked for it', async () => {
    folder.write({ '.gitignore': 'out/\n', 'out/Dockerfile': rooted });
    folder.commit();

    const { stdout } = await airworthy(
      ['check', 'out', '--scorecards', rules.path, '--format', 'json'],
      { cwd: folder.path },
    );

    expect(JSON.parse(stdout).reports[0]).toMatchObject({
      entityRef: 'component:default/out',
      level: null,
    });
  });

  it('reads nothing outside of the tree', async () => {
    rules.write({ Dockerfile: rooted });
    symlinkSync(
      join(rules.path, 'Dockerfile'),
      join(folder.path, 'App.dockerfile'),
    );

    const [{ results }] = await reports();

    expect(results[0].status).not.toBe('fail');
  });

  it('takes a folder without a catalog file for a service, and says so', async () => {
    rules.remove();
    const bare = new TemporaryFolder();
    bare.write({ Dockerfile: rooted });

    const { code, stdout } = await airworthy(['check', bare.path]);
    bare.remove();

    expect(code).toBe(0);
    expect(stdout).toContain('There is no catalog-info.yaml');
    expect(stdout).toContain(
      'Production readiness of component:default/airworthy-test-',
    );
    expect(stdout).not.toContain('Ownership');
  });

  it('tells who waits at a terminal what takes so long, and clears it away', async () => {
    folder.write(
      Object.fromEntries(
        Array.from({ length: 2000 }, (_, i) => [`notes/${i}.txt`, 'x']),
      ),
    );
    const args = ['check', '.', '--scorecards', rules.path];
    const { stderr } = await airworthy(args, { cwd: folder.path, isTTY: true });

    expect(stderr).toBe('Reading 2,002 files...\r\u001b[K');
    expect((await check()).stderr).toBe('');
  });

  describe('with several entities', () => {
    beforeEach(() => {
      const [orders] = Object.values(ordersService);
      folder.write({
        'catalog-info.yaml': [
          orders,
          orders.replace('name: orders', 'name: worker'),
        ].join('---\n'),
      });
    });

    it('grades all', async () => {
      const refs = (await reports()).map(
        (report: { entityRef: string }) => report.entityRef,
      );
      expect(refs).toEqual([
        'component:default/orders',
        'component:default/worker',
      ]);
    });

    it('or the one that is asked for', async () => {
      const found = await reports('--entity', 'Worker');
      expect(found).toHaveLength(1);
      expect(found[0].entityRef).toBe('component:default/worker');
    });

    it('and names them when asked for another', async () => {
      const { code, stderr } = await check('--entity', 'system:x');
      expect(code).toBe(2);
      expect(stderr).toBe(
        'airworthy: --entity system:x is none of component:default/orders, component:default/worker\n',
      );
    });
  });

  describe('--min-level', () => {
    it.each([
      ['L1', 0],
      ['L2', 1],
    ])('%s exits with %i', async (level, expected) => {
      folder.write({ '.env': 'TOKEN=abc\n' });
      const { code, stdout } = await check('--min-level', level);
      expect(code).toBe(expected);
      expect(
        stdout.includes(`\nBelow ${level}: component:default/orders.\n`),
      ).toBe(expected === 1);
    });

    it('asks each scorecard for the levels that are its own', async () => {
      const other = ordersScorecard
        .replace('name: house', 'name: other')
        .replace(/\bL([12])\b/g, 'X$1');
      folder.write({
        '.env': 'TOKEN=abc\n',
        'rules/house.yaml': ordersScorecard,
        'rules/other.yaml': other,
      });
      const codeOf = async (...levels: string[]) =>
        (
          await airworthy(
            [
              ...['check', '--scorecards', 'rules'],
              ...levels.flatMap(level => ['--min-level', level]),
            ],
            { cwd: folder.path },
          )
        ).code;
      expect(await codeOf('L1', 'X1')).toBe(0);
      expect(await codeOf('L2', 'X1')).toBe(1);
      expect(await codeOf('L1', 'X2')).toBe(1);
      expect(await codeOf('L1', 'Y1')).toBe(2);
    });

    it('must be a level', async () => {
      const { code, stderr } = await check('--min-level', 'L9');
      expect(code).toBe(2);
      expect(stderr).toBe(
        'airworthy: There is no level "L9"; there are L1, L2\n',
      );
    });
  });

  describe('--baseline', () => {
    it('fails on what got worse, and touches nothing', async () => {
      folder.commit();
      folder.write({ Dockerfile: rooted });
      const before = folder.snapshot();

      const { code, stdout } = await check('--baseline', 'HEAD');

      expect(code).toBe(1);
      expect(stdout).toContain('worse   L1 Images run as non-root');
      expect(folder.snapshot()).toEqual(before);
    });

    it('forgives what was no better before', async () => {
      folder.write({ Dockerfile: rooted });
      folder.commit();
      folder.write({ 'notes.md': 'A change\n' });

      expect((await check()).code).toBe(0);
      expect(
        (await check('--baseline', 'HEAD', '--min-level', 'L1')).code,
      ).toBe(0);
    });

    it('sees files that archives leave out, and folders below the root', async () => {
      const files = Object.entries({ ...ordersService, Dockerfile: rooted });
      folder.write({
        ...Object.fromEntries(files.map(([path, text]) => [`a/${path}`, text])),
        '.gitattributes': 'Dockerfile export-ignore\n',
      });
      folder.commit();

      const { code, stdout } = await airworthy(
        ['check', 'a', '--scorecards', rules.path, '--baseline', 'HEAD'],
        { cwd: folder.path },
      );

      expect(code).toBe(0);
      expect(stdout).toContain('no check changed');
    });

    it('makes a comment of the difference', async () => {
      folder.write({ '.env': 'TOKEN=abc\n' });
      folder.commit();
      folder.write({ Dockerfile: rooted });
      folder.git('rm', '--quiet', '--force', '.env');

      const { stdout } = await check(
        ...['--baseline', 'HEAD', '--format', 'markdown'],
      );

      expect(stdout).toBe(`## House rules: \`component:default/orders\`

Compared with \`HEAD\`: level **L1 → none**, score **50**, 1 worse, 1 better.

### Worse

- **L1** Images run as non-root (30 min): A container runs as root. \`Dockerfile:1\`

### Better

- **L2** No .env is committed
`);
    });

    it('has nothing to compare for what is new', async () => {
      folder.write({ 'catalog-info.yaml': 'kind: [\n' });
      folder.commit();
      folder.write({ ...ordersService, Dockerfile: rooted });

      const found = await check('--baseline', 'HEAD');
      expect(found.code).toBe(0);
      expect(found.stdout).toContain('has nothing to be compared with at HEAD');
    });

    it.each(['no-such-branch', '--output=x', 'HEAD:Dockerfile'])(
      'must be a revision: %s',
      async revision => {
        folder.commit();
        const { code, stderr } = await check(`--baseline=${revision}`);
        expect(code).toBe(2);
        expect(stderr).toBe(
          `airworthy: --baseline ${revision}: the repository has no such revision\n`,
        );
      },
    );

    it('needs a repository', async () => {
      const { code, stderr } = await check('--baseline', 'HEAD');
      expect(code).toBe(2);
      expect(stderr).toBe('airworthy: --baseline needs a git repository\n');
    });
  });

  describe('bad input exits with 2 and a clear line', () => {
    it.each([
      [['--format', 'xml'], /^airworthy: There is no format "xml"; there are/],
      [['--colour'], /^airworthy: Unknown option '--colour'\n$/],
      [['other'], /^airworthy: check takes one path\n$/],
      [['--scorecards', 'none'], /^airworthy: none does not exist\n$/],
      [['--output', 'no/file'], /^airworthy: no\/file cannot/],
    ])('%j', async (args, message) => {
      const { code, stderr } = await check(...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    });

    it('for a folder that is not there', async () => {
      const { code, stderr } = await airworthy(['check', '/no/such/folder']);
      expect(code).toBe(2);
      expect(stderr).toBe('airworthy: /no/such/folder does not exist\n');
    });

    it('for all mistakes of all scorecards', async () => {
      rules.write({
        'house.yaml': ordersScorecard.replace('i.nonRoot)', 'i.nonRot)'),
        'yard.yaml': ordersScorecard.replace('level: L2', 'level: L3'),
      });
      const { code, stdout, stderr } = await check();
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/house\.yaml:15:\d+: .*nonRot/);
      expect(stderr).toMatch(/yard\.yaml:32:\d+: .*L3/);
    });

    it('for mistakes in the catalog file, with their places', async () => {
      folder.write({ 'catalog-info.yaml': 'kind: Component\nmetadata: 3\n' });
      const { code, stderr } = await check();
      expect(code).toBe(2);
      expect(stderr).toMatch(/^airworthy: catalog-info.yaml:1:1: apiVersion/);
    });

    it('for a catalog file that unfolds without end', async () => {
      const bomb = Array.from(
        { length: 30 },
        (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`,
      );
      folder.write({
        'catalog-info.yaml': ['a0: &a0 x', ...bomb, ''].join('\n'),
      });
      const { code, stderr } = await check();
      expect(code).toBe(2);
      expect(stderr).toMatch(/^airworthy: catalog-info.yaml:1:1: .*alias/);
    });

    it('where no scorecard applies', async () => {
      folder.write({
        'catalog-info.yaml': ordersService['catalog-info.yaml'].replace(
          'Component',
          'Location',
        ),
      });
      const { code, stderr } = await check();
      expect(code).toBe(2);
      expect(stderr).toBe(
        'airworthy: No scorecard applies to location:default/orders\n',
      );
    });
  });
});
