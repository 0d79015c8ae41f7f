import { useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Report } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { LevelBadge } from '../shared/LevelBadge';
import { LoadFailure } from '../shared/LoadFailure';
import { StatusLabel } from '../shared/StatusLabel';
import { useRequest } from '../shared/useRequest';

const useStyles = makeStyles(theme => ({
  past: {
    paddingBottom: theme.spacing(2),
    marginBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  day: { '& label': { color: theme.palette.text.primary } },
  standing: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1.5),
  },
  open: { listStyle: 'none', margin: theme.spacing(1, 0, 0), padding: 0 },
  check: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    padding: theme.spacing(0.25, 0),
  },
}));

/** How a report stood, and what was open then. */
function Standing(props: { report: Report }) {
  const { level, levels, score, results } = props.report;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const open = results.filter(
    ({ status }) => status === 'fail' || status === 'unknown',
  );
  return (
    <>
      <div className={classes.standing}>
        <LevelBadge level={level} levels={levels} />
        <Typography variant="body2">
          {score === null
            ? t('score.none')
            : t('score.label', { score: String(Math.floor(score)) })}
        </Typography>
        <Typography variant="body2">
          {t('past.open', { count: open.length })}
        </Typography>
      </div>
      <ul aria-label={t('past.openChecks')} className={classes.open}>
        {open.map(({ check, title, status }) => (
          <li key={check} className={classes.check}>
            <StatusLabel status={status} />
            <span>{title}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The end of a day where the reader is, or now when it is not over. */
function endOfDay(day: string): string {
  const end = Date.parse(`${day}T23:59:59.999`);
  return new Date(Math.min(end, Date.now())).toISOString();
}

/** The report as it was at the end of a day that the reader chooses. */
export function PastReport(props: { entityRef: string; scorecard: string }) {
  const { entityRef, scorecard } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [day, setDay] = useState('');
  const isDay = !Number.isNaN(Date.parse(day));
  const { value, error, retry, loading } = useRequest(
    signal =>
      api.getReplay(entityRef, { scorecard, at: endOfDay(day) }, { signal }),
    isDay ? [entityRef, scorecard, day].join(' ') : undefined,
  );
  return (
    <div className={classes.past}>
      <TextField
        type="date"
        variant="outlined"
        size="small"
        id="readiness-past-day"
        className={classes.day}
        label={t('past.day')}
        InputLabelProps={{ shrink: true }}
        inputProps={{ max: new Date().toISOString().slice(0, 10) }}
        value={day}
        onChange={event => setDay(event.target.value)}
      />
      <div role="status">
        {loading && <Skeleton height={48} />}
        {value && <Standing report={value.report} />}
      </div>
      {error && (
        <LoadFailure title={t('past.failed')} error={error} retry={retry} />
      )}
    </div>
  );
}
