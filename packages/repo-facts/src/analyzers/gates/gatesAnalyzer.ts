import { SourceFile, UnreadableFileError } from '../../tree/SourceTree';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { settingsFiles } from '../settingsFiles';
import { admissionFiles } from './admissions';
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
    const { files } = context.listing;
    return {
      coverage: await readGates(
        { ...context, list: 'coverage' },
        settingsFiles(context),
        coverageFiles,
      ),
      reviews: await readGates(
        { ...context, list: 'reviews' },
        files,
        reviewFiles,
      ),
      admissions: await readGates(
        { ...context, list: 'admissions' },
        files,
        admissionFiles,
      ),
    };
  },
};

async function readGates<TGate extends object>(
  { tree, problem, signal, list }: AnalyzerContext & { list: string },
  files: SourceFile[],
  kinds: GateFile<TGate>[],
): Promise<(TGate & { path: string })[]> {
  const gates: (TGate & { path: string })[] = [];
  for (const { path, size } of files) {
    for (const kind of kinds) {
      if (size > largestFile || !kind.path.test(path)) {
        continue;
      }
      signal?.throwIfAborted();
      try {
        const text = await tree.read(path);
        if (kind.word.test(text)) {
          gates.push(...kind.read(text).map(gate => ({ path, ...gate })));
        }
      } catch (error) {
        if (error instanceof UnreadableGateError) {
          const { line, message } = error;
          problem({ path, line, list, reason: `${path} ${message}` });
        } else if (error instanceof UnreadableFileError) {
          problem({ path, list, reason: error.message });
        } else {
          throw error;
        }
      }
    }
  }
  return gates;
}
