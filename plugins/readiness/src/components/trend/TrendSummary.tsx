import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { CauseMove } from './CauseMove';
import { formatDay, formatScore } from './formats';
import { movesInAll } from './trendReading';

const useStyles = makeStyles(theme => ({
  causes: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    fontSize: theme.typography.body2.fontSize,
  },
}));

/** A trend in a sentence, and what each cause did in all: the legend of the charts. */
export function TrendSummary(props: { points: readonly TrendPoint[] }) {
  const { points } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const first = points[0];
  const last = points[points.length - 1];
  const moves = movesInAll(points);
  const sentence = () => {
    const day = formatDay(first.day);
    if (first.score === null || last.score === null) {
      return t('trend.unscored', { day });
    }
    const [from, to] = [first.score, last.score].map(formatScore);
    if (from === to) {
      return t('trend.same', { to, day });
    }
    return t(last.score > first.score ? 'trend.rose' : 'trend.fell', {
      from,
      to,
      day,
    });
  };
  return (
    <>
      <Typography variant="body2">
        {sentence()} {moves.length === 0 && t('trend.quiet')}
      </Typography>
      <ul aria-label={t('trend.causes')} className={classes.causes}>
        {moves.map(([cause, move]) => (
          <li key={cause}>
            <CauseMove cause={cause} move={move} />
          </li>
        ))}
      </ul>
    </>
  );
}
