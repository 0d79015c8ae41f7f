import { JsonObject } from '@backstage/types';

/**
 * The types that a fact may have: the part of JSON Schema that the facts need
 * and CEL can check. Numbers are numbers; there are no unions.
 *
 * @public
 */
export type FactSchema =
  | { type: 'boolean'; description?: string }
  | { type: 'string'; format?: 'date-time'; description?: string }
  | {
      type: 'number';
      minimum?: number;
      maximum?: number;
      description?: string;
    }
  | { type: 'array'; items: FactSchema; description?: string }
  | {
      /** With `properties`, a record with exactly these; else a map of `additionalProperties`. */
      type: 'object';
      properties?: Record<string, FactSchema>;
      additionalProperties?: FactSchema | boolean;
      description?: string;
    };

/**
 * Why some facts are not known.
 *
 * @public
 */
export interface FactProblem {
  /**
   * Path of the facts that are unknown for it, from the namespace on, such as
   * `repo.docker`; `repo` for the whole namespace.
   */
  fact: string;
  /** One sentence for a person. */
  reason: string;
  path?: string;
  line?: number;
}

/**
 * What one collector observed about one entity.
 *
 * @public
 */
export interface FactSet {
  namespace: string;
  value: JsonObject;
  problems: FactProblem[];
  /** ISO 8601, UTC. */
  observedAt: string;
  /** ISO 8601, UTC: from when on the facts are stale. Absent for never. */
  expiresAt?: string;
  /** Revision of the source that was read, where there is one. */
  revision?: string;
}

/**
 * Where a fact was seen.
 *
 * @public
 */
export interface Evidence {
  /** Path in the entity's source tree. */
  path?: string;
  /** Line in that file, counted from 1. */
  line?: number;
  /** Absolute URL, for facts that do not come from a file. */
  url?: string;
  /** What was seen there, in a few words. */
  note?: string;
}
