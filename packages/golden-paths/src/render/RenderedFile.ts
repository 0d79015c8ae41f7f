/**
 * A file of a template, or of what became of one.
 *
 * @public
 */
export interface RenderedFile {
  content: Buffer;
  executable: boolean;
}

/**
 * Files by their path, with forward slashes, relative to the root.
 *
 * @public
 */
export type RenderedFiles = Map<string, RenderedFile>;
