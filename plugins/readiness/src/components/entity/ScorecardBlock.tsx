import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Report } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { LevelBadge } from '../shared/LevelBadge';
import { rankColor, rankOf } from '../shared/levels';
import { ScoreRing } from '../shared/ScoreRing';
import { StatusIcon } from '../shared/StatusLabel';
import { useTabLink } from '../shared/useTabLink';
import {
  missingForNextLevel,
  nextLevel,
  nextSteps,
  waitingForData,
} from './reportReading';

const shownSteps = 3;

const useStyles = makeStyles(theme => ({
  block: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
  },
  text: { flex: '1 1 170px', minWidth: 0 },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  title: { fontWeight: 700 },
  steps: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0), padding: 0 },
  step: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
  },
}));

/** One scorecard on the card: level, score, and what is missing for the next level. */
export function ScorecardBlock(props: {
  entity: CompoundEntityRef;
  report: Report;
}) {
  const { entity, report } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const tabLink = useTabLink();
  const { scorecard, levels, counts } = report;
  const next = nextLevel(report);
  const missing = missingForNextLevel(report);
  const steps = missing.length > 0 ? missing : nextSteps(report);
  const withoutData = waitingForData(report).length;
  const rank = rankOf(report.level, levels);
  const introduction = () => {
    if (next) {
      const level = `${next.id} ${next.title}`;
      if (missing.length > 0) return t('card.missing', { level });
      return t(steps.length > 0 ? 'card.waitingWithSteps' : 'card.waiting', {
        level,
      });
    }
    return steps.length > 0 ? t('card.completeWithSteps') : t('card.complete');
  };
  return (
    <div className={classes.block}>
      <ScoreRing
        score={report.score}
        color={rankColor(theme, rank, levels.length)}
        size={72}
      />
      <div className={classes.text}>
        <div className={classes.head}>
          <Typography
            component="h4"
            variant="subtitle1"
            className={classes.title}
          >
            {report.scorecardTitle}
          </Typography>
          <LevelBadge
            level={report.level}
            levels={levels}
            exempt={counts.exempt}
          />
        </div>
        <Typography variant="body2">{introduction()}</Typography>
        <ul className={classes.steps}>
          {steps.slice(0, shownSteps).map(step => (
            <li key={step.check} className={classes.step}>
              <StatusIcon status={step.status} />
              <Link to={tabLink(entity, { scorecard, check: step.check })}>
                {step.title}
              </Link>
            </li>
          ))}
        </ul>
        {steps.length > shownSteps && (
          <Typography variant="body2">
            {t('card.more', { count: steps.length - shownSteps })}
          </Typography>
        )}
        {withoutData > 0 && (
          <Typography variant="body2">
            {t('card.unknown', { count: withoutData })}
          </Typography>
        )}
      </div>
    </div>
  );
}
