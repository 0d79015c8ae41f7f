import { LineStarts } from './LineStarts';

/** Finds the lines of keys in JSON, which its parser does not tell. */
export class JsonLines {
  readonly #text: string;
  readonly #lines: LineStarts;
  readonly #sections = new Map<string, { start: number; last: number }>();

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineStarts(text);
  }

  /** The line of a key, or of the start where there is none. */
  lineOf(key: string): number {
    return this.#lines.lineAt(Math.max(0, this.#find(key, 0)));
  }

  /** The line of a key in a section; quickest when asked in their order. */
  lineIn(section: string, key: string): number {
    let place = this.#sections.get(section);
    if (!place) {
      const start = Math.max(0, this.#find(section, 0));
      place = { start, last: start };
      this.#sections.set(section, place);
    }
    let index = this.#find(key, place.last);
    if (index < 0) {
      index = this.#find(key, place.start);
    }
    if (index >= 0) {
      place.last = index;
    }
    return this.#lines.lineAt(index < 0 ? place.start : index);
  }

  /** The name followed by a colon; elsewhere it is a value. */
  #find(key: string, from: number): number {
    const quoted = JSON.stringify(key);
    let index = this.#text.indexOf(quoted, from);
    while (index >= 0) {
      const rest = this.#text.slice(
        index + quoted.length,
        index + quoted.length + 20,
      );
      if (rest.trimStart().startsWith(':')) {
        return index;
      }
      index = this.#text.indexOf(quoted, index + quoted.length);
    }
    return -1;
  }
}
