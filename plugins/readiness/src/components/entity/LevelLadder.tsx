import Typography from '@material-ui/core/Typography';
import CheckIcon from '@material-ui/icons/Check';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  LevelStanding,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { CountsBar } from '../shared/CountsBar';
import { Section } from '../shared/Section';
import { progress } from './reportReading';

const useStyles = makeStyles(theme => ({
  ladder: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    position: 'relative',
    paddingLeft: theme.spacing(5),
    paddingBottom: theme.spacing(2),
    // The rail that joins a step to the one below it.
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: 13,
      top: 28,
      bottom: 0,
      width: 2,
      background: theme.palette.divider,
    },
    '&:last-child': { paddingBottom: 0 },
  },
  node: {
    position: 'absolute',
    left: 0,
    top: 0,
    width: 28,
    height: 28,
    boxSizing: 'border-box',
    borderRadius: '50%',
    display: 'grid',
    placeItems: 'center',
    border: `2px solid ${theme.palette.text.secondary}`,
    background: theme.palette.background.paper,
    color: theme.palette.getContrastText(theme.palette.status.ok),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
    lineHeight: '28px',
  },
  name: { fontWeight: 700, lineHeight: '28px' },
}));

type Stage = 'reached' | 'waiting' | 'partly' | 'open';

function stageOf(level: LevelStanding): Stage {
  if (level.reached) {
    return 'reached';
  }
  const { done, total } = progress(level.counts);
  if (done === total) {
    return 'waiting';
  }
  return done > 0 ? 'partly' : 'open';
}

/** The levels from the highest down, and how far up the entity has come. */
export function LevelLadder(props: { report: Report; className?: string }) {
  const { report, className } = props;
  const classes = useStyles();
  const { status } = useTheme().palette;
  const { t } = useTranslationRef(readinessTranslationRef);
  const node = (level: LevelStanding, stage: Stage) => {
    const { done, total } = progress(level.counts);
    const colors = {
      reached: { background: status.ok, borderColor: status.ok },
      partly: {
        background: `conic-gradient(${status.warning} ${
          (done / total) * 360
        }deg, transparent 0)`,
        borderColor: status.warning,
      },
      waiting: { borderColor: status.ok, color: 'inherit' },
      open: {},
    };
    return (
      <span className={classes.node} style={colors[stage]} aria-hidden>
        {(stage === 'reached' || stage === 'waiting') && (
          <CheckIcon fontSize="small" />
        )}
      </span>
    );
  };
  return (
    <Section title={t('ladder.title')} className={className}>
      <ol className={classes.ladder} reversed>
        {[...report.levels].reverse().map(level => {
          const stage = stageOf(level);
          const { done, total } = progress(level.counts);
          const current = level.id === report.level;
          return (
            <li
              key={level.id}
              className={classes.step}
              aria-current={current ? 'step' : undefined}
            >
              {node(level, stage)}
              <div className={classes.head}>
                <Typography component="span" className={classes.name}>
                  {level.id} {level.title}
                </Typography>
                <Typography component="span" variant="body2">
                  {current ? t('ladder.current') : t(`ladder.${stage}`)}
                </Typography>
              </div>
              {level.description && (
                <Typography variant="body2" gutterBottom>
                  {level.description}
                </Typography>
              )}
              <CountsBar counts={level.counts} />
              <Typography variant="body2">
                {total === 0
                  ? t('ladder.empty')
                  : t('ladder.done', {
                      done: String(done),
                      total: String(total),
                    })}
                {level.counts.unknown > 0 &&
                  `, ${t('ladder.unknown', { count: level.counts.unknown })}`}
              </Typography>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
