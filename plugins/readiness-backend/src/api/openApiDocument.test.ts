import { mockServices } from '@backstage/backend-test-utils';
import { builtInPushedFacts } from '@airworthy/backstage-plugin-readiness-node';
import { ScorecardPreview } from '../preview/ScorecardPreview';
import { Telemetry } from '../telemetry/Telemetry';
import { ExemptionRights } from '../exemptions/ExemptionRights';
import { ExemptionService } from '../exemptions/ExemptionService';
import { CollectorOverview } from './CollectorOverview';
import { FactReceiver } from './FactReceiver';
import { createOpenApiDocument } from './openApiDocument';
import { pushedFactsSchema } from './pushedFactsSchema';
import { ReadinessService } from './ReadinessService';
import { createRouter } from './router';

describe('openApiDocument', () => {
  it('describes each route that there is, and no other', () => {
    const router = createRouter({
      service: {} as ReadinessService,
      receiver: {} as FactReceiver,
      collectors: {} as CollectorOverview,
      preview: {} as ScorecardPreview,
      telemetry: {} as Telemetry,
      exemptions: {} as ExemptionService,
      rights: {} as ExemptionRights,
      auditor: mockServices.auditor.mock(),
      pushedFacts: builtInPushedFacts,
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
    const openApiDocument = createOpenApiDocument({
      factsBodySchema: pushedFactsSchema(builtInPushedFacts),
    });
    const described = Object.entries(openApiDocument.paths).flatMap(
      ([path, operations]) =>
        Object.keys(operations).map(method => `${method} ${path}`),
    );
    expect([...described, 'get /openapi.json'].sort()).toEqual(routes.sort());
  });
});
