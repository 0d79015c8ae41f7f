import { DockerfileParser, Instruction } from 'dockerfile-ast';
import { isSecretInClear } from '../secretNames';
import { defaultUserOf } from '../imageNames';
import { expand, Variables } from './variables';

/** More than any build has; each one looks back at those before it. */
const maxStages = 200;

/** The parser takes quadratic time for many instructions. */
const maxCharacters = 100_000;
const maxInstructions = 2_000;

/** A build stage, with all that it has from the stages it is built on. */
export interface Stage {
  /** Line of its FROM, from 1. */
  line: number;
  /** In lower case, `""` when it has none. */
  name: string;
  /** External image at the bottom, build arguments resolved. */
  base: string;
  /** The stage is built on another stage and not on an external image. */
  inherited: boolean;
  /** `""` when nothing says so. */
  user: string;
  healthcheck: boolean;
  /** What it asks for by HTTP, `""` for nothing. */
  healthPath: string;
  /** The first one exposed, 0 for none. */
  port: number;
  entrypoint: string[];
  command: string[];
}

/** What a Dockerfile says. */
export interface DockerfileReading {
  stages: Stage[];
  secretsInDefaults: boolean;
}

interface OpenStage extends Stage {
  variables: Variables;
}

/**
 * Reads a Dockerfile, however malformed.
 *
 * @throws when it has more text, instructions, or stages than anybody writes
 */
export function readDockerfile(text: string): DockerfileReading {
  const globals = new Variables();
  const stages: OpenStage[] = [];
  let secretsInDefaults = false;

  if (text.length > maxCharacters) {
    throw new Error(`has more than ${maxCharacters} characters`);
  }
  const instructions = DockerfileParser.parse(text).getInstructions();
  if (instructions.length > maxInstructions) {
    throw new Error(`has more than ${maxInstructions} instructions`);
  }
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    const stage = stages[stages.length - 1];
    if (keyword === 'FROM') {
      if (stages.length === maxStages) {
        throw new Error(`has more than ${maxStages} stages`);
      }
      stages.push(openStage(instruction, stages, globals));
    } else if (keyword === 'ARG' || keyword === 'ENV') {
      const variables = stage?.variables ?? globals;
      for (const [name, written] of settingsOf(instruction)) {
        const value = written && expand(written, variables);
        secretsInDefaults ||= isSecretInClear(name, value ?? '');
        // An ARG without a default takes that of the ARG before the first FROM.
        variables.set(keyword, name, value ?? globals.get(name));
      }
    } else if (stage) {
      apply(keyword, instruction, stage);
    }
  }
  return { stages, secretsInDefaults };
}

function openStage(
  from: Instruction,
  stages: OpenStage[],
  globals: Variables,
): OpenStage {
  const [written = '', as, name = ''] = wordsOf(from);
  const image = expand(written, globals);
  const parent = stages.findLast(
    stage => stage.name !== '' && stage.name === image.toLowerCase(),
  );
  return {
    line: from.getRange().start.line + 1,
    name: as?.toUpperCase() === 'AS' ? name.toLowerCase() : '',
    base: parent?.base ?? image,
    inherited: parent !== undefined,
    user: parent?.user ?? defaultUserOf(image),
    healthcheck: parent?.healthcheck ?? false,
    healthPath: parent?.healthPath ?? '',
    port: parent?.port ?? 0,
    entrypoint: parent?.entrypoint ?? [],
    command: parent?.command ?? [],
    variables: new Variables(parent?.variables),
  };
}

/** The path of an address, which ends where its quotes or arguments do. */
const askedPath = /\bhttps?:\/\/[^\s/'"`,]{1,200}(\/[\w./-]{0,200})/;

function apply(keyword: string, instruction: Instruction, stage: OpenStage) {
  if (keyword === 'USER') {
    const user = expand(wordsOf(instruction)[0] ?? '', stage.variables);
    // Without the group; the colon of `${UID:-0}` is not the one before it.
    stage.user = /^(?:\$\{[^}]*\}|[^:])*/.exec(user)?.[0] ?? '';
  } else if (keyword === 'HEALTHCHECK') {
    const [type = 'NONE'] = wordsOf(instruction);
    stage.healthcheck = type.toUpperCase() !== 'NONE';
    const content = instruction.getArgumentsContent() ?? '';
    stage.healthPath = askedPath.exec(content)?.[1] ?? '';
  } else if (keyword === 'EXPOSE') {
    const [port = ''] = wordsOf(instruction);
    stage.port ||= Number.parseInt(expand(port, stage.variables), 10) || 0;
  } else if (keyword === 'ENTRYPOINT') {
    stage.entrypoint = commandOf(instruction);
  } else if (keyword === 'CMD') {
    stage.command = commandOf(instruction);
  }
}

/** Names and values of `A=1 B="two words"`, of `A value`, and of a bare `A`. */
function settingsOf(
  instruction: Instruction,
): [name: string, value: string | undefined][] {
  const { getProperties } = instruction as {
    getProperties?: () => {
      getName(): string;
      getValue(): string | null;
    }[];
  };
  return (getProperties?.call(instruction) ?? []).map(property => [
    property.getName(),
    property.getValue() ?? undefined,
  ]);
}

function wordsOf(instruction: Instruction): string[] {
  return instruction
    .getArguments()
    .map(argument => argument.getValue().replace(/^(["'])(.*)\1$/, '$2'))
    .filter(word => !word.startsWith('--'));
}

/** The words of an exec form, or the one line of a shell form. */
function commandOf(instruction: Instruction): string[] {
  const content = instruction.getArgumentsContent()?.trim() ?? '';
  if (content.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(content);
      if (Array.isArray(words)) {
        return words.map(String);
      }
    } catch {
      // Docker takes what is not JSON for the shell form, and so do we.
    }
  }
  return [content];
}
