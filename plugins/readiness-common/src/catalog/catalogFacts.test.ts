import { Entity } from '@backstage/catalog-model';
import { catalogFacts } from './catalogFacts';

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments',
    title: 'Payments',
    annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    links: [{ url: 'https://example.com/dashboard', title: 'Dashboard' }],
    tags: ['node'],
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'team-a',
    system: 'checkout',
    dependsOn: ['resource:payments-db', 'not a reference'],
    providesApis: ['payments'],
  },
};

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: 'team-a',
    links: [{ url: 'https://example.com/chat' }],
    annotations: { 'pagerduty.com/service-id': 'P1', 'example.com/other': 'x' },
  },
  spec: { type: 'team', profile: { email: 'team-a@example.com' } },
  relations: [
    { type: 'hasMember', targetRef: 'user:default/a' },
    { type: 'hasMember', targetRef: 'user:default/b' },
    { type: 'parentOf', targetRef: 'group:default/team-b' },
  ],
};

describe('catalogFacts', () => {
  it('states what the catalog says about an entity and its owner', () => {
    expect(catalogFacts(component, { entity: group, owned: 7 })).toEqual({
      kind: 'Component',
      namespace: 'default',
      name: 'payments',
      title: 'Payments',
      description: '',
      type: 'service',
      lifecycle: 'production',
      tags: ['node'],
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
      labels: {},
      links: [
        { url: 'https://example.com/dashboard', title: 'Dashboard', type: '' },
      ],
      system: 'system:default/checkout',
      dependsOn: ['resource:default/payments-db'],
      providesApis: ['api:default/payments'],
      consumesApis: [],
      owner: {
        declared: true,
        ref: 'group:default/team-a',
        exists: true,
        kind: 'group',
        members: 2,
        owned: 7,
        email: 'team-a@example.com',
        contacts: 2,
      },
    });
  });

  it('takes the owner and dependencies that the catalog resolved', () => {
    const facts = catalogFacts({
      ...component,
      relations: [
        { type: 'ownedBy', targetRef: 'user:default/a' },
        { type: 'dependsOn', targetRef: 'resource:default/payments-db' },
        { type: 'dependsOn', targetRef: 'component:default/ledger' },
      ],
    });
    expect(facts.owner).toMatchObject({ ref: 'user:default/a', kind: 'user' });
    expect(facts.dependsOn).toEqual([
      'component:default/ledger',
      'resource:default/payments-db',
    ]);
  });

  it('tells an owner that does not exist from none', () => {
    expect(catalogFacts(component, { owned: 3 }).owner).toEqual({
      declared: true,
      ref: 'group:default/team-a',
      exists: false,
      kind: 'group',
      members: 0,
      owned: 3,
      email: '',
      contacts: 0,
    });
    const { owner } = catalogFacts({ ...component, spec: {} });
    expect(owner).toMatchObject({ declared: false, ref: '', kind: '' });
  });

  it('survives an entity that nobody validated', () => {
    const entity = {
      apiVersion: 'v1',
      kind: 'Component',
      metadata: { name: 'x', tags: 'y', links: [null, 3], annotations: [1] },
      spec: { owner: 5, system: {}, dependsOn: 'z', providesApis: [null] },
    } as unknown as Entity;
    expect(catalogFacts(entity)).toMatchObject({
      tags: [],
      annotations: {},
      links: [
        { url: '', title: '', type: '' },
        { url: '', title: '', type: '' },
      ],
      system: '',
      dependsOn: [],
      providesApis: [],
    });
  });
});
