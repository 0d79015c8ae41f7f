import { SourceFile } from '../../tree/SourceTree';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { settingsFiles } from '../settingsFiles';
import { jvmCoverage } from './thresholds/jvm';
import { nodeCoverage } from './thresholds/node';
import { otherCoverage } from './thresholds/others';
import { pythonCoverage } from './thresholds/python';
import { GateFile, UnreadableGateError } from './Gate';
import { branchRules } from './reviews/branchRules';
import { terraformReviews } from './reviews/terraform';

const coverageFiles = [
  ...nodeCoverage,
  ...pythonCoverage,
  ...jvmCoverage,
  ...otherCoverage,
];
const reviewFiles = [...branchRules, ...terraformReviews];

/** Larger files are data. */
const largestFile = 256 * 1024;

/** States what each change must pass before it is merged. */
export const gatesAnalyzer: Analyzer<'gates'> = {
  section: 'gates',
  scope: 'repository',
  async analyze(context) {
    return {
      coverage: await readGates(context, settingsFiles(context), coverageFiles),
      reviews: await readGates(context, context.listing.files, reviewFiles),
    };
  },
};

async function readGates<TGate extends object>(
  { read, problem }: AnalyzerContext,
  files: SourceFile[],
  kinds: GateFile<TGate>[],
): Promise<(TGate & { path: string })[]> {
  const gates: (TGate & { path: string })[] = [];
  for (const { path, size } of files) {
    for (const kind of kinds) {
      if (size > largestFile || !kind.path.test(path)) {
        continue;
      }
      const text = await read(path);
      if (text === undefined || !kind.word.test(text)) {
        continue;
      }
      try {
        gates.push(...kind.read(text).map(gate => ({ path, ...gate })));
      } catch (error) {
        if (!(error instanceof UnreadableGateError)) {
          throw error;
        }
        const { line, message } = error;
        problem({ path, line, reason: `${path} ${message}` });
      }
    }
  }
  return gates;
}
