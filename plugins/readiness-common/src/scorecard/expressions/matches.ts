import { ASTNode } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';

/**
 * What `matches` is called once parsed. The engine's own runs JavaScript's
 * regular expressions, which can take forever on texts of hostile repositories;
 * CEL demands those of RE2, which take linear time.
 */
export const linearMatches = 'linearMatches';

/** Patterns compiled at most; there are as many as scorecards write. */
const maxPatterns = 1_000;

const patterns = new Map<string, RE2JS>();

/**
 * Whether a text contains what a pattern describes.
 *
 * @throws Error when the pattern is not one of RE2
 */
export function matches(text: string, pattern: string): boolean {
  return compilePattern(pattern).matcher(text).find();
}

/** @throws Error when the pattern is not one of RE2 */
export function compilePattern(pattern: string): RE2JS {
  const known = patterns.get(pattern);
  if (known) return known;
  const compiled = RE2JS.compile(pattern);
  // Those that come from facts have no end.
  if (patterns.size >= maxPatterns) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}

/** Makes all calls of `matches` in a syntax tree linear. */
export function makeMatchesLinear(node: ASTNode): void {
  if (node.op === 'rcall' && node.args[0] === 'matches') {
    node.args[0] = linearMatches;
  }
  childrenOf(node).forEach(makeMatchesLinear);
}

function childrenOf({ args }: ASTNode): ASTNode[] {
  return [args].flat(3).filter(isNode);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}
