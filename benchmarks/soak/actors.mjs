// What goes on at the same time in a soak. An actor does one step after the
// other; one that writes tells in the end what of it was lost.
import { serviceRef } from '../catalog.mjs';

const pick = items => items[Math.floor(Math.random() * items.length)];

const nameOf = ref => ref.split('/')[1];

/** Reads all that people look at. */
export function reads({ readiness, refs }) {
  const paths = [
    () => 'entities?scorecard=benchmark',
    () => 'entities?scorecard=benchmark&sort=-score&limit=100',
    () => 'entities?scorecard=benchmark&check=f3&search=service-1',
    () => `entities/by-name/component/default/${nameOf(pick(refs))}`,
    () => `entities/by-name/component/default/${nameOf(pick(refs))}/history`,
    () => 'summary?scorecard=benchmark&groupBy=owner',
    () => 'summary?scorecard=benchmark&groupBy=category',
    () => 'trends?scorecard=benchmark',
    () => 'scorecards',
  ];
  return {
    name: 'reads',
    pauseMs: 30,
    step: () => readiness.request(`readiness/${pick(paths)()}`),
  };
}

/** Pushes facts, each with a value that comes once only. */
export function pushes({ database, readiness, refs }) {
  const taken = [];
  return {
    name: 'pushes',
    pauseMs: 100,
    async step() {
      const lastCommitAt = new Date().toISOString();
      const some = [...new Set([pick(refs), pick(refs), pick(refs)])];
      await readiness.request('readiness/facts', {
        facts: some.map(entityRef => ({
          entityRef,
          namespace: 'activity',
          value: { lastCommitAt },
        })),
      });
      taken.push(...some.map(ref => `${ref} ${lastCommitAt}`));
    },
    kept: 'Each push that was taken is on record, and the last one of each entity stands.',
    async lost() {
      const valuesIn = async table => {
        const rows = await database.query(
          'readiness',
          `select entity_ref, value from ${table} where namespace = 'activity'`,
        );
        return new Set(
          rows.map(
            row => `${row.entity_ref} ${JSON.parse(row.value).lastCommitAt}`,
          ),
        );
      };
      const recorded = await valuesIn('fact_changes');
      const standing = await valuesIn('facts');
      const last = new Map(taken.map(push => [push.split(' ')[0], push]));
      return [
        ...taken.filter(push => !recorded.has(push)),
        ...[...last.values()].filter(push => !standing.has(push)),
      ];
    },
  };
}

/** Has facts collected again. */
export function refreshes({ readiness, refs }) {
  const asked = new Map();
  return {
    name: 'refreshes',
    pauseMs: 500,
    async step() {
      const ref = pick(refs);
      const { requestedAt } = await readiness.request(
        `readiness/entities/by-name/component/default/${nameOf(ref)}/refresh`,
        {},
      );
      asked.set(ref, requestedAt);
    },
    kept: 'Each refresh has led to an observation that is newer.',
    async lost() {
      const old = [];
      for (const [ref, requestedAt] of asked) {
        const { collections } = await readiness.request(
          `readiness/entities/by-name/component/default/${nameOf(ref)}`,
        );
        const collected = collections.find(({ namespace }) =>
          namespace.startsWith('facts'),
        );
        if (!(collected?.observedAt >= requestedAt)) old.push(ref);
      }
      return old;
    },
  };
}

/** Has services come, change and go. */
export function churn({ catalog, readiness, from }) {
  const versions = new Map();
  const gone = new Set();
  let next = from;
  return {
    name: 'changes of the catalog',
    pauseMs: 1_000,
    async step() {
      const present = [...versions.keys()];
      const removed = present.length > 20 ? [pick(present)] : [];
      const changed = present.filter(
        index => !removed.includes(index) && Math.random() < 0.1,
      );
      changed.forEach(index => versions.set(index, versions.get(index) + 1));
      versions.set(next, 0);
      const put = [...changed, next].map(index => ({
        index,
        version: versions.get(index),
      }));
      next += 1;
      removed.forEach(index => {
        versions.delete(index);
        gone.add(index);
      });
      await catalog.ask('churn', { put, remove: removed });
    },
    kept: 'Services that came are graded as they last were, and those that went are gone.',
    async lost() {
      const all = [...versions.keys(), ...gone];
      const { items } = await readiness.request('readiness/entities/by-refs', {
        scorecard: 'benchmark',
        entityRefs: all.map(serviceRef),
      });
      return all.filter((index, position) => {
        const version = versions.get(index);
        const lifecycle =
          version === undefined ? undefined : lifecycleOf(version);
        return items[position]?.lifecycle !== lifecycle;
      });
    },
  };
}

const lifecycleOf = version =>
  version % 2 === 0 ? 'production' : 'experimental';

/**
 * Requests exemptions as a user, and decides on them as a service. One that is
 * open already is revoked first.
 */
export function exemptions({ asUser, readiness, owned }) {
  const checks = Array.from({ length: 10 }, (_, index) => `f${index}`);
  const excusable = owned.flatMap(subjectRef =>
    checks.map(check => ({ subjectRef, check, id: undefined })),
  );
  const states = new Map();
  return {
    name: 'exemptions',
    pauseMs: 1_000,
    async step() {
      const excused = pick(excusable);
      if (excused.id) {
        await readiness.request(
          `readiness/exemptions/${excused.id}/revoke`,
          {},
        );
        states.set(excused.id, 'revoked');
      }
      const { subjectRef, check } = excused;
      const { id } = await readiness.request(
        'readiness/exemptions',
        {
          scorecard: 'benchmark',
          check,
          scope: 'entity',
          subjectRef,
          reason: 'The soak has it excused for a while',
          expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        },
        asUser,
      );
      await readiness.request(`readiness/exemptions/${id}/decision`, {
        decision: 'approve',
      });
      states.set(id, 'approved');
      excused.id = id;
    },
    kept: 'Each exemption is in the state that it was put into.',
    async lost() {
      const wrong = [];
      for (const [id, state] of states) {
        const exemption = await readiness.request(`readiness/exemptions/${id}`);
        if (exemption.state !== state) wrong.push(id);
      }
      return wrong;
    },
  };
}
