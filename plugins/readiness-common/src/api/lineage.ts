/**
 * Query of `GET /lineage`.
 *
 * @public
 */
export interface LineageRequest {
  /** Only what came from this template. */
  template?: string;
  /** Only this entity. */
  entityRef?: string;
  /** `behind`: only what is behind its template; `all` when absent. */
  show?: 'all' | 'behind';
  cursor?: string;
  /** 1 to 500; 25 when absent. */
  limit?: number;
}

/**
 * How far a version is behind another: by the first of its numbers that
 * differs, or `other` where they are not made of three numbers.
 *
 * @public
 */
export type VersionGap = 'major' | 'minor' | 'patch' | 'other';

/**
 * From which template an entity came, and how far both have moved on.
 *
 * @public
 */
export interface EntityLineage {
  entityRef: string;
  title?: string;
  /** Entity ref. */
  owner?: string;
  /** Entity ref of the template. */
  template: string;
  /** Absent where the catalog has no such template that the caller may read. */
  templateTitle?: string;
  /** The version that it came from, or was last upgraded to. */
  version: string;
  /** The version that the catalog has of the template. */
  currentVersion?: string;
  /** Absent when it is not behind. */
  gap?: VersionGap;
  /** Files that the template wrote. */
  files: number;
  /** Of those, files that say something else by now. */
  changed: number;
  /** Of those, files that are gone. */
  removed: number;
}

/**
 * A template, and how many entities came from it.
 *
 * @public
 */
export interface TemplateLineage {
  /** Entity ref. */
  template: string;
  title?: string;
  currentVersion?: string;
  entities: number;
  /** Of those, entities that are behind the current version. */
  behind: number;
}

/**
 * Answer of `GET /lineage`: one page of entities, sorted by name.
 *
 * @public
 */
export interface LineageResponse {
  items: EntityLineage[];
  totalItems: number;
  nextCursor?: string;
  /** All templates of which entities are known that the caller may read. */
  templates: TemplateLineage[];
}
