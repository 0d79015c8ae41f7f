import { addFacts, CiFacts, noCi, Pipeline } from './CiFacts';
import { EntityScope } from '../EntityScope';
import { variablesOfRelease } from './githubInputs';
import { GithubJobs } from './githubJobs';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { listOf, mapOf, stringsOf, textOf } from '../shapes';
import { stateJobs } from './stateJobs';

const workflowPath = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const pullRequestEvents = [
  'pull_request',
  'pull_request_target',
  'merge_group',
];

/** Events of changes, which may be limited to paths. */
const changeEvents = ['push', 'pull_request', 'pull_request_target'];

/** States the workflows of GitHub Actions. */
export async function readGithub(files: PipelineFiles): Promise<CiFacts> {
  const facts = noCi();
  const workflows: PipelineFile[] = [];
  for (const path of files.paths) {
    const file = workflowPath.test(path) ? await files.read(path) : undefined;
    if (file && Object.keys(mapOf(file.value.jobs)).length > 0) {
      workflows.push(file);
    }
  }

  const called = new Set(workflows.flatMap(calledPaths));
  const names = new Set<string>();
  const jobs = new GithubJobs(files);
  for (const workflow of workflows) {
    const events = eventsOf(workflow);
    // What others call is stated as part of those.
    if (
      called.has(workflow.path) &&
      Object.keys(events).join() === 'workflow_call'
    ) {
      continue;
    }
    const concerning = concerningEvents(events, files.scope);
    if (!concerning) {
      continue;
    }
    const pipeline = pipelineOf(workflow, concerning, names);
    const drafts = await jobs.read(workflow, {
      manual: Object.keys(events).join() === 'workflow_dispatch',
      variables: variablesOf(pipeline, events),
    });
    if (drafts.length > 0) {
      const stated = stateJobs(pipeline.name, drafts, files);
      addFacts(facts, { pipelines: [pipeline], ...stated });
    }
  }
  return facts;
}

function pipelineOf(
  { path, document, value }: PipelineFile,
  events: Record<string, unknown>,
  names: Set<string>,
): Pipeline {
  // Jobs and steps tell their pipeline by name, so a second one gets its path.
  const written = textOf(value.name) || path;
  const name = names.has(written) ? path : written;
  names.add(name);
  const push = mapOf(events.push);
  const onlyTags =
    ('tags' in push || 'tags-ignore' in push) &&
    !('branches' in push || 'branches-ignore' in push);
  return {
    path,
    line: document.lineOf(['name' in value ? 'name' : 'on']),
    provider: 'github',
    name,
    onPullRequest: pullRequestEvents.some(event => event in events),
    onPush: 'push' in events && !onlyTags,
    cancelsSuperseded:
      cancels(value.concurrency) ||
      Object.values(mapOf(value.jobs)).every(job =>
        cancels(mapOf(job).concurrency),
      ),
    leastPrivilege:
      limits(value.permissions) ||
      (value.permissions === undefined &&
        Object.values(mapOf(value.jobs)).every(job =>
          limits(mapOf(job).permissions),
        )),
  };
}

/** Whether permissions say what a token may do, and do not give it all. */
function limits(permissions: unknown): boolean {
  return (
    permissions === 'read-all' ||
    (typeof permissions === 'object' && permissions !== null)
  );
}

/** What started a run is a release where no push to a branch starts one. */
function variablesOf(
  { onPush, onPullRequest }: Pipeline,
  events: Record<string, unknown>,
): Map<string, string> {
  const forReleases = 'release' in events || 'tags' in mapOf(events.push);
  return new Map(
    forReleases && !onPush && !onPullRequest ? variablesOfRelease : [],
  );
}

/** Events that start a workflow, by name, with their filters. */
function eventsOf({ value }: PipelineFile): Record<string, unknown> {
  return typeof value.on === 'object' && !Array.isArray(value.on)
    ? mapOf(value.on)
    : Object.fromEntries(listOf(value.on).map(event => [String(event), null]));
}

/**
 * The events without those that are for other paths alone; `undefined` when
 * so is the workflow.
 */
function concerningEvents(
  events: Record<string, unknown>,
  scope: EntityScope,
): Record<string, unknown> | undefined {
  const isForOthers = (event: string) => {
    const { paths, 'paths-ignore': ignored } = mapOf(events[event]);
    return (
      (paths !== undefined && !scope.hasFileIn(patternsOf(paths))) ||
      (ignored !== undefined && !scope.hasFileBesides(patternsOf(ignored)))
    );
  };
  const changes = changeEvents.filter(event => event in events);
  const others = changes.filter(isForOthers);
  if (others.length > 0 && others.length === changes.length) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(events).filter(([event]) => !others.includes(event)),
  );
}

/** In patterns of GitHub a question mark makes the character before it optional. */
function patternsOf(filter: unknown): string[] {
  return stringsOf(filter).map(text => text.replace(/([^/])\?/g, '{$1,}'));
}

function cancels(concurrency: unknown): boolean {
  const cancel = mapOf(concurrency)['cancel-in-progress'];
  return cancel === true || (typeof cancel === 'string' && cancel !== 'false');
}

function calledPaths({ value }: PipelineFile): string[] {
  return Object.values(mapOf(value.jobs))
    .map(job => textOf(mapOf(job).uses))
    .filter(uses => uses.startsWith('./'))
    .map(uses => uses.slice(2));
}
