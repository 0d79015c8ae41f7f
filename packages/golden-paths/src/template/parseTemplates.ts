import { InputError } from '@backstage/errors';
import {
  TemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { LineCounter, parseAllDocuments } from 'yaml';

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
    for (const { pos, message } of document.errors) mistake(pos[0], message);
    if (document.errors.length > 0) continue;
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      mistake(document.range[0], (error as Error).message);
      continue;
    }
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
