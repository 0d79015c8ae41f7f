/**
 * Reads a source tree and states facts about it, each with file and line.
 *
 * @packageDocumentation
 */
export { PathPattern } from './analyzers/files/PathPattern';
export * from './facts';
export * from './lineage/answers';
export * from './observe';
export { isProductFolder } from './tree/boundaries';
export * from './tree/DirectoryTree';
export * from './tree/MemoryTree';
export * from './tree/ReadOnceTree';
export * from './tree/SourceTree';
