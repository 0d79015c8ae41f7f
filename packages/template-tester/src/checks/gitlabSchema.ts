import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { yamlValueOf } from '@airworthy/golden-paths';
import Ajv, { ValidateFunction } from 'ajv';
import { Finding } from './Check';
import { PipelineFile } from './gitlabPipeline';

let compiled: ValidateFunction | undefined;

/** GitLab's own schema, which comes with gitlab-ci-local, in a module of nothing else. */
function pipelineSchema(): ValidateFunction {
  const root = dirname(require.resolve('gitlab-ci-local/package.json'));
  const text = readFileSync(join(root, 'src/schema/schema.js'), 'utf8');
  const schema = runInNewContext(
    `${text.replace(
      /^export const schema =/m,
      'const schema =',
    )}\nJSON.stringify(schema)`,
  );
  const ajv = new Ajv({
    strict: false,
    allErrors: false,
    validateFormats: false,
    logger: false,
  });
  return ajv.compile(JSON.parse(schema));
}

/** What GitLab's schema says of a file of a pipeline. */
export function mistakesBySchema({
  path,
  document,
  lineOf,
}: PipelineFile): Finding[] {
  compiled ??= pipelineSchema();
  // A long pipeline has many aliases.
  const { value, mistakes } = yamlValueOf(document, { maxAliasCount: 1000 });
  if (mistakes.length > 0 || compiled(value ?? {})) return [];
  // Of the branches of a choice, the deepest mistake is what was meant.
  const [error] = [...compiled.errors!].sort(
    (a, b) =>
      b.instancePath.split('/').length - a.instancePath.split('/').length,
  );
  const place = error.instancePath.split('/').slice(1);
  const extra = error.params.additionalProperty;
  return [
    {
      path,
      line: lineOf(document.getIn(place, true)),
      message: `${place.join('.') || 'the pipeline'} ${error.message}${
        extra ? ` (${extra})` : ''
      }`,
    },
  ];
}
