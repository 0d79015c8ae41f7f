import { UnreadableFileError } from '../../tree/SourceTree';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { languageOf } from '../files/languages';
import { isForTests } from '../source/testFiles';
import { mayHoldSecrets } from './searched';
import { findSecrets } from './secretRules';

/** One is enough to fail, and more than these nobody reads. */
const maxFindings = 100;

/** Rules whose findings in a test open nothing: made up for it, like its data. */
const madeUpForTests = new Set([
  'basicauth',
  'database-connection-string',
  'privatekey',
]);

/** States where secrets were committed, never what they are. */
export const secretsAnalyzer: Analyzer<'secrets'> = {
  section: 'secrets',
  scope: 'entity',
  async analyze(context) {
    const findings = [];
    for (const file of context.listing.files) {
      context.signal?.throwIfAborted();
      const text = mayHoldSecrets(file) && (await readText(context, file.path));
      if (text) {
        const { path } = file;
        const forTests = isForTests(path, languageOf(path) ?? '');
        for (const place of await findSecrets(path, text)) {
          if (!forTests || !madeUpForTests.has(place.rule)) {
            findings.push({ path, ...place });
          }
        }
      }
      if (findings.length >= maxFindings) {
        break;
      }
    }
    return { findings: findings.slice(0, maxFindings) };
  },
};

/** A binary file is no text, which leaves nothing unknown. */
async function readText(
  { tree, problem }: AnalyzerContext,
  path: string,
): Promise<string | undefined> {
  try {
    return await tree.read(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (
      !(error instanceof UnreadableFileError) ||
      !reason.endsWith('is a binary file')
    ) {
      problem({ path, reason });
    }
    return undefined;
  }
}
