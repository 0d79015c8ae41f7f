import { cLikeSyntax } from '../../source/codeText';
import { asObject } from '../../files/plainValues';
import { blocksOf, CodeBlock } from '../codeBlocks';
import { CoverageGate, GateFile } from '../Gate';
import { gateDocuments, valueAt } from '../gateDocuments';

/** Where settings of a tool keep the percentages of all files together. */
const inSettings: { tool: string; at: string[] }[] = [
  { tool: 'jest', at: ['jest', 'coverageThreshold', 'global'] },
  { tool: 'jest', at: ['coverageThreshold', 'global'] },
  { tool: 'nyc', at: ['nyc'] },
  { tool: 'c8', at: ['c8'] },
];

const inCode = [
  { tool: 'jest', opening: /\bcoverageThreshold['"]?\s{0,9}:\s{0,9}\{/ },
  { tool: 'vitest', opening: /\bthresholds['"]?\s{0,9}:\s{0,9}\{/ },
];

/** What nyc and c8 ask for when nothing is said. */
const defaultPercent = 90;

/** Jest, Vitest, nyc and c8. */
export const nodeCoverage: GateFile<CoverageGate>[] = [
  {
    path: /(?:^|\/)(?:package|jest\.config)\.json$/,
    word: /"(?:coverageThreshold|check-coverage)"/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) =>
        inSettings.flatMap(({ tool, at }) => {
          const settings = asObject(valueAt(value, at));
          const isWrapper = tool === 'nyc' || tool === 'c8';
          const percent = isWrapper
            ? percentOfWrapper(settings)
            : percentOf(settings);
          return percent === undefined
            ? []
            : [{ line: lineOf(at), tool, percent }];
        }),
      ),
  },
  {
    path: /(?:^|\/)\.(?:nyc|c8)rc(?:\.json|\.ya?ml)?$/,
    word: /check-coverage/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) => {
        const percent = percentOfWrapper(asObject(value));
        const line = lineOf(['check-coverage']);
        return percent === undefined ? [] : [{ line, tool: 'nyc', percent }];
      }),
  },
  {
    path: /(?:^|\/)(?:jest|vitest|vite)\.(?:[\w-]{1,40}\.)?(?:config|workspace)\.[cm]?[jt]s$/,
    word: /coverageThreshold|thresholds/,
    read: text =>
      inCode.flatMap(({ tool, opening }) =>
        blocksOf(text, cLikeSyntax, opening).flatMap(block =>
          gateOfBlock(tool, block),
        ),
      ),
  },
];

/** Limits of one file or folder alone are blocks inside, and do not count. */
function gateOfBlock(tool: string, block: CodeBlock): CoverageGate[] {
  if (tool === 'jest') {
    return block
      .within(/\bglobal['"]?\s{0,9}:\s{0,9}\{/)
      .flatMap(global => gateOfLimits(tool, global));
  }
  return gateOfLimits(tool, block);
}

function gateOfLimits(tool: string, block: CodeBlock): CoverageGate[] {
  if (/\b100['"]?\s{0,9}:\s{0,9}true\b/.test(block.own)) {
    return [{ line: block.line, tool, percent: 100 }];
  }
  const limits = Object.fromEntries(
    [
      ...block.own.matchAll(
        /\b(lines|statements|functions|branches)['"]?\s{0,9}:\s{0,9}(\d{1,3}(?:\.\d{1,9})?)/g,
      ),
    ].map(([, name, value]) => [name, Number(value)]),
  );
  const percent = percentOf(limits);
  return percent === undefined ? [] : [{ line: block.line, tool, percent }];
}

/** Lines and statements are what people call coverage; the lower one counts. */
function percentOf(limits: Record<string, unknown>): number | undefined {
  // A negative number is how many lines may be left out.
  const percents = (names: string[]) =>
    names
      .map(name => limits[name])
      .filter((value): value is number => typeof value === 'number')
      .filter(value => value > 0);
  const whole = percents(['lines', 'statements']);
  const found = whole.length > 0 ? whole : percents(['functions', 'branches']);
  return found.length > 0 ? Math.min(...found) : undefined;
}

function percentOfWrapper(
  settings: Record<string, unknown>,
): number | undefined {
  return settings['check-coverage'] === true
    ? percentOf({ lines: defaultPercent, ...settings })
    : undefined;
}
