import { RepoFacts } from '../../facts';

type Gates = RepoFacts['gates'];

/** A gate as it is read from a file whose path is known. */
export type CoverageGate = Omit<Gates['coverage'][number], 'path'>;
export type ReviewGate = Omit<Gates['reviews'][number], 'path'>;
export type AdmissionGate = Omit<Gates['admissions'][number], 'path'>;

/** A file that sets a gate but makes no sense, and where. */
export class UnreadableGateError extends Error {
  readonly line: number;

  constructor(reason: string, line: number) {
    super(reason);
    this.name = 'UnreadableGateError';
    this.line = line;
  }
}

/** Reads the gates of one kind of file. */
export interface GateFile<TGate> {
  path: RegExp;
  /** A word without which the file sets none and is not parsed. */
  word: RegExp;
  /** @throws UnreadableGateError when the text is malformed. */
  read(text: string): TGate[];
}
