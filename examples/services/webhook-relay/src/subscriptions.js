/** Who wants to hear of which events. */
export class Subscriptions {
  #targets = new Map();

  add(event, url) {
    const targets = this.#targets.get(event) ?? new Set();
    this.#targets.set(event, targets.add(new URL(url).href));
  }

  of(event) {
    return [...(this.#targets.get(event) ?? [])];
  }
}
