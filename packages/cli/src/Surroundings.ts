/** Where the command writes to. */
export interface OutputStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** What the command knows of the process that runs it. */
export interface Surroundings {
  stdout: OutputStream;
  stderr: OutputStream;
  env: Record<string, string | undefined>;
  cwd(): string;
  /** The moment of grading: attestations grow old. */
  now(): Date;
}
