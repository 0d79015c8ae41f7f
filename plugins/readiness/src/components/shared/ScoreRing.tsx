import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  ring: { display: 'block', flex: 'none' },
  track: { stroke: theme.palette.action.disabledBackground },
  value: {
    fill: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    fontWeight: 700,
  },
  caption: {
    fill: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
  },
}));

const radius = 42;
const circumference = 2 * Math.PI * radius;

/** A score from 0 to 100 as a ring that closes at 100. */
export function ScoreRing(props: {
  score: number | null;
  color: string;
  /** Width and height in pixels. */
  size?: number;
}) {
  const { score, color, size = 96 } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const shown = score === null ? null : Math.round(score);
  return (
    <svg
      className={classes.ring}
      viewBox="0 0 100 100"
      width={size}
      height={size}
      role="img"
      aria-label={
        shown === null
          ? t('score.none')
          : t('score.label', { score: String(shown) })
      }
    >
      <circle
        className={classes.track}
        cx="50"
        cy="50"
        r={radius}
        fill="none"
        strokeWidth="9"
      />
      {shown !== null && shown > 0 && (
        <circle
          cx="50"
          cy="50"
          r={radius}
          fill="none"
          stroke={color}
          strokeWidth="9"
          strokeLinecap="round"
          strokeDasharray={`${(shown / 100) * circumference} ${circumference}`}
          transform="rotate(-90 50 50)"
        />
      )}
      <text
        className={classes.value}
        x="50"
        y={shown === null ? 58 : 54}
        fontSize="28"
        textAnchor="middle"
      >
        {shown ?? '–'}
      </text>
      {shown !== null && (
        <text
          className={classes.caption}
          x="50"
          y="69"
          fontSize="11"
          textAnchor="middle"
        >
          {t('score.outOf')}
        </text>
      )}
    </svg>
  );
}
