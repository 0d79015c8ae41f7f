/**
 * Scaffolder actions that grade a workspace before it is published, and
 * publish it to a local repository.
 *
 * @packageDocumentation
 */
export { createAssessAction } from './actions/assess';
export { scaffolderModuleAirworthy as default } from './module';
