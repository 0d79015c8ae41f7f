import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { filesBelow } from '../__testUtils__/filesBelow';
import { createProveAction } from './prove';

type Input = {
  promises: string[];
  entityRef: string;
  path?: string;
  scorecard?: string;
};
type Files = Parameters<
  ReturnType<typeof createMockDirectory>['setContent']
>[0];

const directory = createMockDirectory();
const action = createProveAction();

const dockerfile = 'FROM node:24.11.1-slim\nCMD ["node", "."]\n';

async function prove(
  files: { baseline: Files; repository: Files },
  input: Partial<Input>,
) {
  directory.setContent(files);
  const outputs: Record<string, any> = {};
  await action.handler({
    ...createMockActionContext<Input>({
      input: {
        promises: [],
        entityRef: 'component:default/orders',
        ...input,
      },
      workspacePath: directory.path,
    }),
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

describe('airworthy:prove', () => {
  it('says what a change has mended, and puts its files apart', async () => {
    const outputs = await prove(
      {
        baseline: { Dockerfile: dockerfile, 'old.txt': 'old', 'run.sh': 'a' },
        repository: {
          Dockerfile: `${dockerfile}USER 1000\n`,
          '.dockerignore': 'node_modules\n',
          'run.sh': 'a',
        },
      },
      { promises: ['container-runs-as-non-root', 'build-context-is-limited'] },
    );

    expect(outputs.body).toMatch(
      /^\*\*Production readiness\*\*: level none, score [\d.]+ → [\d.]+ of 100/,
    );
    expect(outputs.body).toContain('(`container-runs-as-non-root`)');
    expect(outputs.mended).toContainEqual({
      id: 'build-context-is-limited',
      title: expect.any(String),
      level: 'L2',
    });
    expect(outputs.deleted).toEqual(['old.txt']);
    const changes = join(directory.path, outputs.changesPath);
    expect(await filesBelow(changes)).toEqual(['.dockerignore', 'Dockerfile']);
    expect((await stat(join(changes, 'Dockerfile'))).isFile()).toBe(true);
  });

  it('proposes nothing that does not hold what it promises', async () => {
    await expect(
      prove(
        {
          baseline: { Dockerfile: dockerfile },
          repository: { Dockerfile: dockerfile, '.dockerignore': 'a\n' },
        },
        { promises: ['container-runs-as-non-root'] },
      ),
    ).rejects.toThrow(/would not pass:\n- L2 .*root.*\(Dockerfile:\d\)/);
  });

  it('proposes nothing by which a check gets worse', async () => {
    await expect(
      prove(
        {
          baseline: { Dockerfile: `${dockerfile}USER 1000\n` },
          repository: { Dockerfile: dockerfile, '.dockerignore': 'a\n' },
        },
        { promises: ['build-context-is-limited'] },
      ),
    ).rejects.toThrow(/would get worse:\n- L2 .*root/);
  });

  it('has nothing to propose where nothing changed', async () => {
    const files = { Dockerfile: dockerfile };
    await expect(
      prove({ baseline: files, repository: files }, {}),
    ).rejects.toThrow('There is nothing to propose');
  });

  it('knows the checks that may be promised', async () => {
    await expect(
      prove(
        { baseline: {}, repository: { a: 'b' } },
        { promises: ['be-nice'] },
      ),
    ).rejects.toThrow('production-readiness has no check be-nice');
  });
});
