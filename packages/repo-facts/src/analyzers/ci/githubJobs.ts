import { posix } from 'node:path';
import { doesOfAction } from './actionTable';
import {
  isWork,
  Job,
  Step,
  unionOf,
  withIntegrationTests,
  withoutTrials,
} from './CiFacts';
import { readScript } from './commands';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { listOf, mapOf, stringsOf, textOf } from '../shapes';
import { doesOfStep } from './stepNames';
import { doesOfTask } from './taskNames';
import {
  foldersOfInputs,
  foldersOfScript,
  valuesOverMatrix,
} from './workingFolder';

/** Characters of an input and of a script that are considered. */
const maxInput = 200;
const maxScript = 50_000;

/** How deep workflows call workflows, and actions use actions. */
const maxDepth = 5;

/** Where the steps belong that are being read. */
interface Place {
  pipeline: string;
  job: string;
  /** Names of the step and job around, from the nearest to the farthest. */
  names: string[];
  /** Values that a caller gives to a called workflow or action. */
  inputs: Record<string, string>;
  /** `if: false` somewhere around: nothing runs. */
  never: boolean;
  depth: number;
}

/** Reads jobs of workflows, together with what they call in the repository. */
export class GithubJobs {
  readonly #files: PipelineFiles;
  /** Jobs of which some steps work elsewhere, by pipeline and name. */
  readonly #partlyElsewhere = new Set<string>();

  constructor(files: PipelineFiles) {
    this.#files = files;
  }

  /** @param defaults - `manual` when only a person starts the workflow */
  async read(
    workflow: PipelineFile,
    pipeline: string,
    defaults: { manual: boolean },
  ): Promise<{ jobs: Job[]; steps: Step[] }> {
    const jobs: Job[] = [];
    const steps: Step[] = [];
    for (const [id, value] of Object.entries(mapOf(workflow.value.jobs))) {
      const job = mapOf(value);
      const { environment, steps: found } = await this.#readJob(workflow, id, {
        pipeline,
        job: id,
        names: [`${textOf(job.name)} ${id}`.trim()],
        inputs: {},
        never: false,
        depth: 0,
      });
      if (this.#partlyElsewhere.has(`${pipeline}/${id}`) && !isWork(found)) {
        continue;
      }
      const own = withoutTrials(found);
      steps.push(...own);
      jobs.push({
        path: workflow.path,
        line: workflow.document.lineOf(['jobs', id]),
        pipeline,
        name: id,
        environment,
        needs: stringsOf(job.needs),
        manual: defaults.manual || environment !== '',
        does: unionOf(own),
      });
    }
    return { jobs, steps };
  }

  async #readJob(
    workflow: PipelineFile,
    id: string,
    place: Place,
  ): Promise<{ environment: string; steps: Step[] }> {
    if (!this.#files.countStep(workflow.path)) {
      return { environment: '', steps: [] };
    }
    const job = mapOf(mapOf(workflow.value.jobs)[id]);
    const inside = { ...place, never: place.never || isNever(job.if) };
    if (typeof job.uses === 'string') {
      return this.#readCall(workflow, id, job, inside);
    }
    const named = mapOf(job.environment).name ?? job.environment;
    const steps = await this.#readSteps(
      workflow,
      ['jobs', id, 'steps'],
      job,
      inside,
    );
    return {
      environment: resolveInputs(textOf(named), place.inputs),
      steps:
        Object.keys(mapOf(job.services)).length > 0
          ? withIntegrationTests(steps)
          : steps,
    };
  }

  /** A job that is a workflow: of this repository, or of another. */
  async #readCall(
    workflow: PipelineFile,
    id: string,
    job: Record<string, unknown>,
    place: Place,
  ): Promise<{ environment: string; steps: Step[] }> {
    const uses = textOf(job.uses);
    const line = workflow.document.lineOf(['jobs', id, 'uses']);
    if (!uses.startsWith('./')) {
      const { action, pinned } = readUses(uses);
      const name = posix.basename(action).replace(/\.ya?ml$/, '');
      const known = doesOfAction(action, mapOf(job.with));
      const said = known.length > 0 ? known : doesOfTask(name);
      if (said.length === 0 && !place.never) {
        this.#files.unread.push({ path: workflow.path, line, name: action });
      }
      return {
        environment: '',
        steps: [
          {
            path: workflow.path,
            line,
            pipeline: place.pipeline,
            job: place.job,
            name: id,
            uses: action,
            pinned,
            does: place.never ? [] : said,
          },
        ],
      };
    }
    const called = await this.#open(
      workflow.path,
      line,
      [uses.slice(2)],
      place.depth,
    );
    const steps: Step[] = [];
    let environment = '';
    if (called) {
      const on = mapOf(mapOf(mapOf(called.value.on).workflow_call).inputs);
      const inputs = inputsOf(on, job.with, place.inputs);
      for (const [calledId, value] of Object.entries(
        mapOf(called.value.jobs),
      )) {
        const found = await this.#readJob(called, calledId, {
          ...place,
          names: [
            `${textOf(mapOf(value).name)} ${calledId}`.trim(),
            ...place.names,
          ],
          inputs,
          depth: place.depth + 1,
        });
        environment ||= found.environment;
        steps.push(...found.steps);
      }
    }
    return { environment, steps };
  }

  async #readSteps(
    file: PipelineFile,
    path: (string | number)[],
    owner: Record<string, unknown>,
    place: Place,
  ): Promise<Step[]> {
    const steps: Step[] = [];
    for (const [index, value] of listOf(owner.steps).entries()) {
      if (!this.#files.countStep(file.path)) {
        break;
      }
      const step = mapOf(value);
      const uses = textOf(step.uses);
      const inside: Place = {
        ...place,
        names: [textOf(step.name), ...place.names].filter(Boolean),
        never: place.never || isNever(step.if),
      };
      const folder = this.#folderOf(file, owner, step, inside);
      if (folder === undefined) {
        this.#partlyElsewhere.add(`${place.pipeline}/${place.job}`);
        continue;
      }
      const line = file.document.lineOf([...path, index]);
      const inner = uses.startsWith('./')
        ? await this.#readAction(file, line, uses, step, inside)
        : [];
      const { action, pinned } = readUses(uses);
      steps.push({
        path: file.path,
        line,
        pipeline: place.pipeline,
        job: place.job,
        name: textOf(step.name) || textOf(step.id) || action,
        uses: action,
        pinned,
        does: inside.never
          ? []
          : unionOf([
              {
                does: await this.#doesOf(
                  { step, settings: runSettings(file, owner), action, folder },
                  inside,
                ),
              },
              ...inner,
            ]),
      });
      steps.push(...inner);
    }
    return steps;
  }

  /** The steps of a composite action of this repository. */
  async #readAction(
    file: PipelineFile,
    line: number,
    uses: string,
    step: Record<string, unknown>,
    place: Place,
  ): Promise<Step[]> {
    const folder = posix.normalize(uses.slice(2));
    const action = await this.#open(
      file.path,
      line,
      ['action.yml', 'action.yaml'].map(name => posix.join(folder, name)),
      place.depth,
    );
    if (!action) {
      return [];
    }
    const inputs = inputsOf(
      mapOf(action.value.inputs),
      step.with,
      place.inputs,
    );
    return this.#readSteps(
      action,
      ['runs', 'steps'],
      mapOf(action.value.runs),
      {
        ...place,
        inputs,
        depth: place.depth + 1,
      },
    );
  }

  /** Opens the first of the files that exists. */
  async #open(from: string, line: number, paths: string[], depth: number) {
    if (depth >= maxDepth) {
      this.#files.problem(from, `${from}:${line} is called too deeply.`, line);
      return undefined;
    }
    const path = paths.find(candidate => this.#files.paths.has(candidate));
    return path === undefined ? undefined : this.#files.read(path);
  }

  /** Where a step works; `undefined` when that is another part of the repository. */
  #folderOf(
    file: PipelineFile,
    owner: Record<string, unknown>,
    step: Record<string, unknown>,
    { inputs }: Place,
  ): string | undefined {
    const { scope } = this.#files;
    const isElsewhere = (folder: string) => scope.isElsewhere(folder);
    if (step.uses !== undefined) {
      return foldersOfInputs(resolveAll(step.with, inputs)).some(folder =>
        valuesOverMatrix(folder, owner).every(isElsewhere),
      )
        ? undefined
        : '';
    }
    const start = textOf(
      step['working-directory'] ??
        runSettings(file, owner)['working-directory'],
    );
    return foldersOfScript(
      resolveInputs(start, inputs),
      resolveInputs(textOf(step.run).slice(0, maxScript), inputs),
      owner,
    ).find(folder => !isElsewhere(folder));
  }

  async #doesOf(
    {
      step,
      settings,
      action,
      folder,
    }: {
      step: Record<string, unknown>;
      settings: Record<string, unknown>;
      action: string;
      folder: string;
    },
    { inputs, names }: Place,
  ): Promise<string[]> {
    const given = resolveAll(step.with, inputs);
    if (action.startsWith('docker://')) {
      const script = `docker run ${action.slice(9)} ${textOf(given.args)}`;
      return doesOfStep(readScript(script), names, script);
    }
    if (action) {
      return doesOfAction(action, given);
    }
    const shell = textOf(step.shell ?? settings.shell);
    if (/^(?:python|node|perl|ruby)/.test(shell)) {
      return doesOfStep({ does: new Set(), opaque: true }, names, '');
    }
    const script = resolveInputs(textOf(step.run).slice(0, maxScript), inputs);
    const scripts = await this.#files.scripts(folder);
    return doesOfStep(readScript(script, scripts), names, script);
  }
}

/** What a workflow and its job say of all scripts. */
function runSettings(
  file: PipelineFile,
  owner: Record<string, unknown>,
): Record<string, unknown> {
  return {
    ...mapOf(mapOf(file.value.defaults).run),
    ...mapOf(mapOf(owner.defaults).run),
  };
}

/** Takes `owner/name@version` apart, and tells whether it is pinned. */
function readUses(uses: string): { action: string; pinned: boolean } {
  if (uses === '' || uses.startsWith('./')) {
    return { action: uses, pinned: true };
  }
  if (uses.startsWith('docker://')) {
    return {
      action: uses.split('@', 1)[0].replace(/:[^:/]*$/, ''),
      pinned: /@sha256:[0-9a-f]+$/.test(uses),
    };
  }
  const at = uses.indexOf('@');
  return at < 0
    ? { action: uses, pinned: false }
    : {
        action: uses.slice(0, at),
        pinned: /^[0-9a-f]{40}$/.test(uses.slice(at + 1)),
      };
}

function isNever(condition: unknown): boolean {
  return (
    condition === false ||
    (typeof condition === 'string' &&
      /^(?:\$\{\{ *)?false(?: *\}\})?$/.test(condition.trim()))
  );
}

/** Inputs of a called workflow or action: defaults, and what the caller gives. */
function inputsOf(
  declared: Record<string, unknown>,
  given: unknown,
  callers: Record<string, string>,
): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(declared)) {
    const { default: value } = mapOf(input);
    if (value !== undefined && value !== null) {
      inputs[name] = String(value);
    }
  }
  for (const [name, value] of Object.entries(mapOf(given))) {
    inputs[name] = resolveInputs(String(value), callers).slice(0, maxInput);
  }
  return inputs;
}

function resolveAll(
  given: unknown,
  inputs: Record<string, string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mapOf(given)).map(([name, value]) => [
      name,
      typeof value === 'string' ? resolveInputs(value, inputs) : value,
    ]),
  );
}

function resolveInputs(text: string, inputs: Record<string, string>): string {
  return text.replace(/\$\{\{ *inputs\.([\w-]+) *\}\}/g, (written, name) =>
    Object.hasOwn(inputs, name) ? inputs[name] : written,
  );
}
