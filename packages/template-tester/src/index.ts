/**
 * Tests Backstage templates like code: renders them over their parameters, and
 * checks what comes out.
 *
 * @packageDocumentation
 */
export * from './run/testTemplates';
export type { CheckOutcome, ResultTest, TemplateTest } from './run/outcome';
export { PrivateScaffolder } from './scaffolder/PrivateScaffolder';
export * from './run/summarise';
export * from './upgrade/upgradeFolder';
