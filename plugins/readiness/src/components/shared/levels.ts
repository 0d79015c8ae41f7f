import { Theme, alpha } from '@material-ui/core/styles';

/** A level, as much as is needed to show it. */
export interface Level {
  id: string;
  title: string;
}

/** The id that the API gives to "below the lowest level". */
export const belowAllLevels = 'none';

/** How high a level stands: 1 for the lowest, 0 for none. */
export function rankOf(level: string | null, levels: readonly Level[]): number {
  return levels.findIndex(each => each.id === level) + 1;
}

/** The colour of a rank: error for none, warning for the lowest, ok for the highest. */
export function rankColor(theme: Theme, rank: number, highest: number): string {
  const { status } = theme.palette;
  if (rank <= 0) {
    return status.error;
  }
  if (rank >= highest) {
    return status.ok;
  }
  if (rank === 1) {
    return status.warning;
  }
  // Between the lowest and the highest: one hue, fuller the higher.
  return alpha(status.running, 0.35 + (0.65 * (rank - 1)) / (highest - 2));
}
