import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import Ajv, { ValidateFunction } from 'ajv';
import { LineCounter, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import { Check } from './Check';

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

/** Of `!reference [job, key]` only the pipeline as a whole knows what it is. */
const reference = {
  tag: '!reference',
  collection: 'seq' as const,
  resolve: (sequence: YAMLMap | YAMLSeq) => sequence,
};

/** Pipelines by GitLab's schema; what they include from elsewhere is not looked at. */
export const gitlabPipelines: Check = {
  id: 'gitlab-ci',
  title: 'GitLab pipelines, by their schema',
  alone: true,
  looksAt: ({ path }) =>
    /(^|\/)\.gitlab-ci\.ya?ml$|(^|\/)\.gitlab\/[^/]+\.ya?ml$/.test(path),
  async run([{ path, text }]) {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      logLevel: 'silent',
      merge: true,
      customTags: [reference],
    });
    if (document.errors.length > 0) return { findings: [] };
    compiled ??= pipelineSchema();
    if (compiled(document.toJS({ maxAliasCount: 1000 }) ?? {})) {
      return { findings: [] };
    }
    // Of the branches of a choice, the deepest mistake is what was meant.
    const [error] = [...compiled.errors!].sort(
      (a, b) =>
        b.instancePath.split('/').length - a.instancePath.split('/').length,
    );
    const place = error.instancePath.split('/').slice(1);
    const node = document.getIn(place, true) as
      | { range?: number[] }
      | undefined;
    const extra = error.params.additionalProperty;
    return {
      findings: [
        {
          path,
          line: lines.linePos(node?.range?.[0] ?? 0).line,
          message: `${place.join('.') || 'the pipeline'} ${error.message}${
            extra ? ` (${extra})` : ''
          }`,
        },
      ],
    };
  },
};
