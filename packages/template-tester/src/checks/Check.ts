import { RenderedFile } from '@airworthy/golden-paths';
import { Tools } from '../tools/Tools';

/** What is wrong, and where. */
export interface Finding {
  message: string;
  /** In what was rendered, or in the folder of the template. */
  path?: string;
  /** From 1. */
  line?: number;
}

/** A file of text. */
export interface TextFile {
  path: string;
  text: string;
  executable: boolean;
}

/** What a check came to. */
export interface Verdict {
  findings: Finding[];
  /** What it could not judge, such as kinds without a schema. */
  remarks?: string[];
}

/** Looks at files that a template became. */
export interface Check {
  id: string;
  /** For people. */
  title: string;
  /** Tools that must be on the PATH. */
  needs?: string[];
  /** Whether it looks at a file. */
  looksAt(file: TextFile): boolean;
  /**
   * What is looked at together, of the files that it looks at; a part that
   * several results have is looked at once. Default: each file alone
   */
  partsOf?(files: TextFile[]): TextFile[][];
  /** Whether single files are given to it in one go, as a tool takes longer to start than to look. */
  inOneGo?: boolean;
  run(files: TextFile[], tools: Tools): Promise<Verdict>;
}

/** A file as text; `undefined` for one that is none. */
export function textFile(
  path: string,
  { content, executable }: RenderedFile,
): TextFile | undefined {
  return content.includes(0)
    ? undefined
    : { path, text: content.toString('utf8'), executable };
}
