import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ExemptionScope } from '@airworthy/backstage-plugin-readiness-common';

/** Whom an exemption may be for. */
export interface Subject {
  scope: ExemptionScope;
  subjectRef: string;
}

/** Whom an exemption of an entity may be for: itself, what its owner owns, its system. */
export function subjectsOf(entity: Entity): Subject[] {
  const defaultNamespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  const named = (
    scope: ExemptionScope,
    value: unknown,
    defaultKind: string,
  ): Subject[] => {
    if (typeof value !== 'string' || !value) {
      return [];
    }
    try {
      const ref = parseEntityRef(value, { defaultKind, defaultNamespace });
      return [{ scope, subjectRef: stringifyEntityRef(ref) }];
    } catch {
      return [];
    }
  };
  return [
    { scope: 'entity', subjectRef: stringifyEntityRef(entity) },
    ...named('owner', entity.spec?.owner, 'group'),
    ...named('system', entity.spec?.system, 'system'),
  ];
}
