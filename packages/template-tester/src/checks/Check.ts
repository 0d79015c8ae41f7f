import { RenderedFile, RenderedFiles } from '@airworthy/golden-paths';
import { Tools } from '../tools/Tools';
import { chartTemplates } from './helm';

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
  /** It is filled in by Helm, and whatever its name says is only then. */
  isOfChart?: boolean;
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

/** The files that are text, in the order of their paths. */
export function textFiles(files: RenderedFiles): TextFile[] {
  const isOfChart = chartTemplates(files.keys());
  return [...files]
    .flatMap(([path, file]) => textFile(path, file) ?? [])
    .map(file => ({ ...file, isOfChart: isOfChart(file) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
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
