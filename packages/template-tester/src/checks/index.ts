import { Check } from './Check';
import { dockerfiles } from './dockerfiles';
import { gitlabPipelines } from './gitlab';
import { goFormat } from './go';
import { kubernetesSchemas } from './kubernetes';
import { kustomize } from './kustomize';
import { markdownLinks } from './markdown';
import { prometheusRules } from './prometheus';
import { pythonByRuff } from './python';
import { prometheusQueries } from './queries';
import { shellScripts } from './shell';
import { jsonSyntax, yamlSyntax } from './syntax';
import { actionlint, actionSchemas, workflowSafety } from './workflows';
import { yamllint } from './yamllint';

/** All that is looked for in what a template became, in the order that it is told. */
export const checks: Check[] = [
  yamlSyntax,
  yamllint,
  jsonSyntax,
  actionlint,
  actionSchemas,
  workflowSafety,
  gitlabPipelines,
  kubernetesSchemas,
  kustomize,
  prometheusRules,
  prometheusQueries,
  dockerfiles,
  markdownLinks,
  shellScripts,
  goFormat,
  pythonByRuff,
];
