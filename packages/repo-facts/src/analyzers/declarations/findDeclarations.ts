import { z } from 'zod';
import { prefixOf } from '../../tree/EntityTree';
import { parseYamlDocuments } from '../../yaml/readYaml';
import { AnalyzerContext } from '../Analyzer';
import {
  Declaration,
  DeclarationKind,
  readDeclarations,
} from './readDeclarations';

/**
 * Reads what an entity declares in a file in the folder `.airworthy` of its
 * own. What is wrong with the file is noted as a problem with path and line.
 */
export async function findDeclarations<TShape extends z.ZodRawShape>(
  { entity, read, problem }: AnalyzerContext,
  kind: DeclarationKind<TShape>,
): Promise<(Declaration<TShape> & { path: string })[]> {
  const place = `${prefixOf(entity.folder)}.airworthy/${kind.name}`;
  const path = [`${place}.yaml`, `${place}.yml`].find(name =>
    entity.files.some(file => file.path === name),
  );
  const content = path && (await read(path));
  if (!path || !content) {
    return [];
  }
  const { documents, errors, templated } = parseYamlDocuments(content);
  const found = documents.map(document => readDeclarations(document, kind));
  const mistakes = [
    ...errors,
    ...(templated ? [{ line: 1, message: 'is a template' }] : []),
    ...found.flatMap(each => each.mistakes),
  ];
  for (const { line, message } of mistakes) {
    problem({ path, line, reason: `${path}:${line} ${message}` });
  }
  return found.flatMap(({ entries }) =>
    entries.map(entry => ({ path, ...entry })),
  );
}
