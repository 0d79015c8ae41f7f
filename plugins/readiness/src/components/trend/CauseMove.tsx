import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  TrendCause,
  TrendMove,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { causeColor } from './causeColors';
import { formatPoints } from './formats';

const useStyles = makeStyles(theme => ({
  move: {
    display: 'inline-flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.75),
  },
  swatch: {
    flex: 'none',
    alignSelf: 'center',
    width: 12,
    height: 12,
    borderRadius: 3,
  },
  points: { fontVariantNumeric: 'tabular-nums', fontWeight: 700 },
}));

/** A cause, and what it did: as a colour, in words and in numbers. */
export function CauseMove(props: { cause: TrendCause; move: TrendMove }) {
  const { cause, move } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const isCatalog = cause === 'catalog';
  const counts = [
    move.risen > 0 &&
      t(isCatalog ? 'trend.came' : 'trend.risen', {
        times: String(move.risen),
      }),
    move.fallen > 0 &&
      t(isCatalog ? 'trend.left' : 'trend.fallen', {
        times: String(move.fallen),
      }),
  ].filter(Boolean);
  return (
    <span className={classes.move}>
      <span
        aria-hidden
        className={classes.swatch}
        style={{ background: causeColor(theme, cause) }}
      />
      <span>
        {t(`cause.${cause}`)}{' '}
        <span className={classes.points}>
          {t('trend.points', { points: formatPoints(move.score) })}
        </span>
        {counts.map(each => `, ${each}`).join('')}
      </span>
    </span>
  );
}
