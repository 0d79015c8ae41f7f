import { parseYamlDocuments } from '../../yaml/readYaml';
import { AnalyzerContext } from '../Analyzer';
import { inFolder } from '../files/paths';
import { PathPattern } from '../files/PathPattern';
import { mapOf, stringsOf } from '../shapes';
import { UnreadableManifestError } from './Manifest';
import { parsePackageJson } from './npm';
import { readToml } from './toml';

/** Patterns of members that are considered. */
const maxPatterns = 200;

/** Reads who belongs to a workspace; a file that makes no sense names nobody. */
type MembersReader = (text: string) => string[];

/** Files that say which folders below them are locked with them. */
const readers: Record<string, MembersReader> = {
  'package.json': text => {
    const { workspaces } = parsePackageJson(text) ?? {};
    return stringsOf(mapOf(workspaces).packages ?? workspaces);
  },
  'pnpm-workspace.yaml': text =>
    stringsOf(mapOf(parseYamlDocuments(text).documents[0]?.value).packages),
  'Cargo.toml': text => membersOf(readToml(text)?.workspace),
  'pyproject.toml': text => {
    const { uv } = mapOf(readToml(text)?.tool);
    return membersOf(mapOf(uv).workspace);
  },
};

/** Members of a workspace as TOML has them, less those that it excludes. */
function membersOf(workspace: unknown): string[] {
  const { members, exclude } = mapOf(workspace);
  return [
    ...stringsOf(members),
    ...stringsOf(exclude).map(pattern => `!${pattern}`),
  ];
}

/** Tells which folders share the lock file of a folder above them. */
export class Workspaces {
  readonly #context: AnalyzerContext;
  readonly #paths: ReadonlySet<string>;
  readonly #members = new Map<string, Promise<string[] | undefined>>();

  constructor(context: AnalyzerContext) {
    this.#context = context;
    this.#paths = new Set(context.listing.files.map(file => file.path));
  }

  /** Where nothing in the folder says who belongs to it, all below do. */
  async includes(folder: string, member: string): Promise<boolean> {
    const members = this.#members.get(folder) ?? this.#read(folder);
    this.#members.set(folder, members);
    const patterns = await members;
    const path = folder === '' ? member : member.slice(folder.length + 1);
    const last = patterns?.findLast(pattern =>
      new PathPattern(pattern.replace(/^!/, '')).matches(path),
    );
    return !patterns || (last !== undefined && !last.startsWith('!'));
  }

  async #read(folder: string): Promise<string[] | undefined> {
    const files = Object.keys(readers).filter(name =>
      this.#paths.has(inFolder(folder, name)),
    );
    if (files.length === 0) {
      return undefined;
    }
    const members = await Promise.all(
      files.map(name => this.#membersIn(inFolder(folder, name), readers[name])),
    );
    return members.flat().slice(0, maxPatterns);
  }

  async #membersIn(path: string, read: MembersReader): Promise<string[]> {
    const text = await this.#context.read(path);
    try {
      return text === undefined ? [] : read(text);
    } catch (error) {
      if (!(error instanceof UnreadableManifestError)) {
        throw error;
      }
      const { line, message } = error;
      this.#context.problem({ path, line, reason: `${path} ${message}` });
      return [];
    }
  }
}
