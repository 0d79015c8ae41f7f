import { posix } from 'node:path';
import { doesOfAction } from './actionTable';
import { unionOf } from './CiFacts';
import { commandOfAction } from './commandActions';
import { readScript } from './commands';
import {
  inputsOf,
  isNever,
  resolveAll,
  resolveInputs,
  variablesOf,
} from './githubInputs';
import { outputsOf } from './githubOutputs';
import { readUses } from './githubUses';
import { StepDraft } from './JobDraft';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { add, known, opaque, ScriptReading } from './ScriptReading';
import { listOf, mapOf, textOf } from '../shapes';
import { withNames } from './shell';
import { doesOfStep } from './stepNames';
import { tolerated } from './tolerated';
import { resolveVariables } from './Variables';
import {
  changeFolder,
  foldersOfInputs,
  scriptsOverMatrix,
  StartedScript,
  valuesOverMatrix,
} from './workingFolder';

const maxScript = 50_000;

/** Where steps belong that are being read. */
export interface StepPlace {
  /** Names of the step and job around, from the nearest to the farthest. */
  names: string[];
  /** Values that a caller gives to a called workflow or action. */
  inputs: Record<string, string>;
  /** Variables of the workflow and the job, and outputs of steps. */
  variables: Map<string, string>;
  /** `if: false` somewhere around: nothing runs. */
  never: boolean;
  depth: number;
}

type Value = Record<string, unknown>;

const nothing = { name: '', uses: '', pinned: true, does: [] };

/** Reads steps of jobs and of composite actions of the repository. */
export class GithubSteps {
  readonly #files: PipelineFiles;

  constructor(files: PipelineFiles) {
    this.#files = files;
  }

  /**
   * @param owner - what has the steps, found at the path above them
   * @param defaults - what holds for steps that do not say otherwise
   */
  async read(
    file: PipelineFile,
    path: (string | number)[],
    owner: Value,
    place: StepPlace,
    defaults: Value = {},
  ): Promise<StepDraft[]> {
    const steps: StepDraft[] = [];
    for (const [index, value] of listOf(owner.steps).entries()) {
      if (!this.#files.countStep(file.path)) {
        break;
      }
      const step = mapOf(value);
      const uses = textOf(step.uses);
      const inside: StepPlace = {
        ...place,
        names: [textOf(step.name), ...place.names].filter(Boolean),
        never: place.never || isNever(step.if),
      };
      const line = file.document.lineOf([...path, index]);
      const runs = this.#runsOf(step, owner, inside, defaults);
      if (runs.length === 0) {
        steps.push({ ...nothing, path: file.path, line, isElsewhere: true });
        continue;
      }
      const parts = uses.startsWith('./')
        ? await this.#readAction(file, line, uses, step, inside)
        : [];
      const { action, pinned } = readUses(uses);
      const reading = inside.never
        ? known([])
        : runs
            .map(run =>
              this.#readStep(step, action, inside, { ...defaults, ...run }),
            )
            .reduce(add);
      steps.push({
        path: file.path,
        line,
        name: textOf(step.name) || textOf(step.id) || action,
        uses: action,
        pinned,
        does: unionOf([
          {
            does: tolerates(step, owner)
              ? tolerated(reading.does)
              : [...reading.does],
          },
          ...parts,
        ]),
        pushes: reading.pushes,
        minimumCoverage: reading.minimumCoverage,
        hasParts: parts.length > 0,
      });
      steps.push(...parts);
      for (const [name, output] of outputsOf(step, action, place.variables)) {
        place.variables.set(name, output);
      }
    }
    return steps;
  }

  /** The steps of a composite action of this repository. */
  async #readAction(
    file: PipelineFile,
    line: number,
    uses: string,
    step: Value,
    place: StepPlace,
  ): Promise<StepDraft[]> {
    const folder = posix.normalize(uses.slice(2));
    const action = await this.#files.follow(
      { path: file.path, line },
      ['action.yml', 'action.yaml'].map(name => posix.join(folder, name)),
      place.depth,
    );
    if (!action) {
      return [];
    }
    const declared = mapOf(action.value.inputs);
    return this.read(action, ['runs', 'steps'], mapOf(action.value.runs), {
      ...place,
      inputs: inputsOf(declared, step.with, place.inputs),
      variables: new Map(place.variables),
      depth: place.depth + 1,
    });
  }

  /** What a step runs in the jobs of a matrix, and where, without other parts of the repository. */
  #runsOf(
    step: Value,
    owner: Value,
    { inputs }: StepPlace,
    defaults: Value,
  ): StartedScript[] {
    const { scope } = this.#files;
    const isElsewhere = (folder: string) => scope.isElsewhere(folder);
    if (step.uses !== undefined) {
      return foldersOfInputs(resolveAll(step.with, inputs)).some(folder =>
        valuesOverMatrix(folder, owner).every(isElsewhere),
      )
        ? []
        : [{ folder: '', script: '' }];
    }
    const folder = textOf(
      step['working-directory'] ?? defaults['working-directory'],
    );
    const run = {
      folder: resolveInputs(folder, inputs),
      script: resolveInputs(textOf(step.run).slice(0, maxScript), inputs),
    };
    return scriptsOverMatrix(run, owner).filter(
      started => !isElsewhere(changeFolder(started.folder, started.script)),
    );
  }

  #readStep(
    step: Value,
    action: string,
    place: StepPlace,
    { folder, script, ...defaults }: StartedScript & Value,
  ): ScriptReading {
    const { inputs, names } = place;
    const variables = new Map([
      ...place.variables,
      ...variablesOf(step.env, inputs),
    ]);
    const given = resolveAll(step.with, inputs);
    const command = commandOfAction(action, given);
    if (command !== undefined) {
      const reading = readScript(command, {
        own: this.#files.own,
        folder: '',
        variables,
      });
      doesOfAction(action, given).forEach(what => reading.does.add(what));
      return named(reading, names, command);
    }
    if (action) {
      const does = doesOfAction(action, given);
      const pushes = does.includes('image-push') ? imagesOf(given) : [];
      return {
        ...known(does),
        pushes: pushes.flatMap(image =>
          // A variable may hold several.
          resolveVariables(image, variables).split('\n'),
        ),
      };
    }
    const shell = textOf(step.shell ?? defaults.shell);
    if (/^(?:python|node|perl|ruby)/.test(shell)) {
      return named(opaque(), names, '');
    }
    const reading = readScript(script, {
      own: this.#files.own,
      folder: folder.includes('$') ? undefined : folder,
      variables,
    });
    return named(reading, names, script);
  }
}

/** The step, or the job around it, goes on when it fails. */
function tolerates(...values: Value[]): boolean {
  return values.some(value => value['continue-on-error'] === true);
}

/** Images as `docker/build-push-action` and the like are given them. */
function imagesOf(given: Value): string[] {
  const { tags, image, outputs } = given;
  const fromOutputs = [
    ...textOf(outputs).matchAll(/\bname=([^,\n"']{1,300})/g),
  ].map(([, name]) => name);
  return [
    ...withNames(textOf(tags)).split(/[\n,]/),
    ...(image === undefined ? [] : [textOf(image)]),
    ...fromOutputs.filter(() => textOf(tags).trim() === ''),
  ]
    .map(reference => withNames(reference).trim())
    .filter(reference => reference !== '');
}

function named(
  reading: ScriptReading,
  names: string[],
  script: string,
): ScriptReading {
  return { ...reading, does: new Set(doesOfStep(reading, names, script)) };
}
