import {
  addFacts,
  CiFacts,
  isWork,
  noCi,
  withIntegrationTests,
  withoutTrials,
} from './CiFacts';
import { readScript } from './commands';
import {
  GitlabJob,
  GitlabJobs,
  inherits,
  ScriptLine,
  variablesOf,
} from './gitlabJobs';
import {
  concerns,
  pipelineName,
  pipelineOf,
  rulesConcern,
  workflowOf,
} from './gitlabRules';
import { GitlabSources, gitlabSources, Included } from './gitlabSources';
import { doesOfTemplate } from './gitlabTemplates';
import { inPlaceOf, JobDraft, StepDraft } from './JobDraft';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { isPreviewEnvironment } from './previews';
import { listOf, mapOf } from '../shapes';
import { stateJobs } from './stateJobs';
import { doesOfStep } from './stepNames';
import { tolerated } from './tolerated';
import { assignedIn } from './Variables';
import { changeFolder } from './workingFolder';

const root = '.gitlab-ci.yml';

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
    ...(job.before_script ??
      (inherits(job, 'before_script') ? globals.beforeScript : [])),
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
      const said = doesOfStep(reading, [job.name], text);
      const does = job.tolerated ? tolerated(said) : said;
      const found = { does, pushes, minimumCoverage };
      steps.push({ ...common, ...found, path, line, name: '' });
    }
    place.folder = folder;
    place.variables = assignedIn(text, place.variables);
  }
  if (isPartlyElsewhere && !isWork(steps)) {
    return undefined;
  }
  if (job.cache ?? (inherits(job, 'cache') && globals.cache)) {
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
