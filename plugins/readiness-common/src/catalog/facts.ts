import { FactSchema } from '../facts';

const strings: FactSchema = { type: 'array', items: { type: 'string' } };

/**
 * The shape of the `catalog` facts: what the catalog says about an entity.
 *
 * @public
 */
export const catalogFactsSchema: FactSchema = {
  type: 'object',
  properties: {
    kind: { type: 'string' },
    namespace: { type: 'string' },
    name: { type: 'string' },
    title: { type: 'string' },
    description: { type: 'string' },
    type: { type: 'string' },
    lifecycle: { type: 'string' },
    tags: strings,
    annotations: {
      type: 'object',
      additionalProperties: { type: 'string' },
    },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    links: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          url: { type: 'string' },
          title: { type: 'string' },
          type: { type: 'string' },
        },
      },
    },
    system: {
      type: 'string',
      description: 'Entity ref, empty for none',
    },
    dependsOn: { ...strings, description: 'Entity refs' },
    providesApis: { ...strings, description: 'Entity refs' },
    consumesApis: { ...strings, description: 'Entity refs' },
    owner: {
      type: 'object',
      description: 'As declared by spec.owner, and as found in the catalog',
      properties: {
        declared: { type: 'boolean' },
        ref: { type: 'string', description: 'Entity ref, empty for none' },
        exists: { type: 'boolean' },
        kind: { type: 'string', description: 'Lower case: group or user' },
        members: { type: 'number', description: 'Direct members of a group' },
        owned: {
          type: 'number',
          description: 'Entities that the owner owns directly',
        },
        email: { type: 'string' },
        contacts: {
          type: 'number',
          description: 'Links and annotations that say how to reach the owner',
        },
      },
    },
  },
};

/**
 * The `catalog` facts about one entity.
 *
 * @public
 */
export interface CatalogFacts {
  kind: string;
  namespace: string;
  name: string;
  title: string;
  description: string;
  type: string;
  lifecycle: string;
  tags: string[];
  annotations: Record<string, string>;
  labels: Record<string, string>;
  links: { url: string; title: string; type: string }[];
  system: string;
  dependsOn: string[];
  providesApis: string[];
  consumesApis: string[];
  owner: {
    declared: boolean;
    ref: string;
    exists: boolean;
    kind: string;
    members: number;
    owned: number;
    email: string;
    contacts: number;
  };
}
