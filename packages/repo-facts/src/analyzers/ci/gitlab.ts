import {
  CiFacts,
  isWork,
  Job,
  Pipeline,
  Step,
  unionOf,
  withIntegrationTests,
  withoutTrials,
} from './CiFacts';
import { readScript } from './commands';
import { EntityScope } from '../EntityScope';
import { changesOf, GitlabJob, GitlabJobs, ScriptLine } from './gitlabJobs';
import { gitlabSources, Included } from './gitlabSources';
import { doesOfTemplate } from './gitlabTemplates';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { listOf, mapOf, textOf } from '../shapes';
import { doesOfStep } from './stepNames';
import { changeFolder } from './workingFolder';

const root = '.gitlab-ci.yml';

/** There is one pipeline, so that its jobs need no other name for it. */
const pipelineName = 'GitLab CI';

/** States the pipeline of GitLab. */
export async function readGitlab(files: PipelineFiles): Promise<CiFacts> {
  const { files: sources, included } = await gitlabSources(files, root);
  const facts: CiFacts = { pipelines: [], jobs: [], steps: [] };
  const main = sources.find(({ path }) => path === root);
  if (!main) {
    return facts;
  }

  const resolver = new GitlabJobs(sources);
  const workflow = workflowOf(sources);
  if (!rulesConcern(workflow.rules, files.scope)) {
    return facts;
  }
  const globals = readGlobals(sources, resolver);
  const all = resolver.all();
  const jobs: GitlabJob[] = [];
  for (const job of all.filter(each => concerns(each, files.scope))) {
    const steps = await stepsOf(job, globals, files);
    if (steps) {
      jobs.push(job);
      facts.steps.push(...steps);
      facts.jobs.push(jobOf(job, steps));
    }
  }
  if (jobs.length === 0 && all.length > 0 && included.length === 0) {
    return facts;
  }
  facts.pipelines.push(pipelineOf(main, workflow, jobs, included, globals));
  for (const include of included) {
    const { step, job } = factsOfInclude(include);
    if (
      step.does.length === 0 &&
      !step.name.startsWith('template:Workflows/')
    ) {
      files.unread.push(step);
    }
    facts.steps.push(step);
    facts.jobs.push(job);
  }
  return facts;
}

/** What holds for every job that does not say otherwise. */
interface Globals {
  beforeScript: ScriptLine[];
  cache: boolean;
  interruptible: boolean;
}

function readGlobals(sources: PipelineFile[], jobs: GitlabJobs): Globals {
  const globals: Globals = {
    beforeScript: [],
    cache: false,
    interruptible: false,
  };
  for (const file of sources) {
    for (const [path, value] of [
      [[], file.value],
      [['default'], mapOf(file.value.default)],
    ] as [string[], Record<string, unknown>][]) {
      if ('before_script' in value) {
        globals.beforeScript = jobs.lines(
          file,
          [...path, 'before_script'],
          value.before_script,
        );
      }
      globals.cache ||= Object.keys(mapOf(listOf(value.cache)[0])).length > 0;
      globals.interruptible ||= value.interruptible === true;
    }
  }
  return globals;
}

/** What says when there is a pipeline at all. */
interface Workflow {
  rules?: unknown[];
}

function workflowOf(sources: PipelineFile[]): Workflow {
  const workflow = sources
    .map(({ value }) => mapOf(value.workflow))
    .reduce((all, one) => ({ ...all, ...one }), {});
  return { rules: 'rules' in workflow ? listOf(workflow.rules) : undefined };
}

/** Whether a change of the entity's files may start a job. */
function concerns(job: GitlabJob, scope: EntityScope): boolean {
  const { rules, onlyChanges, exceptChanges } = job;
  return (
    rulesConcern(rules, scope) &&
    (!onlyChanges || scope.hasFileIn(onlyChanges)) &&
    (!exceptChanges || scope.hasFileBesides(exceptChanges))
  );
}

function rulesConcern(
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

function pipelineOf(
  main: PipelineFile,
  workflow: Workflow,
  jobs: GitlabJob[],
  included: Included[],
  globals: Globals,
): Pipeline {
  const { rules } = workflow;
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
    cancelsSuperseded:
      globals.interruptible || jobs.some(job => job.interruptible),
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

/** The steps of a job; `undefined` when it works on another part of the repository. */
async function stepsOf(
  job: GitlabJob,
  globals: Globals,
  files: PipelineFiles,
): Promise<Step[] | undefined> {
  const common = {
    pipeline: pipelineName,
    job: job.name,
    uses: '',
    pinned: true,
  };
  const here = { path: job.path, line: job.line };
  const steps: Step[] = [];
  const add = (step: Pick<Step, 'path' | 'line' | 'name' | 'does'>) => {
    if (step.does.length > 0) {
      steps.push({ ...common, ...step });
    }
  };

  if (job.when === 'never') {
    return steps;
  }
  // The lines of a job are one shell's, and it stays where it goes.
  let folder = '';
  let isPartlyElsewhere = false;
  for (const { path, line, text } of [
    ...(job.before_script ?? globals.beforeScript),
    ...(job.script ?? []),
  ]) {
    if (!files.countStep(path)) {
      break;
    }
    folder = changeFolder(folder, text);
    if (files.scope.isElsewhere(folder)) {
      isPartlyElsewhere = true;
      continue;
    }
    const reading = readScript(text, await files.scripts(folder));
    add({ path, line, name: '', does: doesOfStep(reading, [job.name], text) });
  }
  if (isPartlyElsewhere && !isWork(steps)) {
    return undefined;
  }
  if (job.cache ?? globals.cache) {
    add({ ...here, name: 'cache', does: ['cache'] });
  }
  if (job.coverage) {
    add({ ...here, name: 'coverage', does: ['coverage'] });
  }
  return withoutTrials(
    job.services ? withIntegrationTests(steps) : steps,
  ).filter(({ does }) => does.length > 0);
}

function jobOf(job: GitlabJob, steps: Step[]): Job {
  return {
    path: job.path,
    line: job.line,
    pipeline: pipelineName,
    name: job.name,
    environment: job.environment ?? '',
    needs: job.needs ?? [],
    manual:
      job.when === 'manual' ||
      (job.rules ?? []).some(rule => mapOf(rule).when === 'manual'),
    does: unionOf(steps),
  };
}

/** A template, component or file from elsewhere: a job whose content is not here. */
function factsOfInclude(include: Included): { step: Step; job: Job } {
  const { path, line, name, pinned } = include;
  const does = doesOfTemplate(name.replace(/^\w+:/, ''));
  const pipeline = pipelineName;
  return {
    step: { path, line, pipeline, job: name, name, uses: name, pinned, does },
    job: {
      ...{ path, line, pipeline, name, environment: '' },
      ...{ needs: [], manual: false, does },
    },
  };
}
