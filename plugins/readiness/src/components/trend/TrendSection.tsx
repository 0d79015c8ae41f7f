import { lazy, Suspense, useState } from 'react';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import TimelineIcon from '@material-ui/icons/Timeline';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TrendRequest } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';
import { Level } from '../shared/levels';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { useRequest } from '../shared/useRequest';
import { periods } from './trendReading';
import { TrendSummary } from './TrendSummary';
import { TrendTable } from './TrendTable';

// The library that draws is large, and few pages need it at once.
const TrendCharts = lazy(() =>
  import('./TrendCharts').then(({ TrendCharts: charts }) => ({
    default: charts,
  })),
);

const chartsHeight = 380;

const useStyles = makeStyles(theme => ({
  controls: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  charts: { minHeight: chartsHeight, marginTop: theme.spacing(2) },
}));

/** How an entity, or many, stood day by day, and what moved them. */
export function TrendSection(props: {
  title: string;
  description: string;
  scorecard: string;
  levels: readonly Level[];
  /** Of which entities; of all when there is nothing in it. */
  of?: Pick<TrendRequest, 'entityRef' | 'owner' | 'system'>;
  className?: string;
}) {
  const { title, description, scorecard, levels, of, className } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [days, setDays] = useState<number>(90);
  const [withoutRule, setWithoutRule] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const { value, error, retry } = useRequest(
    signal => api.getTrend({ scorecard, days, ...of }, { signal }),
    JSON.stringify([scorecard, days, of]),
  );

  const body = () => {
    if (error && !value) {
      return (
        <LoadFailure title={t('trend.failed')} error={error} retry={retry} />
      );
    }
    if (!value) {
      return (
        <div role="status" aria-label={t('trend.loading')}>
          <Skeleton variant="rect" height={chartsHeight} />
        </div>
      );
    }
    const { points } = value;
    if (points.length < 2) {
      return (
        <Notice icon={<TimelineIcon />} title={t('trend.empty')}>
          {t('trend.emptyDescription')}
        </Notice>
      );
    }
    return (
      <>
        <TrendSummary points={points} />
        <div className={classes.charts}>
          <Suspense
            fallback={<Skeleton variant="rect" height={chartsHeight} />}
          >
            <TrendCharts
              points={points}
              levels={levels}
              withoutRule={withoutRule}
            />
          </Suspense>
        </div>
        <Button
          size="small"
          aria-expanded={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? 'trend.hideTable' : 'trend.showTable')}
        </Button>
        {asTable && <TrendTable points={points} levels={levels} />}
      </>
    );
  };

  return (
    <Section
      title={title}
      description={description}
      className={className}
      action={
        <div className={classes.controls}>
          <FormControlLabel
            control={
              <Switch
                color="primary"
                checked={withoutRule}
                onChange={event => setWithoutRule(event.target.checked)}
              />
            }
            label={t('trend.withoutRule')}
          />
          <Choice
            label={t('trend.period')}
            value={String(days)}
            options={periods.map(each => ({
              value: String(each),
              label:
                each === 365
                  ? t('trend.year')
                  : t('trend.days', { days: String(each) }),
            }))}
            onChange={chosen => setDays(Number(chosen))}
          />
        </div>
      }
    >
      {body()}
    </Section>
  );
}
