import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import module from './index';

async function actionsWith(airworthy?: object) {
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      module,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          ...(airworthy && { airworthy }),
        },
      }),
    ],
  });
  const response = await fetch(
    `http://localhost:${server.port()}/api/scaffolder/v2/actions`,
  );
  const actions: {
    id: string;
    examples: unknown[];
    schema: { input: { properties: object; required?: string[] } };
  }[] = await response.json();
  await server.stop();
  return actions;
}

describe('scaffolderModuleAirworthy', () => {
  it.each([undefined, { localGit: { folder: '.data/repositories' } }])(
    'adds its actions with the config %j',
    async airworthy => {
      const actions = await actionsWith(airworthy);
      const ours = actions.filter(action =>
        /^airworthy:|^publish:git:local|^publish:gitea:/.test(action.id),
      );
      expect(ours.map(action => action.id).sort()).toEqual([
        'airworthy:assess',
        'airworthy:fetch:repository',
        'airworthy:prove',
        'airworthy:register:local',
        'airworthy:stamp',
        'airworthy:upgrade',
        'publish:git:local',
        'publish:git:local:branch',
        'publish:gitea:pull-request',
      ]);
      for (const action of ours) {
        expect(action.examples.length).toBeGreaterThan(0);
        expect(Object.keys(action.schema.input.properties)).not.toEqual([]);
      }
    },
  );

  it('refuses a location that is no entity ref', async () => {
    await expect(
      actionsWith({ localGit: { folder: 'x', location: 'local' } }),
    ).rejects.toThrow('airworthy.localGit.location is not an entity ref');
  });
});
