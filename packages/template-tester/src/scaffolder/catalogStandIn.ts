import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotImplementedError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { RepositoryShelf } from './RepositoryShelf';

/** Answers any entity that an action asks for, as plain as its reference says it. */
function entityOf(ref: string | CompoundEntityRef): Entity {
  const { kind, namespace, name } = parseEntityRef(stringify(ref), {
    defaultKind: 'Component',
    defaultNamespace: 'default',
  });
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind.charAt(0).toLocaleUpperCase('en-US') + kind.slice(1),
    metadata: { namespace, name, title: name, description: name },
    spec: { type: 'sample', owner: 'group:default/sample' },
    relations: [],
  };
}

function stringify(ref: string | CompoundEntityRef): string {
  return typeof ref === 'string' ? ref : stringifyEntityRef(ref);
}

function answersFrom(shelf: RepositoryShelf) {
  const find = (ref: string | CompoundEntityRef) =>
    shelf.find(stringify(ref))?.entity ?? entityOf(ref);
  return {
    async getEntityByRef(ref: string | CompoundEntityRef) {
      return find(ref);
    },
    async getEntitiesByRefs({ entityRefs }: { entityRefs: string[] }) {
      return { items: entityRefs.map(find) };
    },
    async getEntities() {
      return { items: [] };
    },
    async queryEntities() {
      return { items: [], totalItems: 0, pageInfo: {} };
    },
  };
}

function answerOrRefuse(target: object, name: string | symbol): unknown {
  const answer = Reflect.get(target, name);
  // Whatever has a `then` is taken for a promise.
  if (answer !== undefined || name === 'then') return answer;
  return async () => {
    throw new NotImplementedError(
      `There is no catalog here to be asked (${String(name)})`,
    );
  };
}

/**
 * Stands for the catalog, of which a rendering needs no more than single
 * entities: those whose repositories are on the shelf, and samples.
 */
export const catalogStandIn = (shelf: RepositoryShelf) =>
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      new Proxy(answersFrom(shelf), { get: answerOrRefuse }) as never,
  });
