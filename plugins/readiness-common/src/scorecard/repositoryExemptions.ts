import { z } from 'zod';
import { FactSet } from '../facts';
import { GrantedExemption } from '../report';
import { KnownFacts } from './KnownFacts';

/**
 * What is asked of exemptions that stand in a repository.
 *
 * @public
 */
export interface RepositoryExemptionRules {
  /** Whether one must end. */
  expiryRequired: boolean;
  /** How many days from now on it may last. */
  longestDays: number;
}

/**
 * An exemption that stands in the repository of an entity.
 *
 * @public
 */
export interface RepositoryExemption {
  /** Name of the only scorecard that it is for; absent for all. */
  scorecard?: string;
  exemption: GrantedExemption & { path: string; line: number };
  /** Why it does not count, as a sentence; absent when it does. */
  fault?: string;
}

/** The rules where nobody has set others, as in the command. */
export const defaultExemptionRules: RepositoryExemptionRules = {
  expiryRequired: true,
  longestDays: 180,
};

/** The fact that lists them. */
const exemptionsFact = 'repo.exemptions.entries';

const entrySchema = z.object({
  path: z.string(),
  line: z.number(),
  check: z.string(),
  scorecard: z.string(),
  reason: z.string(),
  expires: z.string(),
  link: z.string(),
  owners: z.array(z.string()),
});

type Entry = z.infer<typeof entrySchema>;

const day = 24 * 60 * 60 * 1000;

/**
 * Reads the exemptions that stand in the repository of an entity, and says
 * which of them do not count. One counts that the owners of its file had to
 * agree to, and that ends within the time allowed.
 *
 * @public
 */
export function repositoryExemptions(options: {
  facts: FactSet[];
  now: Date;
  rules?: RepositoryExemptionRules;
}): RepositoryExemption[] {
  const { facts, now, rules } = options;
  return exemptionsIn(new KnownFacts(facts, now), now, rules);
}

/** As {@link repositoryExemptions}. */
export function exemptionsIn(
  facts: KnownFacts,
  now: Date,
  rules = defaultExemptionRules,
): RepositoryExemption[] {
  const value = facts.valueOf(exemptionsFact);
  return (Array.isArray(value) ? value : [])
    .map(entry => entrySchema.safeParse(entry).data)
    .filter(entry => entry !== undefined)
    .map(entry => toExemption(entry, now, rules));
}

function toExemption(
  entry: Entry,
  now: Date,
  rules: RepositoryExemptionRules,
): RepositoryExemption {
  const { path, line, check, reason, expires, link, owners } = entry;
  const slash = check.indexOf('/');
  return {
    scorecard:
      entry.scorecard || check.slice(0, Math.max(slash, 0)) || undefined,
    exemption: {
      check: check === '' ? undefined : check.slice(slash + 1),
      reason,
      grantedBy: owners.join(', ') || undefined,
      // It holds on its last day.
      expiresAt: expires ? `${expires}T23:59:59.999Z` : undefined,
      link: link || undefined,
      path,
      line,
    },
    fault: faultOf(entry, now, rules),
  };
}

function faultOf(
  { owners, expires }: Entry,
  now: Date,
  { expiryRequired, longestDays }: RepositoryExemptionRules,
): string | undefined {
  if (owners.length === 0) {
    return 'CODEOWNERS names no owner of that file who has to agree.';
  }
  if (!expires) {
    return expiryRequired ? 'It does not say when it ends.' : undefined;
  }
  const left = Date.parse(expires) - now.getTime();
  if (!(left > -day)) return `It ended on ${expires}.`;
  return left > longestDays * day
    ? `It ends on ${expires}, more than ${longestDays} days from now.`
    : undefined;
}
