/** A package that a manifest asks for. */
export interface DeclaredPackage {
  name: string;
  /** As written, `""` when absent. */
  version: string;
  scope: 'runtime' | 'development';
  line: number;
}

/** More packages of one manifest are not read; the list of all is cut before. */
export const mostPackages = 2_001;

/** What a manifest says. */
export interface Manifest {
  ecosystem: 'npm' | 'pypi' | 'go' | 'maven' | 'gradle' | 'cargo' | 'nuget';
  name: string;
  /** Of what it describes, where it says so. */
  version?: string;
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
