/**
 * Collects facts about catalog entities, grades them, and serves the reports.
 *
 * @packageDocumentation
 */
export { readinessPlugin as default } from './plugin';
