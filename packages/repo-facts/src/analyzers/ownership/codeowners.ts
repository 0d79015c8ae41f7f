import { PathPattern } from '../files/PathPattern';

/** A rule of a CODEOWNERS file. */
export interface CodeownersRule {
  line: number;
  pattern: string;
  owners: string[];
  /** Section that it stands in; in each of them one rule decides for a file. */
  section: number;
  /** Its owners are told of a change, and need not agree. */
  isOptional: boolean;
}

/** Of more rules, the last count: files that earlier ones alone name have no owner. */
const maxRules = 20_000;

/** Rules tried on files; past that, all rules are kept. */
const maxTries = 1_000_000;

/** To read a pattern takes as long as so many tries. */
const triesToRead = 10;

/**
 * GitLab's section heading: `[Name]`, `^[Name]` for optional ones, `[Name][2]`
 * for a number of approvals, then owners for the rules that name none.
 */
const sectionHeading = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s(.*))?$/;

/** Reads a CODEOWNERS file of GitHub or GitLab. */
export function parseCodeowners(text: string): CodeownersRule[] {
  const rules: CodeownersRule[] = [];
  let sectionOwners: string[] = [];
  let sections = 0;
  let isOptional = false;
  text.split('\n').forEach((raw, index) => {
    const line = withoutComment(raw.slice(0, 2_000)).trim();
    if (line === '') {
      return;
    }
    const section = sectionHeading.exec(line);
    if (section) {
      sections += 1;
      isOptional = line.startsWith('^');
      sectionOwners = ownersIn((section[2] ?? '').split(/\s+/));
      return;
    }
    const [pattern, ...rest] = splitAtUnescapedSpace(line);
    const owners = ownersIn(rest);
    if (rules.length === 2 * maxRules) rules.splice(0, maxRules);
    rules.push({
      line: index + 1,
      pattern,
      owners: owners.length > 0 ? owners : sectionOwners,
      section: sections,
      isOptional,
    });
  });
  return rules.slice(-maxRules);
}

/** The rules that decide for some of the files: the last that match one. */
export function decidingRules(
  rules: CodeownersRule[],
  paths: string[],
): CodeownersRule[] {
  let triesLeft = maxTries;
  const openIn = new Map<number, string[]>();
  return rules
    .toReversed()
    .filter(({ pattern, section }) => {
      const open = openIn.get(section) ?? paths;
      if (open.length === 0) {
        return false;
      }
      triesLeft -= triesToRead + open.length;
      if (triesLeft < 0) {
        return true;
      }
      const owned = ownedPaths(pattern);
      const left = open.filter(path => !owned.matches(path));
      openIn.set(section, left);
      return left.length < open.length;
    })
    .toReversed();
}

/** More owners of one file say nothing. */
const maxOwners = 20;

/**
 * Who has to agree to a change of a file: by the last rule of each section that
 * matches it. Where GitLab's `!pattern` takes it out of a section, nobody.
 */
export function ownersOf(rules: CodeownersRule[], path: string): string[] {
  const without = new Set(
    rules
      .filter(
        ({ pattern }) =>
          pattern.startsWith('!') && ownedPaths(pattern.slice(1)).matches(path),
      )
      .map(({ section }) => section),
  );
  const owners = decidingRules(rules, [path])
    .filter(({ isOptional, section }) => !isOptional && !without.has(section))
    .flatMap(rule => rule.owners);
  return [...new Set(owners)].slice(0, maxOwners);
}

/** A pattern without a slash before its end is meant for all folders. */
function ownedPaths(written: string): PathPattern {
  const isAnchored = written.slice(0, -1).includes('/');
  const path = written.replace(/^\/|\/$/g, '');
  const anchored = isAnchored ? path : `**/${path}`;
  // What lies in a folder that matches is owned too, but for `folder/*`.
  return new PathPattern(
    isAnchored && path.endsWith('/*') ? anchored : `${anchored}/**`,
  );
}

/** A `#` begins a comment at the start of a line or after a space. */
function withoutComment(line: string): string {
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '#' && (i === 0 || /\s/.test(line[i - 1]))) {
      return line.slice(0, i);
    }
  }
  return line;
}

function splitAtUnescapedSpace(line: string): string[] {
  return line.split(/(?<!\\)\s+/).map(part => part.replaceAll('\\ ', ' '));
}

/** Owners are `@user`, `@org/team`, `@@role` or an address; the rest is noise. */
function ownersIn(words: string[]): string[] {
  return words.filter(
    word => /^@{1,2}[^@\s]+$/.test(word) || /^[^@\s]+@[^@\s]+$/.test(word),
  );
}
