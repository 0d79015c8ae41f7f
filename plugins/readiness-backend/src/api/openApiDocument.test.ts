import { mockServices } from '@backstage/backend-test-utils';
import { openApiDocument } from './openApiDocument';
import { ReadinessService } from './ReadinessService';
import { createRouter } from './router';

describe('openApiDocument', () => {
  it('describes each route that there is, and no other', () => {
    const router = createRouter({
      service: {} as ReadinessService,
      httpAuth: mockServices.httpAuth(),
      permissions: mockServices.permissions(),
    });
    const routes = router.stack.flatMap(({ route }) =>
      route
        ? route.stack.map(
            ({ method }) =>
              `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
          )
        : [],
    );
    const described = Object.entries(openApiDocument.paths).flatMap(
      ([path, operations]) =>
        Object.keys(operations).map(method => `${method} ${path}`),
    );
    expect([...described, 'get /openapi.json'].sort()).toEqual(routes.sort());
  });
});
