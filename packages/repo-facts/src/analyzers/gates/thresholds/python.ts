import { readToml, TomlLines } from '../../dependencies/toml';
import { UnreadableManifestError } from '../../dependencies/Manifest';
import { asList, asText } from '../../files/plainValues';
import { CoverageGate, GateFile, UnreadableGateError } from '../Gate';
import { valueAt } from '../gateDocuments';

const option = /--cov-fail-under[= ](\d{1,3}(?:\.\d{1,9})?)/;

/** coverage.py and pytest-cov. */
export const pythonCoverage: GateFile<CoverageGate>[] = [
  {
    path: /(?:^|\/)(?:\.coveragerc|setup\.cfg|tox\.ini|pytest\.ini)$/,
    word: /fail.under/,
    read: readIni,
  },
  {
    path: /(?:^|\/)pyproject\.toml$/,
    word: /fail.under/,
    read: readPyproject,
  },
];

function readIni(text: string): CoverageGate[] {
  let section = '';
  return text.split('\n').flatMap((long, index) => {
    const line = long.slice(0, 2_000).trim();
    section = /^\[([^\]]{1,100})\]/.exec(line)?.[1].trim() ?? section;
    if (/^[#;]/.test(line)) {
      return [];
    }
    const inReport = /^(?:coverage:)?report$/.test(section);
    const inPytest = /^(?:tool:)?pytest$/.test(section);
    const [, percent] =
      (inReport && /^fail_under\s*[=:]\s*(\d{1,3}(?:\.\d{1,9})?)/.exec(line)) ||
      (inPytest && option.exec(line)) ||
      [];
    return gate(percent, index + 1);
  });
}

function readPyproject(text: string): CoverageGate[] {
  const root = parse(text);
  const lines = new TomlLines(text);
  const under = valueAt(root, ['tool', 'coverage', 'report', 'fail_under']);
  const pytest = 'tool.pytest.ini_options';
  const added = valueAt(root, [...pytest.split('.'), 'addopts']);
  const options = [asText(added), ...asList(added).map(asText)].join(' ');
  return [
    ...gate(under, lines.lineOfKey('tool.coverage.report', 'fail_under')),
    ...gate(option.exec(options)?.[1], lines.lineOfKey(pytest, 'addopts')),
  ];
}

function parse(text: string): unknown {
  try {
    return readToml(text);
  } catch (error) {
    if (error instanceof UnreadableManifestError) {
      throw new UnreadableGateError(error.message, error.line);
    }
    throw error;
  }
}

function gate(percent: unknown, line: number): CoverageGate[] {
  return Number(percent) > 0
    ? [{ line, tool: 'coverage.py', percent: Number(percent) }]
    : [];
}
