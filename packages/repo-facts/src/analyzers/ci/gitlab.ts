import {
  addFacts,
  CiFacts,
  isWork,
  noCi,
  Pipeline,
  withIntegrationTests,
  withoutTrials,
} from './CiFacts';
import { readScript } from './commands';
import { EntityScope } from '../EntityScope';
import {
  changesOf,
  GitlabJob,
  GitlabJobs,
  ScriptLine,
  variablesOf,
} from './gitlabJobs';
import { GitlabSources, gitlabSources, Included } from './gitlabSources';
import { doesOfTemplate } from './gitlabTemplates';
import { inPlaceOf, JobDraft, StepDraft } from './JobDraft';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { isPreviewEnvironment } from './previews';
import { listOf, mapOf, textOf } from '../shapes';
import { stateJobs } from './stateJobs';
import { doesOfStep } from './stepNames';
import { assignedIn } from './Variables';
import { changeFolder } from './workingFolder';

const root = '.gitlab-ci.yml';

/** There is one pipeline, so that its jobs need no other name for it. */
const pipelineName = 'GitLab CI';

/** How deep pipelines start pipelines; GitLab allows two. */
const maxDepth = 3;

/** More jobs than people write into one pipeline. */
const mostWaits = 500;

/** States the pipeline of GitLab. */
export async function readGitlab(files: PipelineFiles): Promise<CiFacts> {
  const facts = noCi();
  const sources = await gitlabSources(files, [root]);
  const main = sources.files.find(({ path }) => path === root);
  if (!main || !rulesConcern(workflowOf(sources.files).rules, files.scope)) {
    return facts;
  }
  const drafts = await readJobs(files, sources, 0);
  const all = new GitlabJobs(sources.files).all();
  if (drafts.length > 0 || all.length === 0) {
    const jobs = all.filter(job => concerns(job, files.scope));
    const pipelines = [pipelineOf(main, sources, jobs)];
    const stated = stateJobs(pipelineName, drafts, files);
    addFacts(facts, { pipelines, ...stated });
  }
  return facts;
}

/** The jobs of a pipeline, and those of pipelines that they start. */
async function readJobs(
  files: PipelineFiles,
  sources: GitlabSources,
  depth: number,
): Promise<JobDraft[]> {
  const resolver = new GitlabJobs(sources.files);
  const globals = readGlobals(sources.files, resolver);
  const jobs = resolver.all();
  const waits = waitsOf(jobs, GitlabJobs.stagesOf(sources.files));
  const drafts: JobDraft[] = [];
  for (const job of jobs.filter(each => concerns(each, files.scope))) {
    if (!files.countStep(job.path)) {
      break;
    }
    const steps = stepsOf(job, globals, files);
    if (!steps) {
      continue;
    }
    const draft = draftOf(job, waits(job), steps);
    const local = job.child && depth < maxDepth;
    const child = local && (await gitlabSources(files, job.child!));
    drafts.push(
      ...(child && child.files.length > 0
        ? inPlaceOf(draft, await readJobs(files, child, depth + 1))
        : [draft]),
    );
  }
  for (const include of sources.included) {
    const draft = draftOfInclude(include);
    const [step] = draft.steps;
    if (
      step.does.length === 0 &&
      !step.name.startsWith('template:Workflows/')
    ) {
      files.unread.push(step);
    }
    drafts.push(draft);
  }
  return drafts;
}

/** Tells what a job waits for at once: what it needs, or all earlier stages. */
function waitsOf(
  jobs: GitlabJob[],
  stages: string[],
): (job: GitlabJob) => string[] {
  const stageOf = ({ stage = 'test' }: GitlabJob) => stages.lastIndexOf(stage);
  const names = new Map<number, string[]>();
  for (const job of jobs) {
    names.set(stageOf(job), [...(names.get(stageOf(job)) ?? []), job.name]);
  }
  return job =>
    job.needs ??
    [...names]
      .filter(([stage]) => stage < stageOf(job))
      .flatMap(([, earlier]) => earlier)
      .slice(0, mostWaits);
}

/** What holds for every job that does not say otherwise. */
interface Globals {
  beforeScript: ScriptLine[];
  cache: boolean;
  variables: Map<string, string>;
}

function readGlobals(sources: PipelineFile[], jobs: GitlabJobs): Globals {
  const globals: Globals = {
    beforeScript: [],
    cache: false,
    variables: new Map(),
  };
  for (const file of sources) {
    for (const [name, value] of variablesOf(file.value.variables)) {
      globals.variables.set(name, value);
    }
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

/** The steps of a job; `undefined` when it works on another part of the repository. */
function stepsOf(
  job: GitlabJob,
  globals: Globals,
  files: PipelineFiles,
): StepDraft[] | undefined {
  const common = { uses: '', pinned: true };
  const here = { path: job.path, line: job.line };
  const steps: StepDraft[] = [];
  if (job.when === 'never') {
    return steps;
  }
  // The lines of a job are one shell's, and it stays where it goes.
  const place = {
    own: files.own,
    folder: '',
    variables: new Map([
      ...globals.variables,
      ...(job.variables ?? []),
    ]) as ReadonlyMap<string, string>,
  };
  let isPartlyElsewhere = false;
  for (const { path, line, text } of [
    ...(job.before_script ?? globals.beforeScript),
    ...(job.script ?? []),
  ]) {
    if (!files.countStep(path)) {
      break;
    }
    const folder = changeFolder(place.folder, text);
    if (files.scope.isElsewhere(folder)) {
      isPartlyElsewhere = true;
    } else {
      const reading = readScript(text, place);
      const { pushes, minimumCoverage } = reading;
      const does = doesOfStep(reading, [job.name], text);
      const found = { does, pushes, minimumCoverage };
      steps.push({ ...common, ...found, path, line, name: '' });
    }
    place.folder = folder;
    place.variables = assignedIn(text, place.variables);
  }
  if (isPartlyElsewhere && !isWork(steps)) {
    return undefined;
  }
  if (job.cache ?? globals.cache) {
    steps.push({ ...common, ...here, name: 'cache', does: ['cache'] });
  }
  if (job.coverage) {
    steps.push({ ...common, ...here, name: 'coverage', does: ['coverage'] });
  }
  return withoutTrials(
    job.services ? withIntegrationTests(steps) : steps,
  ).filter(({ does }) => does.length > 0);
}

function draftOf(
  job: GitlabJob,
  waits: string[],
  steps: StepDraft[],
): JobDraft {
  const environment = job.environment ?? '';
  return {
    path: job.path,
    line: job.line,
    name: job.name,
    environment,
    needs: job.needs ?? [],
    waits,
    manual:
      job.when === 'manual' ||
      (job.rules ?? []).some(rule => mapOf(rule).when === 'manual'),
    preview: job.temporary === true || isPreviewEnvironment(environment),
    // What takes an environment away delivers nothing.
    steps: job.stops ? [] : steps,
  };
}

/** A template, component or file from elsewhere: a job whose content is not here. */
function draftOfInclude({ path, line, name, pinned }: Included): JobDraft {
  const does = doesOfTemplate(name.replace(/^\w+:/, ''));
  // GitLab's own templates are part of it, and nobody can pin them.
  const uses = name.startsWith('template:') ? '' : name;
  return {
    ...{ path, line, name, environment: '', needs: [], waits: [] },
    ...{ manual: false, preview: false },
    steps: [{ path, line, name, uses, pinned, does }],
  };
}
