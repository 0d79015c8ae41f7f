import { stripVTControlCharacters } from 'node:util';
import { InputError, ResponseError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { TemplateSource } from '../template/TemplateSource';
import { RenderedFiles } from './RenderedFile';

/**
 * Options of {@link ScaffolderClient}.
 *
 * @public
 */
export interface ScaffolderClientOptions {
  /** Of the scaffolder's API, such as `http://localhost:7007/api/scaffolder`. */
  baseUrl: string;
  /** Whose name it is rendered in; may be asked for anew for each request. */
  token?: string | (() => Promise<string>);
  fetch?: typeof fetch;
}

/**
 * What became of a template.
 *
 * @public
 */
export interface Rendering {
  files: RenderedFiles;
  /** What the steps said, a line each. */
  log: string[];
  /** What each step that was reached was given, by its id. */
  inputs: Map<string, JsonObject>;
  /** What the template answers: links and texts. */
  output: JsonObject;
}

/**
 * An action that a scaffolder has.
 *
 * @public
 */
export interface ScaffolderAction {
  id: string;
  schema?: { input?: JsonObject; output?: JsonObject };
}

/**
 * A scaffolder, asked for what it does without any effect.
 *
 * @public
 */
export class ScaffolderClient {
  readonly #baseUrl: string;
  readonly #token?: string | (() => Promise<string>);
  readonly #fetch: typeof fetch;

  constructor(options: ScaffolderClientOptions) {
    this.#baseUrl = options.baseUrl.replace(/\/$/, '');
    this.#token = options.token;
    this.#fetch = options.fetch ?? fetch;
  }

  /**
   * Renders a template by the scaffolder's own dry run.
   *
   * @throws InputError when the values are not what the template asks for, and
   * ResponseError when a step fails
   */
  async render(source: TemplateSource, values: JsonObject): Promise<Rendering> {
    const response = await this.#request('/v2/dry-run', {
      template: source.entity,
      values,
      directoryContents: [...source.files].map(([path, { content }]) => ({
        path,
        base64Content: content.toString('base64'),
      })),
    });
    if (response.status === 400) await refuseValues(response);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { directoryContents, log, output } = (await response.json()) as {
      directoryContents: {
        path: string;
        base64Content: string;
        executable?: boolean;
      }[];
      log: LogEntry[];
      output?: JsonObject;
    };
    const isExecutable = executablesOf(source);
    return {
      files: new Map(
        directoryContents.map(({ path, base64Content, executable }) => [
          path,
          {
            content: Buffer.from(base64Content, 'base64'),
            executable: executable === true || isExecutable(path),
          },
        ]),
      ),
      log: log.map(({ body }) => stripVTControlCharacters(body.message)),
      inputs: inputsOf(log),
      output: output ?? {},
    };
  }

  /** Lists the actions that the scaffolder has. */
  async actions(): Promise<ScaffolderAction[]> {
    const response = await this.#request('/v2/actions');
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }

  async #request(path: string, body?: JsonObject | object): Promise<Response> {
    const token =
      typeof this.#token === 'function' ? await this.#token() : this.#token;
    return this.#fetch(`${this.#baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
    });
  }
}

interface LogEntry {
  body: { message: string; stepId?: string };
}

/** The scaffolder says of each step what it gives to its action. */
function inputsOf(log: LogEntry[]): Map<string, JsonObject> {
  const inputs = new Map<string, JsonObject>();
  for (const { body } of log) {
    const message = stripVTControlCharacters(body.message);
    const [, json] =
      /in dry-run mode with inputs \(secrets redacted\): (\{[^]*)$/.exec(
        message,
      ) ?? [];
    if (json === undefined || body.stepId === undefined) continue;
    try {
      inputs.set(body.stepId, JSON.parse(json));
    } catch {
      // A line that only looks like it, or was cut off.
    }
  }
  return inputs;
}

/** Answers in place of a list of what the schema minds, which says it best. */
async function refuseValues(response: Response): Promise<void> {
  const { errors } = (await response.clone().json()) as {
    errors?: { stack?: string; message: string }[];
  };
  if (!Array.isArray(errors)) return;
  throw new InputError(
    errors
      .map(({ stack, message }) =>
        (stack ?? message).replace(/^instance\./, ''),
      )
      .join('\n'),
  );
}

/**
 * A dry run is not told which files are executable, so what it makes of them
 * is found by its path: the end of that of its source, but for what is decided
 * by a condition.
 */
function executablesOf({ files }: TemplateSource): (path: string) => boolean {
  const paths = [...files]
    .filter(([, { executable }]) => executable)
    .map(([path]) => `/${path.replace(/\{%.*?%\}/g, '')}`);
  return path => paths.some(source => source.endsWith(`/${path}`));
}
