import { posix } from 'node:path';
import picomatch from 'picomatch';
import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { Finding, TextFile } from './Check';

/** Of `!reference [job, key]` only the pipeline as a whole knows what it is. */
const reference = {
  tag: '!reference',
  collection: 'seq' as const,
  resolve: (sequence: YAMLMap | YAMLSeq) => sequence,
};

/** A file of a pipeline. */
export interface PipelineFile {
  path: string;
  document: Document.Parsed;
  lineOf(node: unknown): number;
}

/** Reads a file of a pipeline; `undefined` for what is no YAML, which another check says. */
export function readPipeline({
  path,
  text,
}: TextFile): PipelineFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'silent',
    merge: true,
    customTags: [reference],
  });
  return document.errors.length > 0
    ? undefined
    : {
        path,
        document,
        lineOf: node =>
          lines.linePos((node as { range?: number[] })?.range?.[0] ?? 0).line,
      };
}

/** What a file includes. */
interface Include {
  /** Path from the root of the repository; absent for what comes from elsewhere. */
  local?: string;
  isConditional: boolean;
  node: unknown;
}

function includesOf({ document }: PipelineFile): Include[] {
  const include = document.get('include', true);
  return listOf(include).map(node => {
    if (isScalar(node)) {
      const target = String(node.value);
      const local = /^https?:/.test(target) ? undefined : target;
      return { local, isConditional: false, node };
    }
    const local = isMap(node) ? node.get('local') : undefined;
    return {
      local: typeof local === 'string' ? local : undefined,
      isConditional: isMap(node) && node.has('rules'),
      node,
    };
  });
}

/** What a local include names, of the paths that there are below the pipeline's folder. */
function named(local: string, home: string, paths: string[]): string[] {
  const matches = picomatch(posix.join(home, local.replace(/^\//, '')), {
    dot: true,
    noextglob: true,
  });
  return paths.filter(path => matches(path));
}

/** A pipeline, and all that it includes of its repository. */
export function withIncluded(
  pipeline: TextFile,
  files: TextFile[],
): TextFile[] {
  const home = posix.dirname(pipeline.path);
  const paths = files.map(({ path }) => path);
  const whole = new Set([pipeline]);
  for (const file of whole) {
    const read = readPipeline(file);
    for (const { local } of read ? includesOf(read) : []) {
      const found = local === undefined ? [] : named(local, home, paths);
      for (const path of found) whole.add(files[paths.indexOf(path)]);
    }
  }
  return [...whole];
}

/** Keys at the top of a pipeline that are no jobs. */
const keywords = new Set([
  ...['default', 'include', 'spec', 'stages', 'variables', 'workflow'],
  ...['image', 'services', 'cache', 'before_script', 'after_script'],
]);

/**
 * What the files of a pipeline name that none of them has. Nothing is said of
 * jobs and stages where some of it comes from elsewhere.
 *
 * @param files - the pipeline first, and then what it includes
 */
export function brokenNames(files: PipelineFile[]): Finding[] {
  const [{ path: main }] = files;
  const paths = files.map(({ path }) => path);
  const findings: Finding[] = [];
  let isWhole = true;
  for (const file of files) {
    for (const { local, isConditional, node } of includesOf(file)) {
      // A pattern may match nothing, and a variable be anything.
      const isCertain = local !== undefined && !/[*$]/.test(local);
      if (local === undefined || local.includes('$')) isWhole = false;
      if (!isCertain || isConditional) continue;
      if (named(local, posix.dirname(main), paths).length > 0) continue;
      isWhole = false;
      findings.push({
        path: file.path,
        line: file.lineOf(node),
        message: `includes ${local}, which is not there`,
      });
    }
  }
  return isWhole ? brokenReferences(files) : findings;
}

function brokenReferences(files: PipelineFile[]): Finding[] {
  const jobs = files.flatMap(file =>
    jobsOf(file).map(job => ({ file, ...job })),
  );
  const names = new Set(jobs.map(({ name }) => name));
  // What includes others has the last word; among these, any may have it.
  const [main, ...included] = files;
  const stages = [stagesOf(main), included.flatMap(stagesOf)].find(
    each => each.length > 0,
  );
  const known = new Set([
    ...['.pre', '.post'],
    ...(stages ?? ['build', 'test', 'deploy']),
  ]);
  return jobs.flatMap(({ file, name, job }) => {
    const lacks = (node: unknown, what: string): Finding => ({
      path: file.path,
      line: file.lineOf(node),
      message: `${name}: there is no ${what} ${textOf(node)}`,
    });
    const stage = job.get('stage', true);
    const isKnown =
      !isScalar(stage) || /\$/.test(textOf(stage)) || known.has(textOf(stage));
    const wanted = [
      ...listOf(job.get('extends', true)),
      ...listOf(job.get('needs', true)).map(neededJob),
      ...listOf(job.get('dependencies', true)),
    ];
    return [
      ...(isKnown ? [] : [lacks(stage, 'stage')]),
      ...wanted
        .filter(node => isScalar(node) && !names.has(withoutVariant(node)))
        .map(node => lacks(node, 'job')),
    ];
  });
}

function stagesOf({ document }: PipelineFile): string[] {
  const stages = document.get('stages');
  return isSeq(stages) ? stages.items.map(textOf) : [];
}

function jobsOf({ document }: PipelineFile): { name: string; job: YAMLMap }[] {
  const { contents } = document;
  return isMap(contents)
    ? contents.items.flatMap(({ key, value }) => {
        const job = isAlias(value) ? value.resolve(document) : value;
        return isMap(job) && !keywords.has(textOf(key))
          ? [{ name: textOf(key), job }]
          : [];
      })
    : [];
}

/** The job of this pipeline that must be there for an entry of `needs`. */
function neededJob(need: unknown): unknown {
  if (!isMap(need)) return need;
  const isElsewhere = need.has('pipeline') || need.has('project');
  return isElsewhere || need.get('optional') === true
    ? undefined
    : need.get('job', true);
}

/** One of several that a job is run as, such as `test: [linux]` or `test 1/3`. */
function withoutVariant(node: unknown): string {
  return textOf(node).replace(/: \[.*\]$| \d+\/\d+$/, '');
}

function listOf(node: unknown): unknown[] {
  if (node === undefined || node === null) return [];
  return isSeq(node) ? node.items : [node];
}

function textOf(node: unknown): string {
  return String(isScalar(node) ? node.value : node);
}
