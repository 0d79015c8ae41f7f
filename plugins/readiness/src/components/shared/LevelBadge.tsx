import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { Level, rankColor, rankOf } from './levels';

const useStyles = makeStyles(theme => ({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 1.25),
    borderRadius: 999,
    border: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.default,
    color: theme.palette.text.primary,
    fontSize: theme.typography.body2.fontSize,
    fontWeight: theme.typography.fontWeightBold as number,
    lineHeight: 1.6,
    whiteSpace: 'nowrap',
  },
  steps: {
    display: 'inline-flex',
    alignItems: 'flex-end',
    gap: 2,
    height: 12,
  },
  step: {
    width: 4,
    borderRadius: 1,
    background: theme.palette.action.disabled,
  },
}));

/** The name of a level beside a small staircase that shows how high it is. */
export function LevelBadge(props: {
  level: string | null;
  levels: readonly Level[];
  /** How many results are exempt; the level stands in spite of them. */
  exempt?: number;
}) {
  const { level, levels, exempt = 0 } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const rank = rankOf(level, levels);
  const title = levels[rank - 1]?.title;
  const name =
    level === null ? t('level.none') : [level, title].filter(Boolean).join(' ');
  return (
    <span className={classes.badge}>
      <span className={classes.steps} aria-hidden>
        {levels.map((each, index) => (
          <span
            key={each.id}
            className={classes.step}
            style={{
              height: `${((index + 1) / levels.length) * 100}%`,
              background:
                index < rank
                  ? rankColor(theme, rank, levels.length)
                  : undefined,
            }}
          />
        ))}
      </span>
      {exempt > 0 ? t('level.exempt', { level: name, count: exempt }) : name}
    </span>
  );
}
