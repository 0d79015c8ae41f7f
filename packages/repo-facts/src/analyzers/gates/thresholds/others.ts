import { LineStarts } from '../../files/LineStarts';
import { withoutMarkupComments } from '../../files/markupComments';
import { asObject } from '../../files/plainValues';
import { CodeSyntax, readCode } from '../../source/codeText';
import { CoverageGate, GateFile } from '../Gate';
import { gateDocuments, valueAt } from '../gateDocuments';

const hashComments: CodeSyntax = {
  lineComment: '#',
  blockComment: false,
  quotes: '"\'',
  multiLineQuotes: '',
  tripleQuotes: [],
};

/** Services, and the tools of Go, Rust, .NET and Ruby. */
export const otherCoverage: GateFile<CoverageGate>[] = [
  {
    path: /^(?:\.github\/|dev\/)?\.?codecov\.ya?ml$/,
    word: /target/,
    read: readCodecov,
  },
  {
    path: /(?:^|\/)\.testcoverage\.ya?ml$/,
    word: /threshold/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) => {
        const at = ['threshold', 'total'];
        return gate('go-test-coverage', lineOf(at), valueAt(value, at));
      }),
  },
  {
    path: /(?:^|\/)\.?tarpaulin\.toml$/,
    word: /fail-under/,
    read: text =>
      readLines(
        'tarpaulin',
        text,
        /^\s{0,99}fail-under\s{0,9}=\s{0,9}(\d{1,3})/,
      ),
  },
  {
    path: /(?:\.(?:cs|fs|vb)proj|(?:^|\/)Directory\.Build\.(?:props|targets))$/,
    word: /<Threshold>/,
    read: text =>
      readLines(
        'coverlet',
        withoutMarkupComments(text),
        /<Threshold>\s{0,9}(\d{1,3})/,
      ),
  },
  {
    path: /(?:^|\/)(?:\.simplecov|(?:spec|rails|test)_helper\.rb)$/,
    word: /minimum_coverage/,
    read: text =>
      readLines(
        'simplecov',
        text,
        /\bminimum_coverage[ (]\s{0,9}(?:line:\s{0,9})?(\d{1,3})/,
      ),
  },
];

/** The status of the whole project, when it is required and not only told. */
function readCodecov(text: string): CoverageGate[] {
  const at = ['coverage', 'status', 'project'];
  return gateDocuments(text).flatMap(({ value, lineOf }) => {
    const project = asObject(valueAt(value, at));
    return [[], ...Object.keys(project).map(key => [key])].flatMap(below => {
      const { target, informational } = asObject(valueAt(project, below));
      const line = lineOf([...at, ...below, 'target']);
      return informational === true ? [] : gate('codecov', line, target);
    });
  });
}

function readLines(
  tool: string,
  text: string,
  pattern: RegExp,
): CoverageGate[] {
  const { code } = readCode(text, hashComments);
  const starts = new LineStarts(code);
  const matches = code.matchAll(new RegExp(pattern.source, 'gm'));
  return [...matches].flatMap(({ 0: found, 1: percent, index }) =>
    gate(tool, starts.lineAt(index + found.search(/\S/)), percent),
  );
}

function gate(tool: string, line: number, written: unknown): CoverageGate[] {
  const percent = Number(String(written).replace(/%$/, ''));
  return percent > 0 ? [{ line, tool, percent }] : [];
}
