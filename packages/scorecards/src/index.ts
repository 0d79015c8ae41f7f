/**
 * The built-in scorecards.
 *
 * @packageDocumentation
 */
export * from './builtInScorecards';
export * from './fixtures';
