/** A package that a manifest asks for. */
export interface DeclaredPackage {
  name: string;
  /** As written, `""` when absent. */
  version: string;
  scope: 'runtime' | 'development';
  line: number;
}

/** What a manifest says. */
export interface Manifest {
  ecosystem: 'npm' | 'pypi' | 'go' | 'maven' | 'gradle';
  name: string;
  /** Where the name stands. */
  line: number;
  packages: DeclaredPackage[];
  /** All versions in the manifest are exact. */
  exact: boolean;
}

/** A manifest that makes no sense, and where. */
export class UnreadableManifestError extends Error {
  readonly line: number;

  constructor(reason: string, line: number) {
    super(reason);
    this.name = 'UnreadableManifestError';
    this.line = line;
  }
}

/**
 * Reads a kind of manifest. Answers `undefined` for a file that has the name
 * of one and is none.
 *
 * @throws UnreadableManifestError when the text is malformed.
 */
export type ManifestReader = (
  text: string,
  path: string,
) => Manifest | undefined;

/** A value as an object, an empty one when it is something else. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A value as a list, an empty one when it is something else. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value as text, `""` when it is something else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
