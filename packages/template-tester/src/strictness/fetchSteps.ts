import { posix } from 'node:path';
import { TemplateSource } from '@airworthy/golden-paths';
import { JsonObject } from '@backstage/types';
import picomatch from 'picomatch';
import { Dialect } from './parse';

/** Files that a step of a rendering templated, and with what. */
export interface TemplatedFiles {
  step: string;
  dialect: Dialect;
  /** What the files may name: `values`, or `cookiecutter`. */
  given: Record<string, unknown>;
  /** Paths in the source whose content is templated. */
  paths: string[];
}

/** What the steps of a rendering templated, by what each of them was given. */
export function templatedFiles(
  source: TemplateSource,
  inputs: Map<string, JsonObject>,
): TemplatedFiles[] {
  return source.entity.spec.steps.flatMap((step, index) => {
    const id = step.id ?? `step-${index + 1}`;
    const input = inputs.get(id);
    const url = input?.url;
    if (!input || typeof url !== 'string' || /^[a-z][a-z0-9+.-]*:/i.test(url)) {
      return [];
    }
    const folder = posix.normalize(url).replace(/\/$/, '');
    const paths = pathsOf(step.action, folder, input, source);
    if (!paths) return [];
    const isCookiecutter = input.cookiecutterCompat === true;
    const values = (input.values ?? {}) as JsonObject;
    return [
      {
        step: id,
        dialect: { cookiecutterCompat: isCookiecutter },
        given: isCookiecutter ? { cookiecutter: values } : { values },
        paths,
      },
    ];
  });
}

function pathsOf(
  action: string,
  folder: string,
  input: JsonObject,
  { files }: TemplateSource,
): string[] | undefined {
  if (action === 'fetch:template:file') return [folder];
  if (action !== 'fetch:template') return undefined;
  const prefix = folder === '.' ? '' : `${folder}/`;
  const { copyWithoutTemplating: copied, templateFileExtension: only } = input;
  const extension = only === true ? '.njk' : only;
  const isCopied = picomatch(Array.isArray(copied) ? copied.map(String) : [], {
    dot: true,
  });
  return [...files.keys()].filter(path => {
    if (!path.startsWith(prefix)) return false;
    const relative = path.slice(prefix.length);
    return typeof extension === 'string' && extension !== ''
      ? path.endsWith(extension.replace(/^\.?/, '.'))
      : !isWithin(relative, isCopied);
  });
}

/** A pattern that names a folder means what is in it. */
function isWithin(path: string, matches: (path: string) => boolean): boolean {
  const parts = path.split('/');
  return parts.some((_, index) => matches(parts.slice(0, index + 1).join('/')));
}
