import { posix } from 'node:path';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

/**
 * What a template's steps fetch from beside the template file: paths of files
 * and folders, `''` for the whole folder. Where an expression decides, all
 * that it may decide for.
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

function localPath(url: string): string[] {
  const [fixed] = url.split('${{', 1);
  if (/^[a-z][a-z0-9+.-]*:/i.test(fixed)) return [];
  const known =
    fixed === url ? url : fixed.slice(0, fixed.lastIndexOf('/') + 1);
  const path = posix.normalize(known || '.').replace(/\/$/, '');
  return [path === '.' ? '' : path];
}
