import { resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { Scorecards } from '../checks/Scorecards';
import { PrivateScaffolder } from '../scaffolder/PrivateScaffolder';
import { findTemplates } from '../templates/findTemplates';
import { Tools } from '../tools/Tools';
import { CheckRunner } from './CheckRunner';
import { TemplateTest } from './outcome';
import { testTemplate } from './testTemplate';

/**
 * Options of {@link testTemplates}.
 *
 * @public
 */
export interface TestTemplatesOptions {
  /** The folder that holds templates, itself or below. */
  folder: string;
  /** What the folder is called in messages; its path when absent. */
  named?: string;
  /** The templates to test, by name; all when absent. */
  only?: string[];
  /** All combinations of parameters, not only each pair of choices. */
  full?: boolean;
  /** Whether the commands of test files are run. Default: yes */
  commands?: boolean;
  /** Whether those that are optional are run as well. Default: yes */
  optional?: boolean;
  /** Keep what templates became now, instead of comparing with what is kept. */
  updateGolden?: boolean;
  /** Where tools are looked for. Default: that of the process */
  path?: string;
  /** The moment of grading. Default: now */
  now?: Date;
  /** A scaffolder that runs already; one is started otherwise. */
  scaffolder?: PrivateScaffolder;
  /** Told of each template before it is tested. */
  onTemplate?: (name: string, index: number, of: number) => void;
}

/**
 * Tests the templates in a folder: renders each over combinations of its
 * parameters, and checks what comes out.
 *
 * @throws InputError when the folder, or a test file in it, is not as it should be
 * @public
 */
export async function testTemplates(
  options: TestTemplatesOptions,
): Promise<TemplateTest[]> {
  const { named = options.folder, only } = options;
  const folder = resolve(options.folder);
  const all = await findTemplates(folder, named);
  if (all.length === 0) {
    throw new InputError(
      `${named} has no template (kind: Template of scaffolder.backstage.io/v1beta3)`,
    );
  }
  const unknown = only?.find(name => !all.some(each => each.name === name));
  if (unknown !== undefined) {
    const names = all.map(({ name }) => name).join(', ');
    throw new InputError(
      `There is no template "${unknown}"; there are ${names}`,
    );
  }
  const chosen = all.filter(
    ({ name }) => only === undefined || only.includes(name),
  );
  const scaffolder = options.scaffolder ?? (await PrivateScaffolder.start());
  try {
    const tools = new Tools(options.path ?? process.env.PATH ?? '');
    const actions = await scaffolder.client.actions();
    // One that was given may have been used on other folders.
    scaffolder.shelf.clear();
    const workshop = {
      client: scaffolder.client,
      shelf: scaffolder.shelf,
      actions: new Map(actions.map(action => [action.id, action])),
      tools,
      runner: new CheckRunner(tools),
      scorecards: new Scorecards(),
      now: options.now ?? new Date(),
      full: options.full ?? false,
      commands: options.commands ?? true,
      optional: options.optional ?? true,
      updateGolden: options.updateGolden ?? false,
    };
    const tests: TemplateTest[] = [];
    for (const [index, found] of chosen.entries()) {
      options.onTemplate?.(found.name, index, chosen.length);
      tests.push(await testTemplate(found, folder, workshop));
    }
    return tests;
  } finally {
    if (!options.scaffolder) await scaffolder.stop();
  }
}
