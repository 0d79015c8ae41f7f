/**
 * The contract for collectors of facts, and source trees of catalog entities.
 *
 * @packageDocumentation
 */
export * from './builtInFactSchemas';
export * from './Collector';
export * from './extensionPoint';
export * from './PostponedError';
export * from './pushedFacts';
export * from './repoFacts';
export * from './source/sourceLocation';
export * from './source/SourceTrees';
