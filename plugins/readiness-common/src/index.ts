/**
 * Scorecards, their evaluation and the readiness API, for browser and server.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './catalog/catalogFacts';
export * from './catalog/facts';
export * from './collectors';
export * from './exemptions';
export * from './facts';
export * from './lineage';
export * from './permissions';
export * from './preview';
export * from './ReadinessClient';
export * from './report';
export * from './reportDocument';
export * from './scorecard/compareGrades';
export * from './scorecard/compile';
export * from './scorecard/document';
export {
  evaluateScorecard,
  type EvaluateScorecardOptions,
  reportOf,
} from './scorecard/evaluate';
export { firstExemptionEnd } from './scorecard/excuse';
export * from './scorecard/gradeProvable';
export * from './scorecard/readYaml';
export {
  repositoryExemptions,
  type RepositoryExemption,
  type RepositoryExemptionRules,
} from './scorecard/repositoryExemptions';
export * from './trends';
export type {
  CheckExpressions,
  Condition,
  Expression,
  Proposition,
} from './scorecard/expressions/Expression';
