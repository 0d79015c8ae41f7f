import { FilterPredicate } from '@backstage/filter-predicates';

/**
 * A level of a scorecard.
 *
 * @public
 */
export interface LevelDocument {
  /** Letters and digits, such as `L1`; unique in its scorecard, and not `none`. */
  id: string;
  title: string;
  description?: string;
}

/**
 * How people may attest a check: in the repository's
 * `.airworthy/attestations.yaml`.
 *
 * @public
 */
export interface AttestationDocument {
  /** Whole days for which an attestation holds, counted from its date. */
  withinDays: number;
  /** Name of an annotation of the entity that may hold the date instead. */
  annotation?: string;
}

/**
 * A check, as written in a scorecard.
 *
 * @public
 */
export interface CheckDocument {
  /** Lower case words joined by hyphens; unique in its scorecard. */
  id: string;
  /**
   * The check of another scorecard that it is, as `scorecard/check`. What is
   * written besides stands instead of what that check says.
   */
  use?: string;
  title: string;
  /** Id of the level that needs it. */
  level: string;
  /** Any text; checks of the same category are shown together. */
  category: string;
  /** Greater than 0, at most 1000, with up to two decimals; 1 when absent. */
  weight: number;
  /** Hours of work to make it pass, greater than 0; 1 when absent. */
  effortHours: number;
  /** CEL, a boolean: whether the check applies to the entity at all. */
  when?: string;
  /** The same in words that complete "Applies", such as `where there is a database`. */
  applies?: string;
  /** CEL, a boolean: whether the check passes. Absent where only people can say. */
  pass?: string;
  /** Where no file proves it, people may attest it. */
  attestation?: AttestationDocument;
  /** CEL, a list of records with `path` and `line`, or of strings: what the result rests on. */
  evidence?: string;
  /** What is wrong when it does not pass. */
  message: string;
  /** Why it matters, with its source. */
  reason?: string;
  fix?: {
    /** Markdown. */
    guide?: string;
    /** Entity ref of a template that mends it. */
    template?: string;
  };
}

/**
 * A scorecard, as written in YAML.
 *
 * @public
 */
export interface ScorecardDocument {
  apiVersion: 'airworthy.dev/v1';
  kind: 'Scorecard';
  metadata: {
    /** Lower case words joined by hyphens; unique in a portal. */
    name: string;
    title: string;
    description?: string;
    /** Entity ref. */
    owner?: string;
  };
  spec: {
    /** Backstage's filter predicate over the catalog entity, with at least one condition. */
    appliesTo: FilterPredicate;
    /** From the lowest up, at least one. */
    levels: LevelDocument[];
    /** At least one. */
    checks: CheckDocument[];
  };
}
