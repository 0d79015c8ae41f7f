import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse, parseAllDocuments } from 'yaml';
import { version } from '../package.json';
import { ordersScorecard, ordersService } from './__testUtils__/orders';
import { TemporaryFolder } from './__testUtils__/TemporaryFolder';

/** The action and the component are what they are in the repository; their scripts run in bash. */

const root = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const action = parse(read('action.yml'));
const [componentHeader, component] = parseAllDocuments(
  read('templates/readiness-check/template.yml'),
).map(document => document.toJS());

const rooted = 'FROM node:24.4.1-slim\nUSER root\n';
/** What a name of a file should not be able to do. */
const hostile = '$(touch pwned)/`touch pwned`';

let repository: TemporaryFolder;
let runner: TemporaryFolder;

beforeEach(() => {
  repository = new TemporaryFolder();
  repository.write({ ...ordersService, 'rules/house.yaml': ordersScorecard });
  repository.commit();
  runner = new TemporaryFolder();
  // Answers what GH_ANSWER says, keeps what it is asked, and fails when told to.
  runner.write({
    'bin/gh': `#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$CALLS"
for argument in "$@"; do
  if [[ "$argument" == *=@* ]]; then cp "\${argument#*=@}" "$CALLS.file"; fi
  if [ "$argument" = --paginate ]; then printf '%s' "\${GH_ANSWER:-}"; fi
done
exit "\${GH_CODE:-0}"
`,
  });
  chmodSync(join(runner.path, 'bin/gh'), 0o755);
});

afterEach(() => {
  repository.remove();
  runner.remove();
});

interface Outcome {
  code: number;
  stdout: string;
}

function bash(
  script: string,
  env: Record<string, string>,
  cwd = repository.path,
): Promise<Outcome> {
  const path = [join(runner.path, 'bin'), dirname(process.execPath)];
  return new Promise(done => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script],
      {
        cwd,
        encoding: 'utf8',
        env: {
          PATH: [...path, process.env.PATH].join(delimiter),
          HOME: runner.path,
          ...env,
        },
      },
      (error, stdout) => done({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

const command = `node ${join(root, 'packages/cli/bin/airworthy.cjs')}`;

it('the action, the component and the golden path run this version of the command', () => {
  const goldenPath = 'templates/_common/github/.github/workflows/ci.yml';
  expect(read(goldenPath)).toContain(
    `npx --yes @airworthy/cli@${version} check `,
  );
  expect(action.inputs.version.default).toBe(version);
  expect(componentHeader.spec.inputs.version.default).toBe(version);
});

describe('the GitHub action', () => {
  const steps: { name: string; run: string; env: Record<string, string> }[] =
    action.runs.steps;
  const script = (name: string) => steps.find(step => step.name === name)!.run;

  it('passes inputs through the environment, never into a script', () => {
    expect(steps.map(({ run }) => run).join('\n')).not.toContain('${{');
  });

  it('uses every input', () => {
    const used = JSON.stringify(action.runs);
    for (const input of Object.keys(action.inputs)) {
      expect(used).toContain(`inputs.${input}`);
    }
  });

  function grade(env: Record<string, string> = {}): Promise<Outcome> {
    return bash(script('Grade'), {
      FOLDER: '.',
      ENTITY: '',
      SCORECARDS: 'rules',
      MIN_LEVEL: '',
      BASELINE: '',
      TARGET: '',
      COMMAND: command,
      RUNNER_TEMP: runner.path,
      GITHUB_SHA: repository.git('rev-parse', 'HEAD').trim(),
      GITHUB_OUTPUT: join(runner.path, 'output'),
      GITHUB_STEP_SUMMARY: join(runner.path, 'summary.md'),
      ...env,
    });
  }

  const written = (name: string) =>
    readFileSync(join(runner.path, name), 'utf8');
  const output = (name: string) =>
    new RegExp(`^${name}=(.*)$`, 'm').exec(written('output'))?.[1] ?? '';

  it('grades, with annotations, a summary and files to go on with', async () => {
    repository.write({ Dockerfile: rooted });

    const { code, stdout } = await grade();

    expect(code).toBe(0);
    expect(stdout).toContain('::error file=Dockerfile,line=1,');
    expect(written('summary.md')).toContain('## House rules');
    expect(readFileSync(output('markdown'), 'utf8')).toBe(
      written('summary.md'),
    );
    expect(JSON.parse(readFileSync(output('sarif'), 'utf8')).version).toBe(
      '2.1.0',
    );
  });

  it('fails below a level', async () => {
    repository.write({ Dockerfile: rooted });
    expect((await grade({ MIN_LEVEL: 'L1' })).code).toBe(1);
    expect((await grade({ MIN_LEVEL: 'L2 L1' })).code).toBe(1);
    expect((await grade({ MIN_LEVEL: 'L9' })).code).toBe(2);
  });

  it('compares a merged pull request with what it was merged into', async () => {
    const target = repository.git('rev-parse', 'HEAD').trim();
    repository.git('checkout', '--quiet', '-b', 'change');
    repository.write({ '.env': 'TOKEN=abc\n' });
    repository.commit();
    repository.git('checkout', '--quiet', '-');
    // Somebody else's doing, after the pull request was opened.
    repository.write({ Dockerfile: rooted });
    repository.commit();
    repository.git(
      ...['-c', 'user.name=Test', '-c', 'user.email=test@example.com'],
      ...['merge', '--quiet', '--no-ff', '--message', 'A merge', 'change'],
    );

    const { code, stdout } = await grade({ TARGET: target });

    expect(code).toBe(1);
    expect(stdout).toContain('No .env is committed');
    expect(stdout).not.toContain('Images run as non-root');
    expect(written('summary.md')).toContain('1 worse, 0 better');
  });

  it('compares a branch with its target, which it fetches', async () => {
    const clone = new TemporaryFolder();
    try {
      const target = repository.git('rev-parse', 'HEAD').trim();
      repository.write({ Dockerfile: rooted });
      repository.commit();
      const { code } = await bash(
        'git clone --quiet --depth 1 "file://$ORIGIN" here',
        { ORIGIN: repository.path },
        clone.path,
      );
      expect(code).toBe(0);

      const compared = await grade({
        FOLDER: join(clone.path, 'here'),
        TARGET: target,
      });
      expect(compared.code).toBe(1);
      expect(compared.stdout).toContain('1 check worse');

      const lost = await grade({ TARGET: 'f'.repeat(40) });
      expect(lost.code).toBe(2);
      expect(lost.stdout).toMatch(/^::error .*fetch-depth of 2/);
    } finally {
      clone.remove();
    }
  });

  it('runs nothing that an input or a file says', async () => {
    repository.write({ [`${hostile}/Dockerfile`]: rooted });
    await grade({ ENTITY: '$(touch pwned)', BASELINE: '' });
    await grade({ BASELINE: '`touch pwned`' });
    const { code } = await grade();

    expect(code).toBe(0);
    expect(existsSync(join(repository.path, 'pwned'))).toBe(false);
  });

  describe('on a pull request', () => {
    const comment = async (env: Record<string, string> = {}) => {
      runner.write({ 'report.md': env.REPORT ?? 'What differs\n' });
      const outcome = await bash(script('Comment'), {
        MARKDOWN: join(runner.path, 'report.md'),
        GRADED: '. ',
        NUMBER: '7',
        GITHUB_REPOSITORY: 'shop/orders',
        CALLS: join(runner.path, 'calls'),
        ...env,
      });
      return {
        ...outcome,
        calls: written('calls'),
        body: written('calls.file'),
      };
    };

    it('comments', async () => {
      const { code, calls, body } = await comment();
      expect(code).toBe(0);
      expect(calls).toMatch(/POST\nrepos\/shop\/orders\/issues\/7\/comments\n/);
      expect(body).toMatch(/^<!-- airworthy [0-9a-f]{16} -->\nWhat differs\n$/);
    });

    it('rewrites the comment that is there', async () => {
      const { calls } = await comment({ GH_ANSWER: '42\n43\n' });
      expect(calls).toMatch(
        /PATCH\nrepos\/shop\/orders\/issues\/comments\/42\n/,
      );
      expect(calls).not.toContain('POST');
    });

    it('keeps to the length of a comment', async () => {
      const { body } = await comment({ REPORT: 'é'.repeat(40_000) });
      expect(Buffer.byteLength(body)).toBeLessThan(65_536);
      expect(body).toMatch(
        /The rest is in the summary of the workflow run\.\n$/,
      );
    });

    it('leaves it at a warning where it must not write', async () => {
      runner.write({ 'calls.file': '' });
      const { code, stdout } = await comment({ GH_CODE: '1' });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^::warning .*pull-requests: write/);
    });
  });

  it('uploads SARIF as code scanning takes it', async () => {
    const open = { ruleId: 'house/no-env' };
    const exempt = { ruleId: 'house/non-root', suppressions: [{}] };
    const logOf = (...results: object[]) => ({
      version: '2.1.0',
      runs: [{ results }],
    });
    runner.write({ 'a.sarif': JSON.stringify(logOf(exempt, open)) });
    const { code } = await bash(script('Upload to code scanning'), {
      SARIF: join(runner.path, 'a.sarif'),
      GITHUB_SHA: 'abc',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REPOSITORY: 'shop/orders',
      CALLS: join(runner.path, 'calls'),
    });

    expect(code).toBe(0);
    expect(written('calls')).toMatch(
      /commit_sha=abc\n.*ref=refs\/pull\/7\/merge/s,
    );
    expect(
      JSON.parse(
        gunzipSync(Buffer.from(written('calls.file'), 'base64')).toString(),
      ),
    ).toEqual(logOf(open));
  });
});

describe('the GitLab component', () => {
  const job = component['readiness-check'];
  const [script] = job.script;
  const [note] = job.after_script;

  it('passes inputs through variables, never into a script', () => {
    expect(script + note).not.toContain('$[[');
    for (const input of Object.keys(componentHeader.spec.inputs)) {
      expect(JSON.stringify(job)).toContain(`$[[ inputs.${input} ]]`);
    }
  });

  function grade(env: Record<string, string> = {}): Promise<Outcome> {
    return bash(script, {
      FOLDER: '.',
      ENTITY: '',
      SCORECARDS: 'rules',
      MIN_LEVEL: '',
      VERSION: version,
      COMMAND: command,
      ...env,
    });
  }

  it('grades, and leaves its reports as artifacts', async () => {
    repository.write({ Dockerfile: rooted });

    const { code, stdout } = await grade({ MIN_LEVEL: 'L1 L2' });

    expect(code).toBe(1);
    expect(stdout).toContain('Next steps');
    for (const file of [job.artifacts.reports.junit, ...job.artifacts.paths]) {
      expect(existsSync(join(repository.path, file))).toBe(true);
    }
  });

  it('compares a merge request with what it changes', async () => {
    repository.write({ Dockerfile: rooted });
    repository.commit();

    const { code, stdout } = await grade({
      CI_MERGE_REQUEST_DIFF_BASE_SHA: repository
        .git('rev-parse', 'HEAD^')
        .trim(),
    });

    expect(code).toBe(1);
    expect(stdout).toContain('worse   L1 Images run as non-root');
  });

  it('writes one note, and rewrites it', async () => {
    const notes: { id: number; author: { id: number }; body: string }[] = [
      { id: 1, author: { id: 2 }, body: 'Looks good' },
    ];
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const { method, url = '' } = request;
      asked.push(`${method} ${url}`);
      const isAllowed = request.headers['private-token'] === 'secret';
      response.statusCode = isAllowed ? 200 : 401;
      let text = '';
      request.on('data', chunk => {
        text += chunk;
      });
      request.on('end', () => {
        if (method === 'POST') {
          const { body } = JSON.parse(text);
          notes.push({ id: 9, author: { id: 5 }, body });
        }
        if (method === 'PUT') notes[1].body = JSON.parse(text).body;
        const page = url.endsWith('&page=2') ? notes : [];
        response.setHeader('x-next-page', url.endsWith('&page=1') ? '2' : '');
        response.end(JSON.stringify(url === '/user' ? { id: 5 } : page));
      });
    }).listen(0, '127.0.0.1');
    await new Promise(listening => {
      server.once('listening', listening);
    });
    try {
      const { port } = server.address() as AddressInfo;
      const env = {
        AIRWORTHY_TOKEN: 'secret',
        CI_MERGE_REQUEST_IID: '7',
        CI_PROJECT_ID: '3',
        CI_API_V4_URL: `http://127.0.0.1:${port}`,
        FOLDER: '.',
        ENTITY: '',
        SCORECARDS: '',
      };
      repository.write({ 'airworthy.md': 'First' });
      expect((await bash(note, env)).code).toBe(0);
      repository.write({ 'airworthy.md': 'Second' });
      expect((await bash(note, env)).code).toBe(0);

      expect(notes).toHaveLength(2);
      expect(notes[1].body).toMatch(
        /^<!-- airworthy [0-9a-f]{16} -->\nSecond$/,
      );
      expect(asked).toContain('PUT /projects/3/merge_requests/7/notes/9');

      asked.splice(0);
      await bash(note, { ...env, AIRWORTHY_TOKEN: '' });
      expect(asked).toEqual([]);
    } finally {
      server.close();
    }
  });
});
