import { parse, ParseError, printParseErrorCode } from 'jsonc-parser';
import { yamlValueOf } from '@airworthy/golden-paths';
import { LineCounter, parseAllDocuments } from 'yaml';
import { Check, Finding } from './Check';
import { remarkOnChart } from './helm';

/** Files of JSON in which their own tools take comments. */
const withComments =
  /(^|\/)(tsconfig[^/]*|jsconfig[^/]*|devcontainer|\.eslintrc|\.babelrc|\.swcrc|renovate)\.json$|(^|\/)\.vscode\/|\.jsonc$/;

/** YAML that can be read. */
export const yamlSyntax: Check = {
  id: 'yaml',
  title: 'YAML syntax',
  looksAt: ({ path }) => /\.ya?ml$/.test(path),
  async run([file]) {
    if (file.isOfChart) return { findings: [], remarks: [remarkOnChart(file)] };
    const { path, text } = file;
    const lines = new LineCounter();
    const findings: Finding[] = [];
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
      logLevel: 'silent',
    });
    for (const document of Array.from(documents)) {
      for (const { message, offset } of yamlValueOf(document, {
        maxAliasCount: 1000,
      }).mistakes) {
        findings.push({ path, line: lines.linePos(offset).line, message });
      }
    }
    return { findings };
  },
};

/** JSON that can be read. */
export const jsonSyntax: Check = {
  id: 'json',
  title: 'JSON syntax',
  looksAt: ({ path }) => /\.jsonc?$/.test(path),
  async run([{ path, text }]) {
    const lenient = withComments.test(path);
    const errors: ParseError[] = [];
    parse(text, errors, {
      disallowComments: !lenient,
      allowTrailingComma: lenient,
      allowEmptyContent: true,
    });
    return {
      findings: errors.slice(0, 10).map(({ error, offset }) => ({
        path,
        line: text.slice(0, offset).split('\n').length,
        message: printParseErrorCode(error),
      })),
    };
  },
};
