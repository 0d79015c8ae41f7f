import { EntityScope } from '../EntityScope';
import { listOf, mapOf, textOf } from '../shapes';
import { Pipeline } from './CiFacts';
import { changesOf, GitlabJob } from './gitlabJobs';
import { GitlabSources } from './gitlabSources';
import { PipelineFile } from './PipelineFiles';

/** There is one pipeline, so that its jobs need no other name for it. */
export const pipelineName = 'GitLab CI';

/** What says when there is a pipeline at all. */
interface Workflow {
  rules?: unknown[];
}

/** The rules of the whole pipeline. */
export function workflowOf(sources: PipelineFile[]): Workflow {
  const workflow = sources
    .map(({ value }) => mapOf(value.workflow))
    .reduce((all, one) => ({ ...all, ...one }), {});
  return { rules: 'rules' in workflow ? listOf(workflow.rules) : undefined };
}

/** Whether a change of the entity's files may start a job. */
export function concerns(job: GitlabJob, scope: EntityScope): boolean {
  const { rules, onlyChanges, exceptChanges } = job;
  return (
    rulesConcern(rules, scope) &&
    (!onlyChanges || scope.hasFileIn(onlyChanges)) &&
    (!exceptChanges || scope.hasFileBesides(exceptChanges))
  );
}

/** Whether a change of the entity's files may meet rules. */
export function rulesConcern(
  rules: unknown[] | undefined,
  scope: EntityScope,
): boolean {
  const starting = rules?.filter(rule => mapOf(rule).when !== 'never') ?? [];
  return (
    starting.length === 0 ||
    starting.some(rule => {
      const changes = changesOf(rule);
      return !changes || scope.hasFileIn(changes);
    })
  );
}

/** States the pipeline: what starts it, and what ends it early. */
export function pipelineOf(
  main: PipelineFile,
  { files, included }: GitlabSources,
  jobs: GitlabJob[],
): Pipeline {
  const { rules } = workflowOf(files);
  const interruptible = files.some(({ value }) =>
    [value, mapOf(value.default)].some(each => each.interruptible === true),
  );
  const forMerges = (rule: unknown) =>
    mapOf(rule).when !== 'never' && namesMergeRequest(textOf(mapOf(rule).if));
  const templates = included.map(({ name }) => name).join('\n');
  return {
    path: main.path,
    line: 1,
    provider: 'gitlab',
    name: pipelineName,
    onPullRequest:
      rules?.some(forMerges) ||
      /Workflows\/MergeRequest-Pipelines/.test(templates) ||
      // Without rules of the whole pipeline, the rules of a job decide.
      (!rules?.some(excludesMerges) &&
        jobs.some(job => job.merges || (job.rules ?? []).some(forMerges))) ||
      // By default jobs run for each push to each branch, before its merge too.
      (!rules && jobs.some(job => !job.rules && !job.filtered)),
    onPush: rules ? rules.some(forPushes) : true,
    cancelsSuperseded: interruptible || jobs.some(job => job.interruptible),
    leastPrivilege: true,
  };
}

function namesMergeRequest(condition: string): boolean {
  return (
    /CI_PIPELINE_SOURCE\s?==\s?["']merge_request_event["']/.test(condition) ||
    /(?<!!\s?)\$CI_MERGE_REQUEST_I?ID\b(?!\s?==\s?null)/.test(condition)
  );
}

function excludesMerges(rule: unknown): boolean {
  return (
    mapOf(rule).when === 'never' && namesMergeRequest(textOf(mapOf(rule).if))
  );
}

function forPushes(rule: unknown): boolean {
  const { if: condition, when } = mapOf(rule);
  return (
    when !== 'never' &&
    (condition === undefined ||
      /CI_COMMIT_BRANCH|CI_COMMIT_REF|CI_DEFAULT_BRANCH|["']push["']/.test(
        textOf(condition),
      ))
  );
}
