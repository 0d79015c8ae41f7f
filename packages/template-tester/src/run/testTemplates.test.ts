import { createMockDirectory } from '@backstage/backend-test-utils';
import { PrivateScaffolder } from '../scaffolder/PrivateScaffolder';
import { summarise } from './summarise';
import { testTemplates } from './testTemplates';

const directory = createMockDirectory();
let scaffolder: PrivateScaffolder;

beforeAll(async () => {
  scaffolder = await PrivateScaffolder.start();
});

afterAll(() => scaffolder.stop());

const template = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: orders }
spec:
  type: service
  parameters:
    - required: [name]
      properties:
        name: { type: string }
        ci: { type: string, enum: [github, gitlab], default: github }
  steps:
    - id: fetch
      action: fetch:template
      input:
        url: ./content
        values: { name: '\${{ parameters.name }}', ci: '\${{ parameters.ci }}' }
`;

const sound = {
  'orders.yaml': template,
  'content/README.md': '# ${{ values.name }}',
  'content/{% if values.ci == "gitlab" %}.gitlab-ci.yml{% endif %}':
    'test: { script: [make] }',
};

async function failuresIn(
  files: Record<string, string>,
  options: Partial<Parameters<typeof testTemplates>[0]> = {},
) {
  directory.setContent(files);
  const tests = await testTemplates({
    folder: directory.path,
    scaffolder,
    ...options,
  });
  return tests.flatMap(test =>
    summarise(test).flatMap(({ id, findings }) =>
      findings.map(
        ({ path, line, message }) =>
          `${id} ${path ?? ''}:${line ?? ''} ${message}`,
      ),
    ),
  );
}

describe('testTemplates', () => {
  it('renders a template for each of its choices', async () => {
    directory.setContent(sound);
    const [test] = await testTemplates({ folder: directory.path, scaffolder });

    expect(test.template).toBe('orders');
    expect(
      test.results.map(({ combination, files }) => [combination, files]),
    ).toEqual([
      ['ci=github', 1],
      ['ci=gitlab', 2],
    ]);
    expect(await failuresIn(sound)).toEqual([]);
  });

  it.each([
    [
      { 'content/README.md': '\n${{ values.nam }}' },
      /^undefined content\/README\.md:2 values\.nam is undefined/,
    ],
    [
      { 'content/ci.yml': 'a: ${{ secrets.TOKEN }}' },
      /^foreign content\/ci\.yml:1 .*TOKEN.* is meant for GitHub/,
    ],
    [
      { 'orders.yaml': template.replace('parameters.name', 'parameters.nam') },
      /^expressions orders\.yaml:16 parameters\.nam is undefined/m,
    ],
    [
      {
        'orders.yaml': `${template}    - { action: 'fs:rename', input: { files: none } }\n`,
      },
      /^rendering : .*Invalid input/,
    ],
    [
      {
        'orders.yaml': `${template}    - { action: 'publish:github', input: { repourl: a } }\n`,
      },
      /^inputs orders\.yaml:17 step "step-2": input must have required property 'repoUrl'/m,
    ],
    [{ 'content/a.json': '{' }, /^json a\.json:1 /],
    [
      { 'content/catalog-info.yaml': 'kind: Component\nmetadata: *all' },
      /^yaml catalog-info\.yaml:2 Unresolved alias/m,
    ],
    [
      {
        'orders.yaml': template.replace(
          'parameters.name }}',
          'parameters.nam.split("-") }}',
        ),
      },
      /^rendering orders\.yaml:16 step "fetch": input\.values\.name fails, and so stays as it is written: \$\{\{ parameters\.nam\.split/m,
    ],
    [
      // A word that only sounds like what a task knows is no excuse.
      {
        'orders.yaml': `${template}    - { action: 'debug:log', input: { message: 'steps/\${{ parameters.ci | parseRepoUrl }}' } }\n`,
      },
      /^rendering orders\.yaml:17 step "step-2": input\.message fails/m,
    ],
    [
      {
        'orders.yaml': `${template}  output: { text: [{ title: '\${{ parameters.ci | parseRepoUrl }}' }] }\n`,
      },
      /^rendering orders\.yaml: output\.text\.0\.title fails/m,
    ],
  ])('tells what is wrong in %j', async (files, message) => {
    expect((await failuresIn({ ...sound, ...files })).join('\n')).toMatch(
      message,
    );
  });

  it('leaves out steps of actions that it does not know, and says so', async () => {
    directory.setContent({
      'orders.yaml': `${template}    - { action: 'house:own', input: {} }\n`,
      'content/README.md': '',
    });
    const [test] = await testTemplates({ folder: directory.path, scaffolder });
    const actions = summarise(test).find(({ id }) => id === 'actions')!;
    expect(actions.remarks).toEqual([
      'house:own is not known here, so its steps were left out',
    ]);
    expect(test.results[0].files).toBe(1);
  });

  it('says what no combination ran, what is a loop, and what only the scaffolder can tell', async () => {
    directory.setContent({
      ...sound,
      'orders.yaml': `${template}    - id: never
      if: \${{ parameters.ci == 'none' }}
      action: fs:delete
      input: { fils: [] }
    - id: often
      each: [a, b]
      action: debug:log
      input: { message: '\${{ each.value }}' }
    - id: sampled
      action: debug:log
      input: { message: '\${{ steps.fetch.output.name.split("-") }}' }
    - id: house
      action: debug:log
      input: { message: '\${{ parameters.ci | inHouseStyle }}' }
`,
      'content/README.md': '\n${{ values.name.split("-")[0] }}',
    });
    const [test] = await testTemplates({ folder: directory.path, scaffolder });
    const remarksOf = (id: string) =>
      summarise(test).find(check => check.id === id)!.remarks;
    expect(remarksOf('steps')).toEqual([
      'step "never" ran in no combination, so it was not checked',
    ]);
    expect(test.outcomes.map(({ id }) => id)).not.toContain('rendering');
    expect(remarksOf('rendering')).toEqual([
      'step "sampled": input.message fails, and so stays as it is written: ${{ steps.fetch.output.name.split("-") }}, where what it takes is a sample',
      'step "house": input.message fails, and so stays as it is written: ${{ parameters.ci | inHouseStyle }}, where the filter inHouseStyle is not known',
    ]);
    expect(remarksOf('inputs')).toEqual([
      'step "often" is a loop, whose inputs were not checked',
    ]);
    expect(remarksOf('undefined')).toEqual([
      'content/README.md:2 was not checked: only the scaffolder can tell what it comes to',
    ]);
  });

  it('expects the level that is asked for', async () => {
    const failures = await failuresIn({
      ...sound,
      'orders.test.yaml': 'expect: { level: L1 }',
    });
    expect(failures[0]).toMatch(/^grade : reaches no level, not L1/);
    // What higher levels ask for was not promised.
    expect(failures.length).toBeGreaterThan(1);
    expect(failures.slice(1).join('\n')).not.toMatch(/: L[2-4] /);
  });

  it('grades by the scorecard that the template grades by', async () => {
    const scorecard = (pass: string) => `apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: orders, title: Orders, owner: group:default/shop }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Begun }]
  checks:
    - { id: own, title: Own, level: L1, category: docs, message: Not so., pass: ${pass} }
`;
    const own = (pass: string, more = '', input = 'path: .') =>
      failuresIn({
        ...sound,
        'orders.yaml': `${template}    - { action: 'airworthy:assess', input: { scorecardPath: scorecard.yaml, ${input} } }\n${more}`,
        'orders.test.yaml': 'expect: { level: L1 }',
        'content/scorecard.yaml': scorecard(pass),
        'content/other/Dockerfile': 'FROM scratch\nUSER 10001\n',
        'content/service/README.md': '# Service',
      });
    const holds = 'repo.lineage.stamps.size() == 0';
    expect(await own(holds)).toEqual([]);
    expect(await own('repo.lineage.stamps.size() > 0')).toEqual([
      'grade : reaches no level, not L1',
      'grade : L1 Own: Not so.',
    ]);
    expect(
      await own(
        holds,
        "    - { action: 'fs:delete', input: { files: [scorecard.yaml] } }\n",
      ),
    ).toEqual(['grade : scorecard.yaml is not there']);
    // It grades a folder, and the scorecard is not in that.
    const noImage = 'repo.docker.images.size() == 0';
    expect(await own(noImage)).toHaveLength(2);
    expect(await own(noImage, '', 'path: ./service')).toEqual([]);
  });

  it('names the test file that asks for a scorecard that is not there', async () => {
    const failures = await failuresIn({
      ...sound,
      'orders.test.yaml': 'expect: { level: L1, scorecard: nope }',
    });
    expect(failures).toEqual([
      expect.stringMatching(
        /^grade : orders\.test\.yaml: expect\.scorecard: .*'nope'/,
      ),
    ]);
  });

  it('says of what is unknown why it is', async () => {
    const failures = await failuresIn({
      ...sound,
      'content/orders.rb': "get('/healthz') { 'ok' }\n",
      'orders.test.yaml': 'expect: { level: L1 }',
    });
    expect(failures.join('\n')).toMatch(/health endpoint: .*Ruby/);
  });

  it('keeps what came out, and tells what differs from it', async () => {
    const test =
      'golden: { github: { values: { ci: github }, files: [README.md] } }';
    const files = { ...sound, 'orders.test.yaml': test };
    expect((await failuresIn(files))[0]).toMatch(
      /^golden .*--update-golden writes it/,
    );
    expect(await failuresIn(files, { updateGolden: true })).toEqual([]);
    directory.addContent({ 'content/README.md': '# Other', 'content/new': '' });
    const tests = await testTemplates({ folder: directory.path, scaffolder });
    const golden = summarise(tests[0]).find(({ id }) => id === 'golden')!;
    expect(golden.findings).toEqual([
      expect.objectContaining({ path: 'README.md', line: 1 }),
      expect.objectContaining({ path: 'new', message: 'is new' }),
    ]);
  });

  describe('of a template that changes a repository', () => {
    const adds = {
      'adds.yaml': `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: adds }
spec:
  type: service
  parameters:
    - required: [entity]
      properties: { entity: { type: string }, text: { type: string, default: none } }
  steps:
    - id: fetch
      action: airworthy:fetch:repository
      input: { entityRef: '\${{ parameters.entity }}' }
    - id: write
      action: fetch:template
      input:
        url: ./content
        targetPath: repository/\${{ steps.fetch.output.path }}
        values: { text: '\${{ parameters.text }}' }
`,
      'adds.test.yaml': `repositories: some
matrix:
  entity:
    - component:default/plain
    - { entity: component:default/described, text: '{' }
expect: { level: L1 }
`,
      'content/new.json': '${{ values.text if values.text == "{" else "{}" }}',
      'some/plain/notes.md': '# Plain',
      'some/described/apps/a/README.md': '# Described',
      'some/described/apps/a/catalog-info.yaml':
        'kind: Component\nmetadata: { name: described }\n',
    };

    it('tries it on each of the repositories that its test file names', async () => {
      directory.setContent({
        ...adds,
        'some/plain/link': ctx => ctx.symlink('/etc/hostname'),
      });
      const [test] = await testTemplates({
        folder: directory.path,
        scaffolder,
      });
      expect(
        test.results.map(({ combination, files }) => [combination, files]),
      ).toEqual([
        ['entity=component:default/plain', 3],
        ['entity=component:default/described', 3],
      ]);
      const { findings } = summarise(test).find(({ id }) => id === 'json')!;
      expect(findings).toMatchObject([
        {
          path: 'apps/a/new.json',
          combinations: ['entity=component:default/described'],
        },
      ]);
      const grade = summarise(test).find(({ id }) => id === 'grade')!;
      // What is graded is the folder that has a README.
      expect(
        grade.findings.find(({ message }) => /README/.test(message)),
      ).toMatchObject({ combinations: ['entity=component:default/plain'] });
    });

    it('is tried on a service whose template has gone on since', async () => {
      const greeter = (
        version: string,
      ) => `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: greeter
  annotations: { airworthy.dev/template-version: ${version} }
spec:
  type: service
  steps:
    - { action: fetch:template, input: { url: ./content } }
    - { action: 'airworthy:stamp', input: { parameters: {} } }
`;
      directory.setContent({
        'upgrades.yaml': adds['adds.yaml']
          .replace('name: adds', 'name: upgrades')
          .replace(
            /- id: write[^]*/,
            "- { action: 'airworthy:upgrade', input: { sourcePath: repository } }\n",
          ),
        'upgrades.test.yaml': `repositories: some
matrix: { entity: [component:default/greeted] }
commands:
  - { name: is merged, run: grep -q Mine notes.md && grep -q Ten notes.md }
`,
        // The last one by its number, not by its letters.
        ...Object.fromEntries(
          [
            ['1.0.0', 'One'],
            ['1.9.0', 'Nine'],
            ['1.10.0', 'Ten'],
          ].flatMap(([version, text]) => [
            [`some/greeter@${version}/catalog-info.yaml`, greeter(version)],
            [`some/greeter@${version}/content/notes.md`, `Notes\n\n${text}\n`],
          ]),
        ),
        'some/greeted/catalog-info.yaml':
          'kind: Component\nmetadata: { name: greeted }\n',
        'some/greeted/notes.md': 'Mine\n\nOne\n',
        'some/greeted/.airworthy/answers.yaml': `apiVersion: airworthy.dev/v1
kind: Answers
template: { ref: 'template:default/greeter', version: 1.0.0 }
parameters: {}
files: {}
`,
      });
      const [test] = await testTemplates({
        folder: directory.path,
        only: ['upgrades'],
        scaffolder,
      });
      expect(
        summarise(test).flatMap(({ id, findings }) =>
          findings.map(({ message }) => `${id} ${message}`),
        ),
      ).toEqual([]);
      expect(test.results[0].outcomes.at(-1)).toMatchObject({
        title: 'is merged',
        status: 'pass',
      });
    });

    it('is skipped where it names none', async () => {
      directory.setContent({ ...adds, 'adds.test.yaml': '' });
      const [test] = await testTemplates({
        folder: directory.path,
        scaffolder,
      });
      expect(test.results).toEqual([]);
      expect(test.outcomes[0]).toMatchObject({
        status: 'skipped',
        remarks: ['it changes a repository: name some in adds.test.yaml'],
      });
    });

    it.each([
      ['none', 'none does not exist'],
      ['..', '.. leaves the folder that is tested'],
      ['link', 'link leaves the folder that is tested'],
      ['content', 'content has no folders, each of them a repository'],
      ['odd', 'odd/a@1.0.0-rc.1 is neither a name nor one with a version'],
    ])('refuses %s with one clear error', async (repositories, message) => {
      directory.setContent({
        ...adds,
        'adds.test.yaml': `repositories: ${repositories}`,
        'odd/a@1.0.0-rc.1/README.md': '',
        link: ctx => ctx.symlink('/'),
      });
      await expect(
        testTemplates({ folder: directory.path, scaffolder }),
      ).rejects.toThrow(message);
    });
  });

  it('runs commands where they are meant, ends what hangs, and skips what lacks a tool', async () => {
    directory.setContent({
      ...sound,
      'orders.test.yaml': `commands:
  - { name: reads, run: grep -q sample README.md }
  - { name: gitlab, run: test -e .gitlab-ci.yml, for: { ci: gitlab } }
  - { name: once, run: test ! -e .gitlab-ci.yml, once: true }
  - { name: once there, run: test -e .gitlab-ci.yml, once: true, for: { ci: gitlab } }
  - { name: lacks, run: 'true', needs: [no-such-tool] }
  - { name: may lack, run: 'true', needs: [no-such-tool], optional: true }
  - { name: hangs, run: sleep 60, timeout: 0.5 }
  - { name: after, run: 'true' }
`,
    });
    const [{ results }] = await testTemplates({
      folder: directory.path,
      scaffolder,
    });
    const told = results.map(({ outcomes }) =>
      outcomes
        .filter(({ id }) => id.startsWith('command:'))
        .map(({ title, status }) => `${title} ${status}`),
    );
    expect(told).toEqual([
      [
        'reads pass',
        'once pass',
        'lacks skipped',
        'may lack none',
        'hangs fail',
        'after none',
      ],
      [
        'reads pass',
        'gitlab pass',
        'once there pass',
        'lacks skipped',
        'may lack none',
        'hangs fail',
        'after none',
      ],
    ]);
  });

  it('leaves out what is optional, tools or not, where that is asked for', async () => {
    directory.setContent({
      ...sound,
      'orders.test.yaml': `commands:
  - { name: tests, run: 'true', proves: tested }
  - { name: starts, run: 'true', proves: started, optional: true }
`,
    });
    const tierOf = async (optional?: boolean) => {
      const options = { folder: directory.path, scaffolder, optional };
      const [{ tier }] = await testTemplates(options);
      return tier;
    };
    expect(await tierOf()).toBe('started');
    expect(await tierOf(false)).toBe('tested');
  });

  it.each([
    ['true', 'true', 'started'],
    ['true', 'false', 'tested'],
    ['false', 'true', undefined],
    ['true', 'test -e .gitlab-ci.yml', 'tested'],
    // Where tests fail, nothing was started.
    ['test ! -e .gitlab-ci.yml', 'true', undefined],
  ])('says how far commands prove it: %s, %s', async (tests, starts, tier) => {
    directory.setContent({
      ...sound,
      'orders.test.yaml': `commands:
  - { name: tests, run: '${tests}', proves: tested }
  - { name: starts, run: '${starts}', proves: started }
`,
    });
    const [test] = await testTemplates({ folder: directory.path, scaffolder });
    expect(test.tier).toBe(tier);
  });

  it('tells commands which metrics the result asks for', async () => {
    expect(
      await failuresIn({
        ...sound,
        'content/rules.yaml':
          'groups: [{ name: a, rules: [{ alert: A, expr: b > c }] }]',
        'orders.test.yaml': `commands: [{ name: metrics, run: 'test "$ASKED_METRICS" = "$(printf "b\\nc")"' }]`,
      }),
    ).toEqual([]);
  });

  it.each([
    [{ 'a.txt': '' }, /has no template/],
    [
      { ...sound, 'orders.test.yaml': 'matrx: {}' },
      /^orders\.test\.yaml:1:1: .*matrx/,
    ],
    [
      {
        ...sound,
        'orders.test.yaml': 'commands: [{ name: a, run: b, needs: [go > 1] }]',
      },
      /^orders\.test\.yaml:1:39: commands\.0\.needs\.0: is no tool, as "go"/,
    ],
    [
      { ...sound, 'orders.test.yaml': 'commands:\n  - { name: a }' },
      /^orders\.test\.yaml:2:5: commands\.0\.run/,
    ],
  ])('refuses %j with one clear error', async (files, message) => {
    await expect(failuresIn(files)).rejects.toThrow(message);
  });
});
