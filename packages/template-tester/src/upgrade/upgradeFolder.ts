import {
  git,
  OwnFolder,
  parseAnswers,
  prepareUpgrade,
  TemplateHistory,
  Upgrade,
  UpgradeGrade,
  versionOf,
} from '@airworthy/golden-paths';
import { answersPath } from '@airworthy/repo-facts';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { PrivateScaffolder } from '../scaffolder/PrivateScaffolder';
import { gradeUpgrade } from './gradeUpgrade';

/**
 * Options of {@link upgradeFolder}.
 *
 * @public
 */
export interface UpgradeFolderOptions {
  /** Where the service lives. */
  folder: string;
  /** What that is called in messages. */
  named: string;
  /** The template's file in a git checkout, and what it is called. */
  template: { file: string; named: string };
  /** Answers to parameters, before those on record. */
  values: JsonObject;
  /** Says what would be done, and does nothing. */
  dryRun: boolean;
  /** Also where something is not committed. */
  force: boolean;
  now: Date;
}

/**
 * What became of it: nothing, where it is of the current version already.
 *
 * @public
 */
export interface FolderUpgrade {
  /** The template, and the version that it has now. */
  template: string;
  version: string;
  upgrade?: Upgrade & { before: UpgradeGrade; after: UpgradeGrade };
}

/**
 * Merges another version of its template into a service in a folder: the new
 * one from the working tree of a checkout, the old one from its history.
 *
 * @throws InputError that says what is wrong, and where
 * @public
 */
export async function upgradeFolder(
  options: UpgradeFolderOptions,
): Promise<FolderUpgrade> {
  const { folder, named, template, dryRun } = options;
  const own = await OwnFolder.open(folder);
  if (!dryRun && !options.force) await refuseUncommitted(folder, named);
  const file = await own.read(answersPath);
  if (file === undefined || file === 'obstacle') {
    throw new InputError(
      `${named} has no ${answersPath}, so nothing says which template it came from`,
    );
  }
  const answers = parseAnswers(file.content.toString(), answersPath);
  const { ref, version } = answers.template;
  const { name } = parseEntityRef(ref);
  const history = new TemplateHistory(template.file, {
    name,
    named: template.named,
  });
  const next = await history.current();
  if (versionOf(next.entity) === version) {
    return { template: name, version };
  }
  const base = await history.at(version);
  const scaffolder = await PrivateScaffolder.start();
  try {
    const upgrade = await prepareUpgrade({
      answers,
      base,
      next,
      values: options.values,
      howToAnswer: parameter => `give --set ${parameter}=<value>`,
      render: (source, values) => scaffolder.client.render(source, values),
      own: path => own.read(path),
    });
    const grades = await gradeUpgrade(folder, upgrade, options.now);
    if (!dryRun) await own.change(upgrade);
    return {
      template: name,
      version: upgrade.to,
      upgrade: { ...upgrade, ...grades },
    };
  } finally {
    await scaffolder.stop();
  }
}

/** What is not committed could not be told from what an upgrade did. */
async function refuseUncommitted(folder: string, named: string): Promise<void> {
  const status = await git(folder, ['status', '--porcelain', '--', '.']).catch(
    () => {
      throw new InputError(
        `${named} is in no git repository, so an upgrade could not be undone; --force upgrades it all the same`,
      );
    },
  );
  if (status !== '') {
    throw new InputError(
      `${named} has changes that are not committed; commit them first, or give --force`,
    );
  }
}
