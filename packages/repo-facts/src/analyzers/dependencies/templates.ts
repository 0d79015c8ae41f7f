import { textLooksTemplated } from '../../yaml/templates';

/** Whether a text that does not parse is a template, of the scaffolder too. */
export function isTemplate(text: string): boolean {
  return textLooksTemplated(text) || text.includes('${{');
}
