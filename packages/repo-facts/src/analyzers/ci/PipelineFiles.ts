import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { AnalyzerContext } from '../Analyzer';
import { EntityScope } from '../EntityScope';
import { OwnCommands } from './own/OwnCommands';
import { mapOf } from '../shapes';

/** A YAML file of a pipeline. */
export interface PipelineFile {
  path: string;
  document: YamlDocument;
  value: Record<string, unknown>;
}

/** More steps than anybody runs; files that include each other can make many. */
const maxSteps = 5_000;

/** How deep pipelines call pipelines, and actions use actions. */
const maxDepth = 5;

/** Reads the files of pipelines, each once, and bounds what comes of them. */
export class PipelineFiles {
  readonly paths: ReadonlySet<string>;
  /** What of the pipelines concerns the entity. */
  readonly scope: EntityScope;
  /** What the repository itself defines to be run. */
  readonly own: OwnCommands;
  readonly #context: AnalyzerContext;
  readonly #files = new Map<string, Promise<PipelineFile | undefined>>();
  /** Calls of what lies elsewhere, and whose name says nothing. */
  readonly unread: { path: string; line: number; name: string }[] = [];
  #steps = 0;

  private constructor(context: AnalyzerContext, own: OwnCommands) {
    this.#context = context;
    this.paths = new Set(context.listing.files.map(file => file.path));
    this.scope = new EntityScope(context.entity);
    this.own = own;
  }

  static async create(context: AnalyzerContext): Promise<PipelineFiles> {
    return new PipelineFiles(context, await OwnCommands.read(context));
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

  /** Reads the first of the files that exists, called from somewhere. */
  async follow(
    from: { path: string; line: number },
    paths: string[],
    depth: number,
  ): Promise<PipelineFile | undefined> {
    if (depth >= maxDepth) {
      const { path, line } = from;
      this.problem(path, `${path}:${line} is called too deeply.`, line);
      return undefined;
    }
    const found = paths.find(path => this.paths.has(path));
    return found === undefined ? undefined : this.read(found);
  }

  /** Notes that part of the pipelines is not known, or of one list of facts. */
  problem(path: string, reason: string, line?: number, list?: 'images'): void {
    this.#context.problem({ path, line, reason, list });
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
