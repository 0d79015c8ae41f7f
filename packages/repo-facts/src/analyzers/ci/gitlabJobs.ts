import { yamlReferenceKey } from '../../yaml/readYaml';
import { PipelineFile } from './PipelineFiles';
import { listOf, mapOf, stringsOf, textOf } from '../shapes';

/** A line of a script, and where it stands. */
export interface ScriptLine {
  path: string;
  line: number;
  text: string;
}

/** What is kept of a job; absent where the job does not say. */
interface JobParts {
  path: string;
  line: number;
  before_script?: ScriptLine[];
  script?: ScriptLine[];
  environment?: string;
  /** Its environment is stopped by itself or by another job. */
  temporary?: boolean;
  /** It takes an environment away. */
  stops?: boolean;
  stage?: string;
  variables?: [string, string][];
  /** Files of a pipeline of its own that the job starts. */
  child?: unknown[];
  needs?: string[];
  when?: string;
  /** The pipeline goes on when it fails. */
  tolerated?: boolean;
  rules?: unknown[];
  merges?: boolean;
  /** Paths whose change `only` and `except` name. */
  onlyChanges?: string[];
  exceptChanges?: string[];
  /** `only` or `except` says when it runs. */
  filtered?: boolean;
  /** Which defaults hold for it: all of them, none, or those it names. */
  inherits?: boolean | string[];
  /** Something runs beside it, other than what builds images. */
  services?: boolean;
  cache?: boolean;
  interruptible?: boolean;
  coverage?: boolean;
  runs?: boolean;
}

/** A job with all that it extends. */
export interface GitlabJob extends JobParts {
  name: string;
}

/** Keywords at the top level that are no jobs. */
const keywords = new Set([
  ...['stages', 'variables', 'default', 'workflow', 'include', 'image', 'spec'],
  ...['services', 'cache', 'before_script', 'after_script', 'types'],
]);

const maxExtends = 11;
const maxReferences = 10;
/** More lines than a script has; references can repeat each other. */
const maxLines = 500;

interface Definition {
  file: PipelineFile;
  value: Record<string, unknown>;
}

/** Variables of a pipeline or a job. */
export function variablesOf(variables: unknown): [string, string][] {
  return Object.entries(mapOf(variables)).map(([name, value]) => [
    name,
    textOf(mapOf(value).value ?? value),
  ]);
}

/** Resolves the jobs of a pipeline: `extends`, `!reference`, and defaults. */
export class GitlabJobs {
  /** Definitions of a job in all files, the strongest last. */
  readonly #definitions = new Map<string, Definition[]>();
  readonly #resolved = new Map<string, JobParts>();

  constructor(files: PipelineFile[]) {
    for (const file of files) {
      for (const [name, value] of Object.entries(file.value)) {
        if (
          !keywords.has(name) &&
          typeof value === 'object' &&
          value !== null
        ) {
          const known = this.#definitions.get(name) ?? [];
          known.push({ file, value: mapOf(value) });
          this.#definitions.set(name, known);
        }
      }
    }
  }

  /** All jobs but the hidden ones. */
  all(): GitlabJob[] {
    return [...this.#definitions.keys()]
      .filter(name => !name.startsWith('.'))
      .map(name => ({ name, ...this.#resolve(name, 0)! }))
      .filter(job => job.runs || job.script);
  }

  #resolve(name: string, depth: number): JobParts | undefined {
    const resolved = this.#resolved.get(name);
    const definitions = this.#definitions.get(name);
    if (resolved || !definitions || depth > maxExtends) {
      return resolved;
    }
    // A job that extends itself finds what is known of it so far.
    const [{ file }] = definitions.slice(-1);
    const start = { path: file.path, line: file.document.lineOf([name]) };
    this.#resolved.set(name, start);
    let parts: JobParts = start;
    const parents = definitions.flatMap(({ value }) =>
      stringsOf(value.extends),
    );
    for (const parent of parents.slice(0, maxExtends)) {
      parts = { ...parts, ...this.#resolve(parent, depth + 1) };
    }
    for (const { file: from, value } of definitions) {
      parts = { ...parts, ...this.#partsOf(from, name, value) };
    }
    parts = { ...parts, ...start };
    this.#resolved.set(name, parts);
    return parts;
  }

  #partsOf(
    file: PipelineFile,
    name: string,
    value: Record<string, unknown>,
  ): Partial<JobParts> {
    const parts: Partial<JobParts> = {};
    for (const key of ['before_script', 'script'] as const) {
      if (key in value) {
        parts[key] = this.#lines(file, [name, key], value[key], 0, []);
      }
    }
    if ('environment' in value) {
      const { environment } = value;
      const { action, on_stop, auto_stop_in } = mapOf(environment);
      parts.environment = textOf(mapOf(environment).name ?? environment);
      parts.stops = action === 'stop';
      parts.temporary = on_stop !== undefined || auto_stop_in !== undefined;
    }
    if (typeof value.stage === 'string') {
      parts.stage = value.stage;
    }
    if ('variables' in value) {
      parts.variables = variablesOf(value.variables);
    }
    const { include } = mapOf(value.trigger);
    if (include !== undefined) {
      parts.child = listOf(include);
    }
    if ('needs' in value) {
      parts.needs = listOf(value.needs)
        .map(need => textOf(mapOf(need).job ?? need))
        .filter(Boolean);
    }
    if ('when' in value) {
      parts.when = textOf(value.when);
    }
    if (typeof value.allow_failure === 'boolean') {
      parts.tolerated = value.allow_failure;
    }
    if ('rules' in value) {
      parts.rules = listOf(value.rules);
    }
    if ('only' in value) {
      const only = mapOf(value.only).refs ?? value.only;
      parts.merges = stringsOf(only).includes('merge_requests');
    }
    if ('only' in value || 'except' in value) {
      parts.filtered = true;
      parts.onlyChanges = changesOf(value.only);
      parts.exceptChanges = changesOf(value.except);
    }
    if ('inherit' in value) {
      const { default: defaults } = mapOf(value.inherit);
      parts.inherits = Array.isArray(defaults)
        ? stringsOf(defaults)
        : defaults !== false;
    }
    if ('services' in value) {
      parts.services = listOf(value.services)
        .map(service => textOf(mapOf(service).name ?? service))
        .some(image => image !== '' && !/\bdind\b|^docker:/.test(image));
    }
    if ('cache' in value) {
      parts.cache = listOf(value.cache).some(
        cache => Object.keys(mapOf(cache)).length > 0,
      );
    }
    if (typeof value.interruptible === 'boolean') {
      parts.interruptible = value.interruptible;
    }
    const { coverage_report: report } = mapOf(mapOf(value.artifacts).reports);
    if ('coverage' in value || report !== undefined) {
      parts.coverage = true;
    }
    if ('trigger' in value || 'run' in value) {
      parts.runs = true;
    }
    return parts;
  }

  /** The lines of a script, with lists in lists and references put in place. */
  #lines(
    file: PipelineFile,
    path: (string | number)[],
    value: unknown,
    depth: number,
    lines: ScriptLine[],
  ): ScriptLine[] {
    if (lines.length >= maxLines || depth > maxReferences) {
      return lines;
    }
    if (typeof value === 'string') {
      lines.push({
        path: file.path,
        line: file.document.lineOf(path),
        text: value,
      });
    } else if (Array.isArray(value)) {
      value.forEach((item, index) =>
        this.#lines(file, [...path, index], item, depth + 1, lines),
      );
    } else {
      const [name, key] = stringsOf(mapOf(value)[yamlReferenceKey]);
      const definition = this.#definitions
        .get(name ?? '')
        ?.findLast(({ value: job }) => key in job);
      if (definition) {
        const target = definition.value[key];
        this.#lines(definition.file, [name, key], target, depth + 1, lines);
      }
    }
    return lines;
  }

  /** Stages in their order, with those that always exist. */
  static stagesOf(files: PipelineFile[]): string[] {
    const written = files.findLast(({ value }) => 'stages' in value);
    const stages = written
      ? stringsOf(written.value.stages)
      : ['build', 'test', 'deploy'];
    return ['.pre', ...stages, '.post'];
  }

  /** The lines that run before or in every job that has none of its own. */
  lines(file: PipelineFile, path: (string | number)[], value: unknown) {
    return this.#lines(file, path, value, 0, []);
  }
}

/** The paths whose changes a rule is about, absent when it does not say. */
export function changesOf(rule: unknown): string[] | undefined {
  const { changes } = mapOf(rule);
  return changes === undefined
    ? undefined
    : stringsOf(mapOf(changes).paths ?? changes);
}

/** Whether a default holds for a job that does not say otherwise. */
export function inherits({ inherits: which = true }: GitlabJob, key: string) {
  return typeof which === 'boolean' ? which : which.includes(key);
}
