import { posix } from 'node:path';
import { doesOfAction } from './actionTable';
import { isWork, withIntegrationTests } from './CiFacts';
import {
  inputsOf,
  isForRelease,
  isNever,
  resolveInputs,
  variablesOf,
  variablesOfRelease,
} from './githubInputs';
import { GithubSteps, StepPlace } from './githubSteps';
import { readUses } from './githubUses';
import { inPlaceOf, JobDraft } from './JobDraft';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { mapOf, stringsOf, textOf } from '../shapes';
import { isPreviewEnvironment } from './previews';
import { withNames } from './shell';
import { doesOfTask } from './taskNames';
import { resolveVariables } from './Variables';

/** What is known of a workflow before its jobs are read. */
export interface WorkflowPlace {
  /** Only a person starts it. */
  manual: boolean;
  /** Variables that its events give a value to. */
  variables: ReadonlyMap<string, string>;
}

type Place = StepPlace & Pick<WorkflowPlace, 'manual'>;

/** Reads jobs of workflows, together with what they call in the repository. */
export class GithubJobs {
  readonly #files: PipelineFiles;
  readonly #steps: GithubSteps;

  constructor(files: PipelineFiles) {
    this.#files = files;
    this.#steps = new GithubSteps(files);
  }

  read(workflow: PipelineFile, place: WorkflowPlace): Promise<JobDraft[]> {
    return this.#readJobs(workflow, {
      names: [],
      inputs: {},
      variables: new Map(place.variables),
      manual: place.manual,
      never: false,
      depth: 0,
    });
  }

  async #readJobs(workflow: PipelineFile, place: Place): Promise<JobDraft[]> {
    const inside = {
      ...place,
      variables: new Map([
        ...place.variables,
        ...variablesOf(workflow.value.env, place.inputs),
      ]),
    };
    const jobs: JobDraft[] = [];
    for (const [id, value] of Object.entries(mapOf(workflow.value.jobs))) {
      if (!this.#files.countStep(workflow.path)) {
        break;
      }
      jobs.push(...(await this.#readJob(workflow, id, mapOf(value), inside)));
    }
    return jobs;
  }

  async #readJob(
    workflow: PipelineFile,
    id: string,
    job: Record<string, unknown>,
    place: Place,
  ): Promise<JobDraft[]> {
    const inside: Place = {
      ...place,
      names: [`${textOf(job.name)} ${id}`.trim(), ...place.names],
      variables: new Map([
        ...place.variables,
        ...(isForRelease(job.if) ? variablesOfRelease : []),
        ...variablesOf(job.env, place.inputs),
      ]),
      never: place.never || isNever(job.if),
    };
    const written = mapOf(job.environment).name ?? job.environment;
    const environment = resolveInputs(textOf(written), place.inputs);
    const needs = stringsOf(job.needs);
    const draft: JobDraft = {
      path: workflow.path,
      line: workflow.document.lineOf(['jobs', id]),
      name: id,
      environment,
      needs,
      waits: needs,
      manual: place.manual || environment !== '',
      preview: isPreviewEnvironment(environment),
      steps: [],
    };
    if (typeof job.uses === 'string') {
      return job.uses.startsWith('./')
        ? this.#readCalled(draft, job, inside)
        : [this.#withCall(draft, workflow, id, job, inside)];
    }
    const all = await this.#steps.read(
      workflow,
      ['jobs', id, 'steps'],
      job,
      inside,
      {
        ...mapOf(mapOf(workflow.value.defaults).run),
        ...mapOf(mapOf(job.defaults).run),
      },
    );
    const steps = all.filter(({ isElsewhere }) => !isElsewhere);
    if (steps.length < all.length && !isWork(steps)) {
      return [];
    }
    for (const [name, value] of Object.entries(mapOf(job.outputs))) {
      place.variables.set(
        withNames(`\${{ needs.${id}.outputs.${name} }}`).slice(1),
        resolveVariables(withNames(textOf(value)), inside.variables),
      );
    }
    const hasServices = Object.keys(mapOf(job.services)).length > 0;
    return [
      { ...draft, steps: hasServices ? withIntegrationTests(steps) : steps },
    ];
  }

  /** The jobs of a workflow of this repository, in place of one that calls it. */
  async #readCalled(
    draft: JobDraft,
    job: Record<string, unknown>,
    place: Place,
  ): Promise<JobDraft[]> {
    const { path, line } = draft;
    const called = await this.#files.follow(
      { path, line },
      [posix.normalize(textOf(job.uses).slice(2))],
      place.depth,
    );
    if (!called) {
      return [draft];
    }
    const on = mapOf(mapOf(mapOf(called.value.on).workflow_call).inputs);
    const jobs = await this.#readJobs(called, {
      ...place,
      inputs: inputsOf(on, job.with, place.inputs),
      // A called workflow does not see the variables of its caller.
      variables: new Map(),
      depth: place.depth + 1,
    });
    return inPlaceOf(draft, jobs);
  }

  /** A job that is a workflow of another repository. */
  #withCall(
    draft: JobDraft,
    workflow: PipelineFile,
    id: string,
    job: Record<string, unknown>,
    { never }: Place,
  ): JobDraft {
    const { path } = workflow;
    const line = workflow.document.lineOf(['jobs', id, 'uses']);
    const { action, pinned } = readUses(textOf(job.uses));
    const name = posix.basename(action).replace(/\.ya?ml$/, '');
    const known = doesOfAction(action, mapOf(job.with));
    const said = known.length > 0 ? known : doesOfTask(name);
    if (said.length === 0 && !never) {
      this.#files.unread.push({ path, line, name: action });
    }
    const does = never ? [] : said;
    return {
      ...draft,
      steps: [{ path, line, name: id, uses: action, pinned, does }],
    };
  }
}
