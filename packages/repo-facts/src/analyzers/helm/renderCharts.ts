import { AnalyzerContext } from '../Analyzer';
import { mapOf, textOf } from '../shapes';
import { Manifest, readManifests } from '../kubernetes/readManifests';
import { Chart, deliveredValues, rootOf } from './charts';
import { Effort } from './Effort';
import { renderTemplate } from './renderTemplate';
import { statedMark, unknownMark } from './templateFunctions';
import {
  readTemplate,
  TemplateError,
  TemplateNode,
  TemplateTree,
} from './templateTree';

/** Where something that files do not tell changes no fact: names and labels. */
const harmlessKeys = new Set([
  ...['metadata', 'selector', 'matchLabels', 'labelSelector', 'labels'],
  ...['annotations', 'name', 'namespace', 'value', 'serviceAccountName'],
  ...['secretName', 'claimName', 'imagePullSecrets', 'args', 'command'],
]);

/** The templates of a chart, read once to be rendered with several values. */
export class ChartTemplates {
  readonly #chart: Chart;
  readonly #trees: Map<string, TemplateTree>;
  readonly #defines: Map<string, TemplateNode[]>;
  readonly #effort: Effort;

  private constructor(
    chart: Chart,
    trees: Map<string, TemplateTree>,
    effort: Effort,
  ) {
    this.#chart = chart;
    this.#trees = trees;
    this.#effort = effort;
    this.#defines = new Map(
      [...trees.values()].flatMap(({ defines }) => [...defines]),
    );
  }

  /** Values by environment; the defaults for `""` where there are no others. */
  get environments(): ReadonlyMap<string, Record<string, unknown>> {
    const { environments, values } = this.#chart;
    return environments.size > 0 ? environments : new Map([['', values]]);
  }

  /** Those of the environment that counts: production, or else the defaults. */
  get delivered(): Record<string, unknown> {
    return deliveredValues(this.#chart);
  }

  /** Reads the templates; those that are malformed are problems. */
  static async read(
    context: AnalyzerContext,
    chart: Chart,
    effort: Effort,
  ): Promise<ChartTemplates> {
    const trees = new Map<string, TemplateTree>();
    for (const path of chart.sources) {
      const text = await context.read(path);
      try {
        trees.set(path, readTemplate(text ?? ''));
      } catch (error) {
        note(context, path, error as TemplateError);
      }
    }
    return new ChartTemplates(chart, trees, effort);
  }

  /**
   * The manifests that come of the templates. What cannot be told from files
   * is a problem of its place, and left out.
   */
  manifests(
    context: AnalyzerContext,
    values: Record<string, unknown>,
  ): Manifest[] {
    const root = rootOf(this.#chart, values);
    return this.#chart.templates.flatMap(path => {
      const tree = this.#trees.get(path);
      try {
        return tree ? this.#manifestsOf(path, tree, root) : [];
      } catch (error) {
        note(context, path, error as TemplateError);
        return [];
      }
    });
  }

  #manifestsOf(
    path: string,
    { body }: TemplateTree,
    root: Record<string, unknown>,
  ): Manifest[] {
    const { text, lines } = renderTemplate(
      body,
      this.#defines,
      root,
      this.#effort,
    );
    const { manifests, errors } = readManifests(path, text, true);
    const lineAt = (line: number) => lines[line - 1] ?? 1;
    if (errors.length > 0) {
      const [{ message, line }] = errors;
      throw new TemplateError(message, lineAt(line));
    }
    return manifests.flatMap(manifest => {
      const lineOf: Manifest['lineOf'] = part => lineAt(manifest.lineOf(part));
      const unknown = unknownIn(manifest.value);
      if (unknown) {
        throw new TemplateError(
          'uses something that files do not tell',
          lineOf(unknown),
        );
      }
      return isTest(manifest)
        ? []
        : [{ ...manifest, lineOf, confidence: 'low' as const }];
    });
  }
}

/** Where a value that is not known would make a fact wrong. */
function unknownIn(
  value: unknown,
  path: (string | number)[] = [],
): (string | number)[] | undefined {
  if (typeof value === 'string') {
    // A tag that each release states is not `latest` by neglect.
    const told = value.replace(`:${statedMark}`, '');
    return [unknownMark, statedMark].some(mark => told.includes(mark))
      ? path
      : undefined;
  }
  for (const [key, inner] of Object.entries(Object(value))) {
    if (!harmlessKeys.has(key)) {
      const found = key.includes(unknownMark)
        ? path
        : unknownIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
      if (found) {
        return found;
      }
    }
  }
  return undefined;
}

/** A hook that tests a release is no part of it. */
function isTest({ value }: Manifest): boolean {
  const { annotations } = mapOf(value.metadata);
  return /\btest\b/.test(textOf(mapOf(annotations)['helm.sh/hook']));
}

function note(
  { problem }: AnalyzerContext,
  path: string,
  { message, line = 1 }: TemplateError,
): void {
  problem({ path, line, reason: `${path}:${line} ${message}` });
}
