import { InputError } from '@backstage/errors';
import {
  TemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { LineCounter, parseAllDocuments } from 'yaml';
import { yamlValueOf } from '../yaml/yamlValueOf';

/**
 * Answers the templates in a YAML text; what is of another kind is left out.
 *
 * @param named - what the text is called in messages
 * @throws InputError with a line for each mistake, `file:line:column`
 */
export async function parseTemplates(
  text: string,
  named: string,
): Promise<TemplateEntityV1beta3[]> {
  const lineCounter = new LineCounter();
  const documents = Array.from(
    parseAllDocuments(text, { lineCounter, prettyErrors: false, merge: true }),
  );
  const mistakes: string[] = [];
  const mistake = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    mistakes.push(`${named}:${line}:${col}: ${message}`);
  };

  const templates: TemplateEntityV1beta3[] = [];
  for (const document of documents) {
    const { value, mistakes: unread } = yamlValueOf(document);
    for (const { offset, message } of unread) mistake(offset, message);
    if (!isTemplate(value)) continue;
    try {
      await templateEntityV1beta3Validator.check(value);
      templates.push(value);
    } catch (error) {
      mistake(document.range[0], (error as Error).message);
    }
  }
  if (mistakes.length > 0) throw new InputError(mistakes.join('\n'));
  return templates;
}

function isTemplate(value: unknown): value is TemplateEntityV1beta3 {
  const { apiVersion, kind } = (value ?? {}) as Record<string, unknown>;
  return (
    apiVersion === 'scaffolder.backstage.io/v1beta3' && kind === 'Template'
  );
}
