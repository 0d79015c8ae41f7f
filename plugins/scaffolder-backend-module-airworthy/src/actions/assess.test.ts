import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createAssessAction } from './assess';
import { examples } from './assess.examples';

type Input = {
  scorecard?: string;
  scorecardPath?: string;
  entityRef?: string;
  path?: string;
  minimumLevel?: string;
};

const house = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: house, title: House rules }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: First }]
  checks:
    - id: non-root
      title: Images run as non-root
      level: L1
      category: Containers
      pass: repo.docker.images.all(i, i.nonRoot)
      evidence: repo.docker.images
      message: A container runs as root.
`;

const directory = createMockDirectory();
const action = createAssessAction();

async function assess(input: Input, isDryRun = false) {
  const outputs: Record<string, any> = {};
  const log: string[] = [];
  const context = createMockActionContext<Input>({
    input,
    workspacePath: directory.path,
  });
  context.logger.info = line => log.push(line);
  const promise = action.handler({
    ...context,
    isDryRun,
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  });
  const error = await promise.then(
    () => undefined,
    (e: Error) => e,
  );
  return { outputs, log: log.join('\n'), error };
}

describe('airworthy:assess', () => {
  beforeEach(() => {
    directory.setContent({
      'README.md': '# A service\n',
      service: {
        Dockerfile: 'FROM node:24.11.1-slim\nUSER root\nCMD ["node", "."]\n',
      },
    });
  });

  it('says what fails, with file and line, and goes on', async () => {
    const { outputs, log, error } = await assess({});
    expect(error).toBeUndefined();
    expect(outputs.level).toBe('none');
    expect(outputs.score).toBeGreaterThanOrEqual(0);
    expect(outputs.score).toBeLessThan(50);
    expect(outputs.coverage).toBeGreaterThan(0.8);
    expect(outputs.failingChecks).toContainEqual({
      id: 'container-runs-as-non-root',
      title: expect.any(String),
      level: 'L2',
      status: 'fail',
      message: expect.any(String),
      evidence: [expect.stringMatching(/^service\/Dockerfile:\d$/)],
    });
    expect(log).toMatch(/\[ \] L1 MVP: \d+ pass, \d+ fail/);
    expect(log).toMatch(/service\/Dockerfile:\d/);
  });

  it('counts only what files can prove', async () => {
    const { outputs } = await assess({});
    const graded = outputs.failingChecks.map((check: any) => check.id);
    expect(outputs.waiting).toContainEqual({
      id: 'owner-answers-for-it',
      title: expect.any(String),
      level: 'L1',
    });
    expect(graded).not.toContain('owner-answers-for-it');
  });

  it.each([false, true])(
    'stops below the minimum level (dry run: %s)',
    async isDryRun => {
      const { error, outputs } = await assess({ minimumLevel: 'L2' }, isDryRun);
      expect(error?.name).toBe('InputError');
      expect(error?.message).toContain('reaches no level, and L2 is needed');
      expect(error?.message).toMatch(
        /- L2 .*non-root.*\(service\/Dockerfile:\d\)/,
      );
      expect(error?.message).not.toContain('- L3');
      expect(outputs.level).toBe('none');
    },
  );

  it('grades a folder of the workspace', async () => {
    const { outputs } = await assess({ path: 'service' });
    const check = outputs.failingChecks.find(
      (failing: any) => failing.id === 'container-runs-as-non-root',
    );
    expect(check.evidence).toEqual([expect.stringMatching(/^Dockerfile:\d$/)]);
  });

  it('grades by a scorecard of the workspace, and hands on the report', async () => {
    directory.addContent({ 'standards/house.yaml': house });
    const { outputs } = await assess({
      scorecardPath: 'standards/house.yaml',
      entityRef: 'component:default/orders',
      path: 'service',
    });
    expect(outputs.report).toEqual({
      scorecard: 'house',
      entityRef: 'component:default/orders',
      level: null,
      score: 0,
      coverage: 1,
      exempt: 0,
      results: [
        {
          check: 'non-root',
          title: 'Images run as non-root',
          status: 'fail',
          level: 'L1',
          category: 'Containers',
          message: 'A container runs as root.',
          evidence: [{ path: 'Dockerfile', line: 1 }],
        },
      ],
    });
  });

  it('places the mistakes of a scorecard', async () => {
    directory.addContent({
      'house.yaml': house.replace('docker.images.all', 'docker.image.all'),
    });
    const { error } = await assess({ scorecardPath: 'house.yaml' });
    expect(error?.name).toBe('InputError');
    expect(error?.message).toMatch(/^house\.yaml:13:\d+: .*images/m);
  });

  it.each([
    [{ scorecardPath: 'none.yaml' }, 'none.yaml cannot be read (ENOENT)'],
    [{ scorecardPath: '../a.yaml' }, 'not allowed'],
    [{ scorecard: 'security', scorecardPath: 'a.yaml' }, 'not both'],
    [
      { scorecard: 'no-such' },
      "There is no built-in scorecard 'no-such'; there are ",
    ],
    [{ minimumLevel: 'L9' }, 'There is no level "L9"; there are: L1, L2'],
    [{ path: '../..' }, 'not allowed'],
  ])('refuses %j', async (input, message) => {
    const { error } = await assess(input);
    expect(error?.message).toContain(message);
  });

  it.each(examples)('does as the example says: $description', async example => {
    const [step] = parse(example.example).steps;
    expect(step.action).toBe(action.id);
    const { outputs, error } = await assess(step.input);
    expect(outputs.level).toBe('none');
    expect(error === undefined).toBe(step.input.minimumLevel === undefined);
  });
});
