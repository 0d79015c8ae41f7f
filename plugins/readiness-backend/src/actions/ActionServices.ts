import { AuditorService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { ReadinessService } from '../api/ReadinessService';
import { ExemptionRights } from '../exemptions/ExemptionRights';
import { ExemptionService } from '../exemptions/ExemptionService';
import { ScorecardPreview } from '../preview/ScorecardPreview';

/** What actions are made of: the same that the HTTP API is made of. */
export interface ActionServices {
  registry: ActionsRegistryService;
  service: ReadinessService;
  preview: ScorecardPreview;
  exemptions: ExemptionService;
  rights: ExemptionRights;
  auditor: AuditorService;
}
