/**
 * The built-in scorecards.
 *
 * @packageDocumentation
 */
export * from './builtInScorecards';
export * from './compileBuiltInScorecards';
export * from './fixtures';
