import { Entity } from '@backstage/catalog-model';

/** A component as the catalog would serve it. */
export function component(
  name: string,
  options: {
    spec?: Entity['spec'];
    folder?: string;
    annotations?: Record<string, string>;
    title?: string;
    kind?: string;
    etag?: string;
  } = {},
): Entity {
  const annotations = {
    ...(options.folder
      ? {
          'backstage.io/source-location': `file:${options.folder}`,
          'backstage.io/managed-by-origin-location': 'file:/org/all.yaml',
        }
      : {}),
    ...options.annotations,
  };
  const kind = options.kind ?? 'Component';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      title: options.title,
      uid: `${kind}-${name}`,
      etag: options.etag ?? '1',
      annotations,
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/crew',
      ...options.spec,
    },
  };
}

/** A group as the catalog would serve it. */
export function group(name: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      namespace: 'default',
      name,
      title: `The ${name}`,
      uid: `Group-${name}`,
      etag: '1',
    },
    spec: { type: 'team', children: [], parent },
  };
}
