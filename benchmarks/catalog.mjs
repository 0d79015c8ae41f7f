// The generated catalog and its facts: the same for all that is measured.

/** Facts of each entity change one at a time, in so many collections. */
const cycle = 100;

/** Groups that own entities; the one with index 0 has the guest for a member. */
const crews = 50;

/** Entity ref of one service. */
export function serviceRef(index) {
  return `component:default/service-${index}`;
}

/** Names of so many facts. */
export function factNames(count) {
  return Array.from({ length: count }, (_, fact) => `f${fact}`);
}

/**
 * Facts of one service after so many collections: numbers from 0 to 99. From
 * one collection to the next, 1 % of all facts change.
 */
export function factsOf(index, count, collection) {
  return Object.fromEntries(
    factNames(count).map((name, fact) => {
      const place = (index * count + fact) % cycle;
      const changed = place >= 1 && place <= collection ? 1 : 0;
      return [name, (index * 7 + fact * 13 + changed) % 100];
    }),
  );
}

/** The least value with which a fact passes. */
export function threshold(fact) {
  return 20 + (fact % 10);
}

/** Whether the guest is one of its owners. */
export function isOwnedByGuest(index) {
  return index % crews === 0;
}

/**
 * The catalog: services, and groups that own them.
 *
 * @param sources - where their sources are, by index, if anywhere
 */
export function entities(services, sources = []) {
  const group = (name, spec) =>
    entity('Group', name, { type: 'team', ...spec });
  return [
    group('fleet', { children: [] }),
    ...Array.from({ length: crews }, (_, index) =>
      group(`crew-${index}`, { parent: 'fleet', children: [] }),
    ),
    entity('User', 'guest', { memberOf: ['crew-0'] }),
    ...Array.from({ length: services }, (_, index) =>
      service(index, 0, sources[index]),
    ),
  ];
}

/** One service, as it is at first or after some changes of it. */
export function service(index, version = 0, source = undefined) {
  return entity(
    'Component',
    `service-${index}`,
    {
      type: 'service',
      lifecycle: version % 2 === 0 ? 'production' : 'experimental',
      owner: `crew-${index % crews}`,
      system: `system-${index % 100}`,
    },
    source && { 'backstage.io/source-location': `url:${source}` },
  );
}

function entity(kind, name, spec, annotations = {}) {
  const location = `url:https://example.com/${kind.toLowerCase()}/${name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...annotations,
      },
    },
    spec,
  };
}
