/** What the charts of a tree may take, in characters handled; some seconds. */
const maxEffort = 16_000_000;

/** Bounds the work of rendering, whatever templates say: once for all charts. */
export class Effort {
  #left = maxEffort;

  /** @throws when it was too much */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) {
      throw new Error('takes too much work');
    }
  }

  /** Spends what it takes to read values as a whole. */
  spendOn(values: unknown[]): void {
    // A template can put a map into itself, so the way in has no end.
    const open = [...values];
    while (open.length > 0) {
      const value = open.pop();
      this.spend(typeof value === 'string' ? value.length + 1 : 1);
      if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) {
          this.spend(key.length);
          open.push(inner);
        }
      }
    }
  }
}
