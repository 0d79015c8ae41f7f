/** Bad usage or bad input: one clear line, or one for each mistake. Exit code 2. */
export class UsageError extends Error {
  constructor(...lines: string[]) {
    super(lines.join('\n'));
    this.name = 'UsageError';
  }
}
