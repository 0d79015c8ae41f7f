import { Notice } from '../store/notices/notices';
import { ExemptionRow } from '../store/exemptions/exemptions';
import { ExemptionDeed } from '../store/notices/noticeableExemptions';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { notice } from './notice';
import { entityPath, pagePath } from './portalPaths';

type Library = Pick<ScorecardLibrary, 'find'>;

/**
 * Tells of a request who owns the scorecard, if it names anybody, and of all
 * else those whom the exemption is for, and who requested it.
 */
export function deedNotices(deed: ExemptionDeed, library: Library): Notice[] {
  const { id, action, by, note } = deed.event;
  const isRequest = action === 'requested';
  const owner = library.find(deed.scorecard)?.document.metadata.owner;
  const recipients = isRequest
    ? [owner]
    : [deed.subject_ref, personOf(deed.requested_by)];
  return notice({
    key: `exemption-event:${id}`,
    recipients,
    except: personOf(by),
    title: `Exemption ${action}: ${whatItIsFor(deed, library)}`,
    description: isRequest ? deed.reason : note ?? `${action} by ${by}`,
    link: linkTo(deed),
  });
}

/** Tells those whom an exemption is for, and who requested it, that it ends soon. */
export function endingNotices(
  exemption: ExemptionRow & { expires_at: string },
  library: Library,
): Notice[] {
  const { id, subject_ref, requested_by, expires_at } = exemption;
  return notice({
    key: `exemption-ending:${id}:${expires_at}`,
    recipients: [subject_ref, personOf(requested_by)],
    title: `Exemption ends on ${expires_at.slice(0, 10)}: ${whatItIsFor(
      exemption,
      library,
    )}`,
    description: `Afterwards the result counts again. It was excused because: ${exemption.reason}`,
    link: linkTo(exemption),
  });
}

function whatItIsFor(exemption: ExemptionRow, library: Library): string {
  const { scorecard, check_id, subject_ref } = exemption;
  const found = library.find(scorecard);
  const check =
    found?.checks.find(({ id }) => id === check_id)?.title ?? check_id;
  const what =
    check === null
      ? `all of ${found?.document.metadata.title ?? scorecard}`
      : `“${check}”`;
  return `${what} for ${subject_ref}`;
}

function linkTo({ scope, subject_ref, ...exemption }: ExemptionRow): string {
  const { scorecard, check_id } = exemption;
  return scope === 'entity'
    ? entityPath(subject_ref, { scorecard, check: check_id ?? undefined })
    : pagePath({ scorecard, [scope]: subject_ref });
}

/** Services are not notified. */
function personOf(name: string): string | undefined {
  return name.startsWith('user:') ? name : undefined;
}
