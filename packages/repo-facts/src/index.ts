/**
 * Reads a source tree and states facts about it, each with file and line.
 *
 * @packageDocumentation
 */
export * from './facts';
export * from './observe';
export * from './tree/DirectoryTree';
export * from './tree/MemoryTree';
export * from './tree/SourceTree';
