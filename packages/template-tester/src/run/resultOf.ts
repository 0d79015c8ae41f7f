import {
  RenderedFiles,
  Rendering,
  TemplateSource,
} from '@airworthy/golden-paths';
import { RepositoryShelf } from '../scaffolder/RepositoryShelf';

/** The action whose repository a template changes, and where it puts that. */
const fetchRepository = 'airworthy:fetch:repository';
const repositoryFolder = 'repository/';

/** What a template makes: a repository, or one that was there and is changed. */
export interface TemplateResult {
  files: RenderedFiles;
  /** The folder of what is graded, `""` for all of it. */
  folder: string;
}

/** The step by which a template fetches the repository that it changes. */
export function fetchingStepOf({ entity }: TemplateSource) {
  return entity.spec.steps.find(({ action }) => action === fetchRepository);
}

/** Tells the result in the workspace that a rendering, of steps with ids, left. */
export function resultOf(
  source: TemplateSource,
  { files, inputs }: Rendering,
  shelf: RepositoryShelf,
): TemplateResult {
  const step = fetchingStepOf(source)?.id;
  if (step === undefined) return { files, folder: '' };
  const changed = [...files].flatMap(([path, file]) =>
    path.startsWith(repositoryFolder)
      ? [[path.slice(repositoryFolder.length), file] as const]
      : [],
  );
  const ref = String(inputs.get(step)?.entityRef);
  return { files: new Map(changed), folder: shelf.find(ref)?.path ?? '' };
}
