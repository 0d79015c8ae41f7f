import { Evidence } from '../facts';

/** How much evidence a result carries at most. */
export const maxEvidence = 20;

const maxNoteLength = 200;

/**
 * Reads the value of an evidence expression: a list of records, of which
 * `path`, `line`, `url` and `note` count, or of strings, which become notes.
 * Items that say nothing of this are left out.
 */
export function toEvidence(value: unknown): Evidence[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, maxEvidence)
    .map(toPiece)
    .filter(piece => Object.keys(piece).length > 0);
}

function toPiece(item: unknown): Evidence {
  if (typeof item === 'string') return item ? { note: shorten(item) } : {};
  if (typeof item !== 'object' || item === null) return {};

  const { path, line, url, note } = item as Record<string, unknown>;
  const piece: Evidence = {};
  if (typeof path === 'string' && path) {
    piece.path = path;
    const number = Number(line);
    if (Number.isInteger(number) && number > 0) piece.line = number;
  }
  // It ends up in a link, and may come from a hostile repository.
  if (typeof url === 'string' && /^https?:\/\//i.test(url)) piece.url = url;
  if (typeof note === 'string' && note) piece.note = shorten(note);
  return piece;
}

function shorten(text: string): string {
  return text.length > maxNoteLength
    ? `${text.slice(0, maxNoteLength - 1)}…`
    : text;
}
