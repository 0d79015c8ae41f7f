import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { airworthy } from './__testUtils__/airworthy';
import { ordersScorecard } from './__testUtils__/orders';
import { TemporaryFolder } from './__testUtils__/TemporaryFolder';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({ 'house.yaml': ordersScorecard });
});

afterEach(() => folder.remove());

describe('airworthy', () => {
  it('runs as a command', () => {
    const bin = join(__dirname, '../bin/airworthy.cjs');
    const text = execFileSync(process.execPath, [bin, '--help'], {
      encoding: 'utf8',
    });
    expect(text).toContain('Usage: airworthy <command>');
  });

  it('tells its version', async () => {
    const { code, stdout } = await airworthy(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(['check', 'explain', 'templates', 'test', 'validate'])(
    '%s has help',
    async name => {
      const { code, stdout } = await airworthy([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: airworthy ${name}`);
    },
  );

  it('names its commands when asked for another', async () => {
    expect(await airworthy(['chek'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'airworthy: There is no command "chek"; there are check, explain, templates, test, validate\n',
    });
  });
});

describe('airworthy explain', () => {
  it('tells once of a check that other scorecards use', async () => {
    const { stdout } = await airworthy(['explain', 'no-secrets-in-code']);
    expect(stdout.match(/What is wrong/g)).toHaveLength(1);
    expect(stdout).toContain('no-secrets-in-code, production-readiness');
    expect(stdout).toContain('Also in security: level S1 Guarded');
  });

  it('tells all about a check', async () => {
    const { code, stdout } = await airworthy(
      ['explain', 'non-root', '--scorecards', 'house.yaml'],
      { cwd: folder.path },
    );

    expect(code).toBe(0);
    expect(stdout).toBe(`Images run as non-root
  non-root, house
  Level L1 First, Containers, weight 1, about 30 min of work

What is wrong when it fails
  A container runs as root.

Why
  A bug in the service becomes a bug on the node.

How to satisfy it
  Add to the Dockerfile:

      USER node

Passes when
  repo.docker.images.all(i, i.nonRoot)

Evidence
  repo.docker.images.filter(i, !i.nonRoot)
`);
  });

  it('knows the built-in checks, each scorecard that has it', async () => {
    const { stdout } = await airworthy([
      'explain',
      'codeowners-agree-with-owner',
    ]);
    expect(stdout).toContain('codeowners-agree-with-owner, ownership');
    expect(stdout).toContain(
      'codeowners-agree-with-owner, production-readiness',
    );
  });

  it('says what people may attest, and where', async () => {
    const { stdout } = await airworthy(['explain', 'ownership-is-confirmed']);
    expect(stdout).toContain(
      'Attested in .airworthy/attestations.yaml, for 180 days\n  - check: ownership-is-confirmed\n',
    );
    expect(stdout).toContain(
      "Or by the day in an annotation of the entity\n  airworthy.dev/ownership-confirmed-on: '2026-01-31'\n",
    );
  });

  it('suggests checks for an id that there is not', async () => {
    const { code, stderr } = await airworthy(['explain', 'runbook']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'airworthy: There is no check "runbook"; the closest are runbook-exists, runbook-is-linked\n',
    );

    // In two scorecards, but one check.
    const shared = await airworthy(['explain', 'base-image-pinned']);
    expect(shared.stderr.match(/base-image-is-pinned/g)).toHaveLength(1);
  });
});

describe('airworthy validate', () => {
  it('is content with a good scorecard', async () => {
    expect(
      await airworthy(['validate', 'house.yaml'], { cwd: folder.path }),
    ).toEqual({
      code: 0,
      stdout: 'house.yaml: house, 3 checks, no mistakes\n',
      stderr: '',
    });
  });

  it('lists all mistakes with their places', async () => {
    folder.write({
      'a.yaml': ordersScorecard
        .replace('appliesTo', 'appliesto')
        .replace('catalog.owner.exists', 'catalog.owner.exist'),
      'b.yaml': 'kind: [\n',
    });
    const { code, stderr } = await airworthy(
      ['validate', 'a.yaml', 'b.yaml', 'house.yaml'],
      { cwd: folder.path },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^airworthy: a\.yaml:5:\d+: .*appliesto/m);
    expect(stderr).toMatch(/^airworthy: a\.yaml:28:\d+: .*exist/m);
    expect(stderr).toMatch(/^airworthy: b\.yaml:\d+:\d+: /m);
  });

  it.each([[[]], [['none.yaml']], [['.']]])('refuses %j', async files => {
    const { code, stderr } = await airworthy(['validate', ...files], {
      cwd: folder.path,
    });
    expect(code).toBe(2);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});
