import {
  Answers,
  answersPath,
  answersSchema,
  hashOfFile,
  readAnswers,
} from '@airworthy/repo-facts';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { RenderedFiles } from '../render/RenderedFile';

const comment = `# From which template this came, and what it was answered with.
# A later version of the template is merged in with the help of this file:
# airworthy templates upgrade. Nothing in it needs to be changed by hand.
`;

/**
 * States what a template was told and what it wrote.
 *
 * @throws InputError when that cannot be kept, such as a version that is none
 * @public
 */
export function makeAnswers(options: {
  template: Answers['template'];
  parameters: JsonObject;
  files: RenderedFiles;
}): Answers {
  const { template, parameters, files } = options;
  const paths = [...files.keys()].filter(path => path !== answersPath).sort();
  const parsed = answersSchema.safeParse({
    apiVersion: 'airworthy.dev/v1',
    kind: 'Answers',
    template,
    // As a file has them: without what JavaScript alone knows.
    parameters: JSON.parse(JSON.stringify(parameters)),
    files: Object.fromEntries(
      paths.map(path => [path, hashOfFile(files.get(path)!.content)]),
    ),
  });
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `The answers to ${template.ref} cannot be kept: ${path.join(
        '.',
      )} ${message}`,
    );
  }
  return parsed.data;
}

/**
 * The text of an answers file; the same answers give the same text.
 *
 * @public
 */
export function writeAnswers(answers: Answers): string {
  return `${comment}${stringify(answers, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  })}`;
}

/**
 * Reads the text of an answers file.
 *
 * @param named - what the file is called in messages
 * @throws InputError with path and line of each mistake
 * @public
 */
export function parseAnswers(text: string, named: string): Answers {
  const { answers, mistakes } = readAnswers(text);
  if (!answers) {
    throw new InputError(
      mistakes
        .map(({ line, message }) => `${named}:${line} ${message}`)
        .join('\n'),
    );
  }
  return answers;
}
