/**
 * One line that is safe to print: names of files, and texts of repositories,
 * may hold anything, also what moves the cursor or reverses the reading order.
 */
export function cleanLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
