/**
 * What a golden path is made of, what becomes of it, and how that is brought
 * up to date.
 *
 * @packageDocumentation
 */
export * from './git/git';
export { answersToKeep } from './lineage/answeredParameters';
export * from './lineage/answersFile';
export * from './lineage/describeUpgrade';
export * from './lineage/mergeFiles';
export * from './lineage/OwnFolder';
export * from './lineage/prepareUpgrade';
export * from './lineage/TemplateHistory';
export {
  templateTagAnnotation,
  templateVersionAnnotation,
  versionOf,
} from './lineage/templateVersion';
export * from './metrics/askedMetrics';
export * from './metrics/brokenQueries';
export * from './render/RenderedFile';
export * from './render/ScaffolderClient';
export * from './template/parametersFor';
export * from './template/readTemplateSource';
export * from './template/TemplateSource';
export * from './template/withDefaults';
export * from './yaml/yamlValueOf';
