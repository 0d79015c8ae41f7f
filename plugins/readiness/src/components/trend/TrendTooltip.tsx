import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels, Level } from '../shared/levels';
import { CauseMove } from './CauseMove';
import { formatDay, formatScore } from './formats';
import { levelsOf, trendCauses } from './trendReading';

const useStyles = makeStyles(theme => ({
  box: {
    padding: theme.spacing(1, 1.5),
    maxWidth: 340,
    fontSize: theme.typography.body2.fontSize,
    fontFamily: theme.typography.fontFamily,
    border: `1px solid ${theme.palette.divider}`,
  },
  list: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0), padding: 0 },
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
      <ul className={classes.list}>
        {trendCauses.map(cause => {
          const move = point.moves[cause];
          return (
            move && (
              <li key={cause}>
                <CauseMove cause={cause} move={move} />
              </li>
            )
          );
        })}
      </ul>
    </Paper>
  );
}
