import { ActionServices } from './ActionServices';
import { registerGetEntityReport } from './getEntityReport';
import { registerGetNextSteps } from './getNextSteps';
import { registerListFailingEntities } from './listFailingEntities';
import { registerPreviewScorecard } from './previewScorecard';
import { registerRefreshEntity } from './refreshEntity';
import { registerRequestExemption } from './requestExemption';

/**
 * Offers what the API can do as actions, to MCP clients and other plugins. Each
 * runs with the caller's credentials through the same services, which check
 * the same permissions.
 */
export function registerActions(services: ActionServices): void {
  registerGetEntityReport(services);
  registerGetNextSteps(services);
  registerListFailingEntities(services);
  registerRefreshEntity(services);
  registerRequestExemption(services);
  registerPreviewScorecard(services);
}
