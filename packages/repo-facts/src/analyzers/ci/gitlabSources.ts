import { PathPattern } from '../files/PathPattern';
import { PipelineFile, PipelineFiles } from './PipelineFiles';
import { listOf, mapOf, textOf } from '../shapes';

/** Something included that is not a file of the repository. */
export interface Included {
  path: string;
  line: number;
  /** Such as `template:Security/SAST.gitlab-ci.yml`. */
  name: string;
  pinned: boolean;
}

/** The files of a pipeline, those included before those that include them. */
export interface GitlabSources {
  files: PipelineFile[];
  included: Included[];
}

/** As GitLab allows. */
const maxFiles = 150;

/**
 * Follows the includes of a pipeline inside the repository.
 *
 * @param roots - as written under `include`; others than local ones are left out
 */
export async function gitlabSources(
  files: PipelineFiles,
  roots: unknown[],
): Promise<GitlabSources> {
  const sources: GitlabSources = { files: [], included: [] };
  const seen = new Set<string>();

  const visit = async (path: string): Promise<void> => {
    if (seen.has(path) || seen.size >= maxFiles) {
      return;
    }
    seen.add(path);
    const file = await files.read(path);
    if (!file) {
      return;
    }
    for (const [index, include] of listOf(file.value.include).entries()) {
      const local = localPath(include);
      if (local === undefined) {
        const line = file.document.lineOf(['include', index]);
        sources.included.push({ path, line, ...external(include) });
      } else {
        for (const match of matches(files, local)) {
          await visit(match);
        }
      }
    }
    sources.files.push(file);
  };

  for (const path of roots.flatMap(root => matches(files, localPath(root)))) {
    await visit(path);
  }
  return sources;
}

function localPath(include: unknown): string | undefined {
  if (typeof include === 'string') {
    return /^https?:/.test(include) ? undefined : include;
  }
  const { local } = mapOf(include);
  return typeof local === 'string' ? local : undefined;
}

function matches(files: PipelineFiles, local: string | undefined): string[] {
  if (local === undefined) {
    return [];
  }
  const path = local.replace(/^\.?\/+/, '');
  if (!path.includes('*')) {
    return files.paths.has(path) ? [path] : [];
  }
  const pattern = new PathPattern(path);
  return [...files.paths].filter(
    candidate => /\.ya?ml$/.test(candidate) && pattern.matches(candidate),
  );
}

function external(include: unknown): Pick<Included, 'name' | 'pinned'> {
  const { template, component, project, remote, ref, integrity, file } =
    mapOf(include);
  if (typeof template === 'string') {
    // It comes with the GitLab that runs the pipeline.
    return { name: `template:${template}`, pinned: true };
  }
  if (typeof component === 'string') {
    const [name, version = ''] = component.split('@');
    return { name: `component:${name}`, pinned: isCommit(version) };
  }
  if (typeof project === 'string') {
    const path = textOf(listOf(file)[0]);
    return {
      name: `project:${project}${path && `/${path.replace(/^\/+/, '')}`}`,
      pinned: isCommit(textOf(ref)),
    };
  }
  return {
    name: `remote:${textOf(remote) || textOf(include)}`,
    pinned: typeof integrity === 'string',
  };
}

function isCommit(version: string): boolean {
  return /^[0-9a-f]{40}$/.test(version);
}
