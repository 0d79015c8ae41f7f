import { posix } from 'node:path';
import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { AnalyzerContext } from '../Analyzer';
import { PackageScripts } from './commands';
import { EntityScope } from '../EntityScope';
import { mapOf } from '../shapes';

/** A YAML file of a pipeline. */
export interface PipelineFile {
  path: string;
  document: YamlDocument;
  value: Record<string, unknown>;
}

/** More steps than anybody runs; files that include each other can make many. */
const maxSteps = 5_000;

/** Reads the files of pipelines, each once, and bounds what comes of them. */
export class PipelineFiles {
  readonly paths: ReadonlySet<string>;
  /** What of the pipelines concerns the entity. */
  readonly scope: EntityScope;
  readonly #context: AnalyzerContext;
  readonly #files = new Map<string, Promise<PipelineFile | undefined>>();
  /** Calls of what lies elsewhere, and whose name says nothing. */
  readonly unread: { path: string; line: number; name: string }[] = [];
  readonly #scripts = new Map<string, Promise<PackageScripts>>();
  #steps = 0;

  constructor(context: AnalyzerContext) {
    this.#context = context;
    this.paths = new Set(context.listing.files.map(file => file.path));
    this.scope = new EntityScope(context.entity);
  }

  /** The file, or `undefined` when it does not exist or cannot be read. */
  read(path: string): Promise<PipelineFile | undefined> {
    let file = this.#files.get(path);
    if (!file) {
      file = this.#load(path);
      this.#files.set(path, file);
    }
    return file;
  }

  /** Scripts of the `package.json` in a folder, none where there is none. */
  scripts(folder: string): Promise<PackageScripts> {
    const path = posix.join(folder, 'package.json');
    const scripts =
      this.#scripts.get(path) ?? packageScripts(this.#context, path);
    this.#scripts.set(path, scripts);
    return scripts;
  }

  /** Notes that part of the pipelines is not known. */
  problem(path: string, reason: string, line?: number): void {
    this.#context.problem({ path, line, reason });
  }

  /** Counts a step or a job; answers `false` when there have been too many. */
  countStep(path: string): boolean {
    this.#steps += 1;
    if (this.#steps === maxSteps + 1) {
      this.problem(
        path,
        `The pipelines have more than ${maxSteps} jobs and steps.`,
      );
    }
    return this.#steps <= maxSteps;
  }

  async #load(path: string): Promise<PipelineFile | undefined> {
    if (!this.paths.has(path)) {
      return undefined;
    }
    const text = await this.#context.read(path);
    if (text === undefined) {
      return undefined;
    }
    const { documents, errors } = parseYamlDocuments(text);
    for (const { message, line } of errors) {
      this.problem(path, `${path}:${line} ${message}`, line);
    }
    // GitLab puts a component's specification before the document that counts.
    const document = documents[documents.length - 1];
    return document && { path, document, value: mapOf(document.value) };
  }
}

async function packageScripts(
  { tree, signal }: AnalyzerContext,
  path: string,
): Promise<PackageScripts> {
  signal?.throwIfAborted();
  try {
    const manifest: unknown = JSON.parse(await tree.read(path));
    const { scripts } = mapOf(manifest);
    return new Map(
      Object.entries(mapOf(scripts)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
  } catch {
    // Names of scripts say enough; whoever states dependencies tells of it.
    return new Map();
  }
}
