/** A value of an attribute, with its quotes. */
export function xmlAttribute(text: string): string {
  return `"${xmlText(text).replace(/[\n\r\t]/g, ' ')}"`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Most control characters have no place in XML, not even as references. */
export function xmlText(text: string): string {
  return text
    .replace(/[&<>"]/g, character => entities[character])
    .replace(/(?![\n\r\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}
