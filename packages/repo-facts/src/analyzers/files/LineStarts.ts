/** Tells lines, counted from 1, and columns, from 0, of places in a text. */
export class LineStarts {
  readonly #starts = [0];

  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      this.#starts.push(i + 1);
    }
  }

  lineAt(index: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#starts[middle] <= index) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + 1;
  }

  positionAt(index: number) {
    const line = this.lineAt(index);
    return { line, column: index - this.#starts[line - 1] };
  }

  indexAt({ line, column }: { line: number; column: number }): number {
    const known = Math.min(Math.max(line, 1), this.#starts.length);
    return this.#starts[known - 1] + column;
  }
}
