import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Report,
  resultStatuses,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { CountsBar } from '../shared/CountsBar';
import { LevelBadge } from '../shared/LevelBadge';
import { rankColor, rankOf } from '../shared/levels';
import { ScoreRing } from '../shared/ScoreRing';
import { Section } from '../shared/Section';
import { StatusLabel } from '../shared/StatusLabel';

const useStyles = makeStyles(theme => ({
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2, 3),
    marginBottom: theme.spacing(2),
  },
  counts: {
    flex: '1 1 120px',
    margin: 0,
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    gap: theme.spacing(0.5, 2),
    '& dd': {
      margin: 0,
      textAlign: 'right',
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
    },
  },
  score: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: theme.spacing(1.5),
  },
  coverage: {
    display: 'flex',
    justifyContent: 'space-between',
    marginTop: theme.spacing(2),
    fontWeight: 700,
  },
}));

/** Level, score, counts and coverage of one report. */
export function Standing(props: { report: Report; className?: string }) {
  const { report, className } = props;
  const { counts, levels, level } = report;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <Section title={t('summary.title')} className={className}>
      <div className={classes.top}>
        <div className={classes.score}>
          <ScoreRing
            score={report.score}
            color={rankColor(theme, rankOf(level, levels), levels.length)}
            size={116}
          />
          <LevelBadge level={level} levels={levels} exempt={counts.exempt} />
        </div>
        <dl className={classes.counts}>
          {resultStatuses.map(status => [
            <dt key={status}>
              <StatusLabel status={status} />
            </dt>,
            <dd key={`${status}-count`}>{counts[status]}</dd>,
          ])}
        </dl>
      </div>
      <CountsBar counts={counts} />
      <Typography variant="body2" className={classes.coverage}>
        <span>{t('summary.coverage')}</span>
        <span>{Math.floor(report.coverage * 100)} %</span>
      </Typography>
      <Typography variant="body2">
        {counts.unknown > 0
          ? t('summary.coverageMissing', { count: counts.unknown })
          : t('summary.coverageComplete')}
      </Typography>
    </Section>
  );
}
