/**
 * What a golden path is made of, what becomes of it, and how that is brought
 * up to date.
 *
 * @packageDocumentation
 */
export * from './render/RenderedFile';
export * from './render/ScaffolderClient';
export * from './template/parametersFor';
export * from './template/readTemplateSource';
export * from './template/TemplateSource';
export * from './template/withDefaults';
