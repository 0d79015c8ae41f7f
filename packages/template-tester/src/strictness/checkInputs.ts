import Ajv from 'ajv';
import { JsonObject } from '@backstage/types';
import { ScaffolderAction, TemplateSource } from '@airworthy/golden-paths';
import { Finding } from '../checks/Check';
import { linesOfSteps } from './templateFile';

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  validateFormats: false,
  logger: false,
});

/** Whether what each step gives to its action is what the action takes. */
export function checkInputs(
  { entity, path, files }: TemplateSource,
  actions: Map<string, ScaffolderAction>,
  inputs: Map<string, JsonObject>,
): Finding[] {
  const lineOf = linesOfSteps(
    files.get(path)!.content.toString(),
    entity.metadata.name,
  );
  return entity.spec.steps.flatMap((step, index) => {
    const id = step.id ?? `step-${index + 1}`;
    const schema = actions.get(step.action)?.schema?.input;
    const input = inputs.get(id);
    // What is given to each round of a loop is told of no round.
    if (!schema || !input || step.each) return [];
    try {
      if (ajv.validate(schema, input)) return [];
    } catch {
      return [];
    }
    return (ajv.errors ?? []).map(({ instancePath, message, params }) => ({
      path,
      line: lineOf(id, ['input', ...instancePath.split('/').slice(1)]),
      message: `step "${id}": input${instancePath.replace(
        /\//g,
        '.',
      )} ${message}${
        params.additionalProperty ? ` (${params.additionalProperty})` : ''
      }`,
    }));
  });
}
