/**
 * Shows how ready each service is for production, and what to do next.
 *
 * @packageDocumentation
 */
export { readinessApiRef } from './api';
export { isReadinessAvailable } from './conditions';
export {
  EntityReadinessCard,
  EntityReadinessContent,
  ReadinessPage,
  readinessPlugin,
  WillBeCreatedFieldExtension,
} from './plugin';
export { readinessTranslationRef } from './translation';
