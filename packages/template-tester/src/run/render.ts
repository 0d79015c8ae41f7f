import { JsonObject } from '@backstage/types';
import {
  RenderedFiles,
  Rendering,
  ScaffolderClient,
  TemplateSource,
} from '@airworthy/golden-paths';
import { RepositoryShelf } from '../scaffolder/RepositoryShelf';
import { resultOf, TemplateResult } from './resultOf';

/** What a template became, and how. */
export interface Rendered
  extends TemplateResult,
    Pick<Rendering, 'inputs' | 'output'> {
  /** All that the steps had at hand. */
  workspace: RenderedFiles;
}

/** Renders a template with answers to its form. */
export type Render = (values: JsonObject) => Promise<Rendered>;

/** What a template becomes; golden files often are of a combination that is tried. */
export function renderOnce(
  rendered: TemplateSource,
  { client, shelf }: { client: ScaffolderClient; shelf: RepositoryShelf },
): Render {
  const known = new Map<string, Promise<Rendered>>();
  const render: Render = async values => {
    const rendering = await client.render(rendered, values);
    const { inputs, output, files: workspace } = rendering;
    const result = resultOf(rendered, rendering, shelf);
    return { inputs, output, workspace, ...result };
  };
  return values => {
    const key = JSON.stringify(Object.entries(values).sort());
    const result = known.get(key) ?? render(values);
    known.set(key, result);
    return result;
  };
}

/** What is rendered: without steps that are not known, and without a judge who ends it. */
export function renderedOf(
  source: TemplateSource,
  unknown: ReadonlySet<string>,
): TemplateSource {
  const { entity } = source;
  const steps = entity.spec.steps
    // Numbered before some are left out, as others may name them.
    .map((step, index) => ({ ...step, id: step.id ?? `step-${index + 1}` }))
    .filter(({ action }) => !unknown.has(action))
    .map(step => {
      if (step.action !== 'airworthy:assess') return step;
      // Graded afterwards, so that what falls short is looked at all the same.
      const { minimumLevel, ...input } = step.input ?? {};
      return { ...step, input };
    });
  return { ...source, entity: { ...entity, spec: { ...entity.spec, steps } } };
}
