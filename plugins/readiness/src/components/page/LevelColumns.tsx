import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import InboxIcon from '@material-ui/icons/Inbox';
import { alpha, makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  ScorecardSummary,
  SummaryResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels, rankColor } from '../shared/levels';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { Request } from '../shared/useRequest';
import { isOwnership } from './ownership';

const height = 140;

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
    [theme.breakpoints.down('xs')]: { gap: 0 },
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-start',
    padding: theme.spacing(1, 0.25),
    borderRadius: theme.shape.borderRadius,
    color: theme.palette.text.primary,
    '&:hover': { background: theme.palette.action.hover },
    '&[aria-pressed="true"]': {
      background: alpha(theme.palette.primary.main, 0.12),
      boxShadow: `inset 0 0 0 2px ${theme.palette.primary.main}`,
    },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
  space: {
    width: '100%',
    height,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    alignItems: 'center',
  },
  bar: {
    width: '70%',
    maxWidth: 72,
    borderRadius: '4px 4px 0 0',
    minHeight: 2,
  },
  count: { fontSize: theme.typography.h5.fontSize, fontWeight: 700 },
  /** For screen readers only: it turns a number and a name into a sentence. */
  spoken: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  base: {
    width: '100%',
    borderTop: `1px solid ${theme.palette.divider}`,
    paddingTop: theme.spacing(0.5),
    fontSize: theme.typography.caption.fontSize,
    letterSpacing: 0,
    lineHeight: 1.4,
    overflowWrap: 'anywhere',
    hyphens: 'auto',
    [theme.breakpoints.down('xs')]: { fontSize: '0.625rem' },
    '& strong': { display: 'block' },
  },
}));

/** How many entities stand at each level, as columns that filter the list. */
export function LevelColumns(props: {
  scorecard: ScorecardSummary;
  summary: Request<SummaryResponse>;
  selected: readonly string[];
  onSelect(levels: string[]): void;
  className?: string;
}) {
  const { scorecard, summary, selected, onSelect, className } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);

  const body = () => {
    if (summary.error && !summary.value) {
      return <LoadFailure error={summary.error} retry={summary.retry} />;
    }
    if (!summary.value) {
      return <Skeleton variant="rect" height={height + 60} />;
    }
    const { groups, totalItems } = summary.value;
    if (totalItems === 0) {
      return <Notice icon={<InboxIcon />} title={t('levels.empty')} />;
    }
    const columns = [
      { id: belowAllLevels, name: t('level.none'), title: '' },
      ...scorecard.levels.map(({ id, title }) => ({ id, name: id, title })),
    ].map((level, rank) => ({
      ...level,
      rank,
      count: groups.find(group => group.key === level.id)?.entities ?? 0,
    }));
    const most = Math.max(...columns.map(each => each.count), 1);
    const short = totalItems - columns[columns.length - 1].count;
    return (
      <>
        <Typography variant="body2">
          {!isOwnership(scorecard.name) &&
            t('levels.total', { count: totalItems })}
          {isOwnership(scorecard.name) &&
            (short === 0
              ? t('ownership.allInOrder')
              : t('ownership.someBroken', {
                  count: short,
                  total: String(totalItems),
                }))}
        </Typography>
        <div
          role="group"
          aria-label={t('levels.group')}
          className={classes.columns}
        >
          {columns.map(({ id, name, title, rank, count }) => {
            const pressed = selected.includes(id);
            return (
              <ButtonBase
                key={id}
                className={classes.column}
                aria-pressed={pressed}
                onClick={() =>
                  onSelect(
                    pressed
                      ? selected.filter(each => each !== id)
                      : [...selected, id],
                  )
                }
              >
                <span className={classes.space}>
                  <span className={classes.count}>{count}</span>
                  <span className={classes.spoken}>
                    {' '}
                    {t('levels.at', { count })}{' '}
                  </span>
                  <span
                    className={classes.bar}
                    style={{
                      height: `${(count / most) * 75}%`,
                      background: rankColor(
                        theme,
                        rank,
                        scorecard.levels.length,
                      ),
                    }}
                  />
                </span>
                <span className={classes.base}>
                  <strong>{name}</strong> {title}
                </span>
              </ButtonBase>
            );
          })}
        </div>
      </>
    );
  };

  return (
    <Section
      title={
        isOwnership(scorecard.name) ? t('ownership.title') : t('levels.title')
      }
      className={className}
    >
      {body()}
    </Section>
  );
}
