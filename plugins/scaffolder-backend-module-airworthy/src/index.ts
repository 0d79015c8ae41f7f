/**
 * Scaffolder actions that grade a workspace before it is published, and
 * publish it to a local repository.
 *
 * @packageDocumentation
 */
export { scaffolderModuleAirworthy as default } from './module';
