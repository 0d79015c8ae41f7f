import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels, Level } from '../shared/levels';
import { CauseMoves } from './CauseMoves';
import { formatDay, formatScore } from './formats';
import { levelsOf } from './trendReading';

const useStyles = makeStyles(theme => ({
  box: {
    padding: theme.spacing(1, 1.5),
    maxWidth: 340,
    fontSize: theme.typography.body2.fontSize,
    fontFamily: theme.typography.fontFamily,
    border: `1px solid ${theme.palette.divider}`,
  },
  moves: { marginTop: theme.spacing(0.5) },
}));

/** What a trend says of the day that is pointed at. */
export function TrendTooltip(props: {
  levels: readonly Level[];
  withoutRule: boolean;
  active?: boolean;
  payload?: readonly {
    payload?: TrendPoint & { withoutRule: number | null };
  }[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const point = props.active ? props.payload?.[0]?.payload : undefined;
  if (!point) {
    return null;
  }
  const score = props.withoutRule ? point.withoutRule : point.score;
  return (
    <Paper elevation={3} className={classes.box}>
      <strong>{formatDay(point.day)}</strong>
      <div>
        {t('trend.score')}: {score === null ? '–' : formatScore(score)}
      </div>
      <div>
        {levelsOf([point], props.levels)
          .map(({ id }) => {
            const name = id === belowAllLevels ? t('level.none') : id;
            return point.entities > 1 ? `${name}: ${point.levels[id]}` : name;
          })
          .join(', ')}
      </div>
      <div className={classes.moves}>
        <CauseMoves moves={point.moves} />
      </div>
    </Paper>
  );
}
