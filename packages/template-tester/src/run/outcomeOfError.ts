import { CheckOutcome, notLookedAt, outcomeOf } from './outcome';

/**
 * What no template can help: what a rendering without a network, or of any size,
 * takes, and folders above it whose address is computed.
 */
const outOfReach =
  /without a network$|a directory outside its parent$|a dry run takes no more$|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|fetch failed|Bad credentials/;

/** What an error says of a template, or of what is out of its reach. */
export function outcomeOfError(
  check: { id: string; title: string },
  error: unknown,
): CheckOutcome {
  const lines = linesOf(error);
  return outOfReach.test(lines[0])
    ? notLookedAt(check, 'skipped', lines[0])
    : outcomeOf(
        check,
        lines.map(message => ({ message })),
      );
}

/** The first lines of an error, as the scaffolder answered it. */
export function linesOf(error: unknown): string[] {
  const { message, body } = error as Error & {
    body?: { error?: { message?: string } };
  };
  return (body?.error?.message ?? message).split('\n').slice(0, 5);
}
