/** A rule of a CODEOWNERS file. */
export interface CodeownersRule {
  line: number;
  pattern: string;
  owners: string[];
}

/**
 * GitLab's section heading: `[Name]`, `^[Name]` for optional ones, `[Name][2]`
 * for a number of approvals, then owners for the rules that name none.
 */
const sectionHeading = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s(.*))?$/;

/** Reads a CODEOWNERS file of GitHub or GitLab. */
export function parseCodeowners(text: string): CodeownersRule[] {
  const rules: CodeownersRule[] = [];
  let sectionOwners: string[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = withoutComment(raw.slice(0, 2_000)).trim();
    if (line === '') {
      return;
    }
    const section = sectionHeading.exec(line);
    if (section) {
      sectionOwners = ownersOf((section[2] ?? '').split(/\s+/));
      return;
    }
    const [pattern, ...rest] = splitAtUnescapedSpace(line);
    const owners = ownersOf(rest);
    rules.push({
      line: index + 1,
      pattern,
      owners: owners.length > 0 ? owners : sectionOwners,
    });
  });
  return rules;
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
function ownersOf(words: string[]): string[] {
  return words.filter(
    word => /^@{1,2}[^@\s]+$/.test(word) || /^[^@\s]+@[^@\s]+$/.test(word),
  );
}
