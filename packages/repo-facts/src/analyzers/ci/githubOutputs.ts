import { mapOf, textOf } from '../shapes';
import { withNames } from './shell';
import { assignedIn, resolveVariables } from './Variables';

const written =
  /echo +["']?([\w-]{1,99})=([^"'\n>]{0,300})["']? *>> *["']?\$\{?GITHUB_OUTPUT/g;

const maxScript = 20_000;

/**
 * What a step gives to others, as variables named like the expressions that
 * ask for it.
 */
export function outputsOf(
  step: Record<string, unknown>,
  action: string,
  variables: ReadonlyMap<string, string>,
): [string, string][] {
  const id = textOf(step.id);
  if (id === '') {
    return [];
  }
  const outputs =
    action === 'docker/metadata-action'
      ? imagesOf(mapOf(step.with))
      : scriptOutputs(textOf(step.run), variables);
  return outputs.map(([name, value]) => [
    withNames(`\${{ steps.${id}.outputs.${name} }}`).slice(1),
    resolveVariables(value, variables),
  ]);
}

function scriptOutputs(
  script: string,
  variables: ReadonlyMap<string, string>,
): [string, string][] {
  const text = withNames(script.slice(0, maxScript));
  const own = assignedIn(text, variables);
  return [...text.matchAll(written)].map(([, name, value]) => [
    name,
    resolveVariables(value, own),
  ]);
}

/** The tags that `docker/metadata-action` makes. */
function imagesOf(inputs: Record<string, unknown>): [string, string][] {
  const tags = linesOf(inputs.tags).map(tagOf);
  // Of a branch, or of the tag that started the run.
  const all = tags.length > 0 ? tags : ['$GITHUB_REF_NAME'];
  const images = linesOf(inputs.images).flatMap(image =>
    all.map(tag => `${image}:${tag}`),
  );
  return [
    ['tags', images.join('\n')],
    ['version', all[0]],
  ];
}

function tagOf(rule: string): string {
  const [, value = ''] = /(?:^|,)value=([^,]{0,300})/.exec(rule) ?? [];
  if (/^type=sha\b/.test(rule)) {
    return '$GITHUB_SHA';
  }
  if (/^type=(?:semver|pep440|match)\b|event=tag\b/.test(rule)) {
    return '$RELEASE_VERSION';
  }
  if (/event=branch\b/.test(rule)) {
    return '$GITHUB_REF_NAME';
  }
  return value || rule.replace(/^type=/, '').split(',')[0];
}

function linesOf(value: unknown): string[] {
  return withNames(textOf(value).slice(0, 5_000))
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .slice(0, 50);
}
