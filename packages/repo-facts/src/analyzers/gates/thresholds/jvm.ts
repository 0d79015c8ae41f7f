import { LineStarts } from '../../files/LineStarts';
import { withoutMarkupComments } from '../../files/markupComments';
import { cLikeSyntax } from '../../source/codeText';
import { blocksOf } from '../codeBlocks';
import { CoverageGate, GateFile } from '../Gate';

const pomMinimum =
  /<value>\s{0,9}COVEREDRATIO\s{0,9}<\/value>\s{0,99}<minimum>([^<]{1,99})<\/minimum>/g;

/** JaCoCo with Maven and Gradle, and Kover. */
export const jvmCoverage: GateFile<CoverageGate>[] = [
  { path: /(?:^|\/)pom\.xml$/, word: /COVEREDRATIO/, read: readPom },
  {
    path: /(?:^|\/)build\.gradle(?:\.kts)?$/,
    word: /jacocoTestCoverageVerification|kover/,
    read: readGradle,
  },
];

function readPom(text: string): CoverageGate[] {
  const pom = withoutMarkupComments(text);
  const lines = new LineStarts(pom);
  // Without the goal, or with a build that goes on, nothing is enforced.
  if (
    !/<goal>\s{0,9}check\s{0,9}<\/goal>/.test(pom) ||
    /<haltOnFailure>\s{0,9}false/.test(pom)
  ) {
    return [];
  }
  return [...pom.matchAll(pomMinimum)].flatMap(({ 1: written, index }) =>
    gate('jacoco', lines.lineAt(index), resolve(pom, written.trim())),
  );
}

/** A property of the same file in place of its name. */
function resolve(pom: string, written: string): string {
  const [, name] = /^\$\{([\w.-]{1,99})\}$/.exec(written) ?? [];
  if (name === undefined) {
    return written;
  }
  const start = pom.indexOf(`<${name}>`);
  return start < 0
    ? ''
    : pom.slice(start + name.length + 2, pom.indexOf('</', start)).trim();
}

function readGradle(text: string): CoverageGate[] {
  const jacoco = blocksOf(
    text,
    cLikeSyntax,
    /\bjacocoTestCoverageVerification\b[^\n{]{0,99}\{/,
  ).flatMap(verification => verification.within(/\blimit\s{0,9}\{/));
  const kover = blocksOf(text, cLikeSyntax, /\bkover\s{0,9}\{/).flatMap(block =>
    block.within(/\brule\b[^\n{]{0,99}\{/),
  );
  return [
    ...jacoco.flatMap(limit => {
      const minimum = /\bminimum\s{0,9}=?\s{0,9}["']?([\d.]{1,9})/;
      const [, value = ''] = minimum.exec(limit.own) ?? [];
      return gate('jacoco', limit.lineOf(minimum), value);
    }),
    ...kover.flatMap(rule => {
      const bound = /\bminBound\(\s{0,9}(\d{1,3})/;
      const [, value = ''] = bound.exec(rule.own) ?? [];
      return gate('kover', rule.lineOf(bound), `${value}%`);
    }),
  ];
}

/** `0.80`, `80%`, and `80`. */
function gate(tool: string, line: number, written: string): CoverageGate[] {
  const value = Number(written.replace(/%$/, ''));
  const percent =
    value <= 1 && !written.endsWith('%')
      ? Math.round(value * 10_000) / 100
      : value;
  return percent > 0 ? [{ line, tool, percent }] : [];
}
