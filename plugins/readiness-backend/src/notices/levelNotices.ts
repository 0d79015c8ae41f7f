import { ChangeCause } from '@airworthy/backstage-plugin-readiness-common';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { LevelMove, WorseResult } from '../store/notices/levelMoves';
import { Notice } from '../store/notices/notices';
import { notice } from './notice';
import { entityPath, pagePath } from './portalPaths';

type Library = Pick<ScorecardLibrary, 'find'>;

/** Entities that one notice names; it counts the others. */
export const namedAtMost = 5;

/** Levels that entities of one owner have lost by one scorecard. */
export interface Losses {
  owner: string;
  scorecard: string;
  losses: LevelMove[];
}

const causes: Record<ChangeCause, string> = {
  rule: 'the standard has changed',
  data: 'data went missing',
  service: 'it has changed',
  exemption: 'an exemption has ended',
  time: 'time has passed',
};

/**
 * Finds the levels that were lost by moves, by owner and scorecard. What was
 * lost and won back is not lost, and a level that the scorecard has no longer
 * tells nothing.
 */
export function lossesOf(moves: LevelMove[], library: Library): Losses[] {
  const ways = new Map<string, LevelMove>();
  for (const move of moves) {
    const key = JSON.stringify([move.entity_ref, move.scorecard]);
    const { from_level, from_revision } = ways.get(key) ?? move;
    ways.set(key, { ...move, from_level, from_revision });
  }
  const found = new Map<string, Losses>();
  for (const move of ways.values()) {
    if (isLoss(move, library)) {
      const { owner, scorecard } = move;
      const key = JSON.stringify([owner, scorecard]);
      const all = found.get(key) ?? { owner, scorecard, losses: [] };
      all.losses.push(move);
      found.set(key, all);
    }
  }
  return [...found.values()];
}

/** Tells an owner of the levels that were lost, in one notice. */
export function lossNotices(
  { owner, scorecard, losses }: Losses,
  worse: WorseResult[],
  library: Library,
  until: string,
): Notice[] {
  const [first] = losses;
  const title =
    losses.length === 1
      ? `${first.name} has lost the level ${first.from_level}`
      : `${losses.length} of your entities have lost a level`;
  const sentences = losses
    .slice(0, namedAtMost)
    .map(loss => sentenceOf(loss, worse, library));
  const others = losses.length - sentences.length;
  return notice({
    key: `level-lost:${until}:${scorecard}:${owner}`,
    recipients: [owner],
    title,
    description: [
      ...sentences,
      ...(others > 0 ? [`And ${others} more.`] : []),
    ].join(' '),
    link:
      losses.length === 1
        ? entityPath(first.entity_ref, { scorecard })
        : pagePath({ scorecard, owner }),
  });
}

function isLoss(move: LevelMove, library: Library): boolean {
  const levels = library.find(move.scorecard)?.document.spec.levels ?? [];
  const rankOf = (level: string | null) =>
    levels.findIndex(({ id }) => id === level);
  return rankOf(move.level) < rankOf(move.from_level);
}

function sentenceOf(
  loss: LevelMove,
  worse: WorseResult[],
  library: Library,
): string {
  const { entity_ref, scorecard, name, from_level, level } = loss;
  const results = worse.filter(
    result =>
      result.entity_ref === entity_ref && result.scorecard === scorecard,
  );
  const found = library.find(scorecard);
  const [result] = results;
  const isNewRule = loss.from_revision !== loss.revision;
  const cause = causes[result?.cause ?? (isNewRule ? 'rule' : 'service')];
  const check =
    result &&
    (found?.checks.find(({ id }) => id === result.check_id)?.title ??
      result.check_id);
  const others = results.length - 1;
  const what =
    others > 0
      ? ` “${check}” and ${others} more no longer hold.`
      : ` “${check}” no longer holds.`;
  return `${name} went from ${from_level} to ${
    level ?? 'below the lowest level'
  } of ${found?.document.metadata.title ?? scorecard}, because ${cause}.${
    check ? what : ''
  }`;
}
