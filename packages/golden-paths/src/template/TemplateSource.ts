import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { RenderedFiles } from '../render/RenderedFile';

/**
 * A template, and the files that its steps fetch from beside it.
 *
 * @public
 */
export interface TemplateSource {
  entity: TemplateEntityV1beta3;
  /** Path of the template file within `files`. */
  path: string;
  /** The template file and what its steps fetch, relative to its folder. */
  files: RenderedFiles;
}
