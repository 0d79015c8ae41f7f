import { posix } from 'node:path';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

/**
 * What a template's steps fetch from beside the template file: paths of files
 * and folders, `''` for the whole folder. Where an expression decides, all
 * that it may decide for below what is known; nothing, when nothing is.
 */
export function fetchedPaths(entity: TemplateEntityV1beta3): string[] {
  const paths = entity.spec.steps.flatMap(({ action, input }) => {
    const url = input?.url;
    return action.startsWith('fetch:') && typeof url === 'string'
      ? localPath(url)
      : [];
  });
  return [...new Set(paths)];
}

/** A template whose steps fetch from a folder above, as they did from their own. */
export function rebase(
  entity: TemplateEntityV1beta3,
  home: string,
): TemplateEntityV1beta3 {
  const steps = entity.spec.steps.map(step => {
    const url = step.input?.url;
    if (!step.action.startsWith('fetch:') || typeof url !== 'string') {
      return step;
    }
    const isElsewhere = /^([a-z][a-z0-9+.-]*:|\$\{\{)/i.test(url);
    return isElsewhere
      ? step
      : {
          ...step,
          input: { ...step.input, url: `./${posix.join(home, url)}` },
        };
  });
  return { ...entity, spec: { ...entity.spec, steps } };
}

function localPath(url: string): string[] {
  const [fixed] = url.split('${{', 1);
  if (/^[a-z][a-z0-9+.-]*:/i.test(fixed)) return [];
  const known =
    fixed === url ? url : fixed.slice(0, fixed.lastIndexOf('/') + 1);
  // What an expression decides from the start is an address as a rule.
  if (known === '') return [];
  const path = posix.normalize(known).replace(/\/$/, '');
  return [path === '.' ? '' : path];
}
