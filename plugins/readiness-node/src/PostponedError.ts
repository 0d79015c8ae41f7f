/**
 * What a collector answers about an entity that it could not ask about yet:
 * the source wants to be left alone, or there was no time left. This is no
 * failure: the last facts stay as they are.
 *
 * @public
 */
export class PostponedError extends Error {
  /** When to ask again. */
  readonly until: Date;

  constructor(message: string, until: Date) {
    super(message);
    this.name = 'PostponedError';
    this.until = until;
  }
}
