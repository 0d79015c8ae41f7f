import { z } from 'zod';
import { place } from './place';

const definitionSchema = z.object({
  ...place,
  /**
   * Who brings it about: `terraform`, `terragrunt`, `pulumi`, `cdk`, `cdktf`,
   * `cloudformation`, `bicep`, `serverless`, `nomad`, `helmfile`, `fly`,
   * `render`, `wrangler`, `app-engine` or `kamal`.
   */
  tool: z.string(),
  /** What it is to the tool, such as `aws_db_instance`; `health-check` where the platform is told to ask the service. */
  kind: z.string(),
  name: z.string(),
});

export const infrastructureFacts = z.object({
  /** What tools other than Kubernetes are told to bring about. */
  definitions: z.array(definitionSchema),
});
