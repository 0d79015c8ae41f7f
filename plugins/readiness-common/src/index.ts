/**
 * Scorecards, their evaluation and the readiness API, for browser and server.
 *
 * @packageDocumentation
 */
export * from './api/collectors';
export * from './api/entities';
export * from './api/exemptions';
export * from './api/history';
export * from './api/lineage';
export * from './api/preview';
export * from './api/pushedFacts';
export * from './api/ReadinessApi';
export * from './api/ReadinessClient';
export * from './api/scorecards';
export * from './api/summary';
export * from './api/trends';
export * from './catalog/catalogFacts';
export * from './catalog/facts';
export * from './facts';
export * from './permissions';
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
export { waitsForPeople } from './scorecard/standing';
export type {
  CheckExpressions,
  Condition,
  Expression,
  Proposition,
} from './scorecard/expressions/Expression';
