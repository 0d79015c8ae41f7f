import { Answers, answersPath } from '@airworthy/repo-facts';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { RenderedFiles } from '../render/RenderedFile';
import { Rendering } from '../render/ScaffolderClient';
import { TemplateSource } from '../template/TemplateSource';
import { withDefaults } from '../template/withDefaults';
import { parametersForVersion, answersToKeep } from './answeredParameters';
import { makeAnswers, writeAnswers } from './answersFile';
import { givenAnswers } from './givenAnswers';
import { MergedFiles, mergeFiles, OwnFile } from './mergeFiles';
import {
  labelOf,
  renderingPart,
  templateRefOf,
  versionOf,
} from './templateVersion';

/**
 * Options of {@link prepareUpgrade}.
 *
 * @public
 */
export interface PrepareUpgradeOptions {
  /** What the service says of where it came from. */
  answers: Answers;
  /** The version that it came from. */
  base: TemplateSource;
  /** The version that it is upgraded to. */
  next: TemplateSource;
  /** Answers to parameters, before those on record; a text may stand for a number and the like. */
  values?: JsonObject;
  /** How a person answers a parameter that is missing. */
  howToAnswer?(name: string): string;
  render(source: TemplateSource, values: JsonObject): Promise<Rendering>;
  /** The file that the owner has in a path. */
  own(path: string): Promise<OwnFile>;
}

/**
 * What an upgrade would do.
 *
 * @public
 */
export interface Upgrade extends MergedFiles {
  /** Name of the template. */
  template: string;
  /** Versions. */
  from: string;
  to: string;
}

/**
 * Renders the version that a service came from and the new one, with what it
 * was answered then, and merges both into what its owner made of it. Nothing
 * is written: the answer says what is to be.
 *
 * @throws InputError when the service is of another template, or a parameter
 * of the new version has no answer, or one that it does not take
 * @public
 */
export async function prepareUpgrade(
  options: PrepareUpgradeOptions,
): Promise<Upgrade> {
  const { answers, base, next, render } = options;
  const { ref, version } = answers.template;
  const nextRef = templateRefOf(next.entity);
  if (nextRef !== ref) {
    throw new InputError(`It came from ${ref}, not from ${nextRef}`);
  }
  const values = givenAnswers({
    entity: next.entity,
    given: options.values ?? {},
    answered: answers.parameters,
  });
  const answered: JsonObject = { ...answers.parameters, ...values };
  const parameters = parametersForVersion({
    entity: next.entity,
    answered,
    howToAnswer: options.howToAnswer ?? (name => `give a value for "${name}"`),
  });
  // One after the other: a scaffolder has other work.
  const was = await renderFiles(
    render,
    base,
    withDefaults(base.entity, { ...values, ...answers.parameters }),
  );
  const will = await renderFiles(render, next, parameters);

  const own = new Map<string, OwnFile>();
  const paths = [...was.keys(), ...will.keys(), ...Object.keys(answers.files)];
  for (const path of paths) {
    if (!own.has(path)) own.set(path, await options.own(path));
  }
  const merged = mergeFiles({
    base: was,
    next: will,
    stamped: answers.files,
    own: path => own.get(path),
    label: labelOf(next.entity),
  });
  const rewritten = writeAnswers(
    makeAnswers({
      template: { ...answers.template, version: versionOf(next.entity) },
      parameters: answersToKeep(next.entity, parameters),
      files: will,
    }),
  );
  merged.write.set(answersPath, {
    content: Buffer.from(rewritten),
    executable: false,
  });
  return {
    ...merged,
    template: next.entity.metadata.name,
    from: version,
    to: versionOf(next.entity),
  };
}

async function renderFiles(
  render: PrepareUpgradeOptions['render'],
  source: TemplateSource,
  values: JsonObject,
): Promise<RenderedFiles> {
  const { files } = await render(
    { ...source, entity: renderingPart(source.entity) },
    values,
  );
  const rendered = new Map(files);
  rendered.delete(answersPath);
  return rendered;
}
