import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { Finding } from '../checks/Check';
import {
  compareGolden,
  goldenFolderOf,
  staleGolden,
  writeGolden,
} from '../golden/golden';
import { answersOf } from '../matrix/combinationsOf';
import { TestFile } from '../testFile/TestFile';
import { CheckOutcome, notLookedAt, outcomeOf } from './outcome';
import { linesOf } from './outcomeOfError';
import { Render } from './render';

const check = { id: 'golden', title: 'Golden files' };

/** Compares what a template becomes with what was kept of it, or keeps it. */
export async function testGolden(options: {
  file: string;
  path: string;
  entity: TemplateEntityV1beta3;
  render: Render;
  testFile: TestFile;
  /** Keep what it becomes now. */
  update: boolean;
}): Promise<CheckOutcome> {
  const { file, path, entity, render, testFile, update } = options;
  const goldens = Object.entries(testFile.golden);
  if (goldens.length === 0) return notLookedAt(check, 'none');
  const stale = await staleGolden(file, Object.keys(testFile.golden));
  const findings: Finding[] = stale.map(name => ({
    path: goldenFolderOf(path, name),
    message: 'is kept of a combination that the test file does not name',
  }));
  for (const [name, { values, files: kept }] of goldens) {
    const folder = goldenFolderOf(file, name);
    const named = goldenFolderOf(path, name);
    const answers = answersOf(entity, {
      ...testFile.values,
      ...values,
    });
    try {
      const { files } = await render(answers);
      if (update) await writeGolden({ folder, files, kept });
      else
        findings.push(...(await compareGolden({ folder, named, files, kept })));
    } catch (error) {
      findings.push(
        ...linesOf(error).map(message => ({ path: named, message })),
      );
    }
  }
  return outcomeOf(check, findings);
}
