import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { levelMoves, worseResults } from '../store/notices/levelMoves';
import {
  exemptionDeedsSince,
  exemptionsEndingBefore,
} from '../store/notices/noticeableExemptions';
import {
  addNotices,
  dueNotices,
  forgetNotices,
  noteFailure,
  noteSent,
  Notice,
} from '../store/notices/notices';
import { deedNotices, endingNotices } from './exemptionNotices';
import { lossesOf, lossNotices, namedAtMost } from './levelNotices';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long before its end people are told of it. */
const warnedBefore = 7 * day;

/** What is older is no news: notifications were off, or nothing ran. */
const news = day;

/** For so long levels may still move on, or come back, before anybody is told. */
const settling = minute;

/** For so long losses are held back at most while other levels move. */
const heldBack = 15 * minute;

/** Notices that a run sends; the next one goes on with the rest. */
const sentAtOnce = 200;

/** After so many attempts, about two hours, a notice is given up. */
const attemptsAtMost = 8;

/** Options of {@link Notifier}. */
export interface NotifierOptions {
  knex: Knex;
  library: Pick<ScorecardLibrary, 'find'>;
  notifications: NotificationService;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Notifies people of what stands in the tables: what was done about exemptions,
 * which of them end, and which levels were lost. Each notice is put on record
 * before it is sent, under a key that tells what it is of. So nobody is told
 * twice, whichever replica runs and whenever one dies, and what does the work
 * knows nothing of it.
 */
export class Notifier {
  readonly #options: NotifierOptions;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#noticeExemptions();
    await this.#noticeLosses();
    await this.#send(signal);
    await forgetNotices(this.#options.knex, this.#options.now());
  }

  async #noticeExemptions(): Promise<void> {
    const { knex, library, now } = this.#options;
    const at = now();
    const deeds = await exemptionDeedsSince(knex, before(at, news));
    const ending = await exemptionsEndingBefore(
      knex,
      before(at, -warnedBefore),
      at.toISOString(),
    );
    await addNotices(
      knex,
      [
        ...deeds.flatMap(deed => deedNotices(deed, library)),
        ...ending.flatMap(exemption =>
          exemption.expires_at !== null &&
          isWarned(exemption.expires_at, exemption.requested_at)
            ? endingNotices(
                { ...exemption, expires_at: exemption.expires_at },
                library,
              )
            : [],
        ),
      ],
      at.toISOString(),
    );
  }

  async #noticeLosses(): Promise<void> {
    const { knex, library, now } = this.#options;
    const at = now();
    const until = before(at, settling);
    await knex.transaction(async tx => {
      const last = await tx('noticed').where({ topic: 'levels' }).first();
      if (last) {
        const oldest = before(at, news);
        const after = last.until > oldest ? last.until : oldest;
        const moves = await levelMoves(tx, after, until);
        const all = lossesOf(moves, library);
        // A new rule grades a catalog for minutes: each owner is told once.
        if (
          all.length > 0 &&
          moves[0].made_at > before(at, heldBack) &&
          (await levelMoves(tx, until, at.toISOString())).length > 0
        ) {
          return;
        }
        const worse = await worseResults(
          tx,
          all.flatMap(({ losses }) => losses.slice(0, namedAtMost)),
        );
        const notices: Notice[] = all.flatMap(each =>
          lossNotices(each, worse, library, until),
        );
        await addNotices(tx, notices, at.toISOString());
      }
      await tx('noticed')
        .insert({ topic: 'levels', until })
        .onConflict('topic')
        .merge();
    });
  }

  async #send(signal: AbortSignal): Promise<void> {
    const { knex, notifications, logger, now } = this.#options;
    const due = await dueNotices(knex, now().toISOString(), sentAtOnce);
    let failed = 0;
    let reason = '';
    for (const { id, attempts, message } of due) {
      signal.throwIfAborted();
      try {
        await notifications.send(message);
        await noteSent(knex, id, now().toISOString());
      } catch (error) {
        failed += 1;
        reason = stringifyError(error);
        const isLast = attempts + 1 >= attemptsAtMost;
        const next = before(now(), -minute * 2 ** attempts);
        await noteFailure(knex, id, isLast ? null : next);
      }
    }
    if (failed > 0) {
      logger.warn(
        `${failed} of ${due.length} notifications could not be sent: ${reason}`,
      );
    }
  }
}

/** Shorter ones end soon from the start. */
function isWarned(expiresAt: string, requestedAt: string): boolean {
  return Date.parse(expiresAt) - Date.parse(requestedAt) > warnedBefore;
}

function before(moment: Date, ms: number): string {
  return new Date(moment.getTime() - ms).toISOString();
}
