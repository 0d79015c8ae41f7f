import LinearProgress from '@material-ui/core/LinearProgress';
import HistoryIcon from '@material-ui/icons/History';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { Pager } from '../page/Pager';
import { Choice } from '../shared/Choice';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { useRequest } from '../shared/useRequest';
import { Action } from './ActionDialog';
import { ExemptionList } from './ExemptionList';
import { settledStates, useExemptionsQuery } from './useExemptionsQuery';

const useStyles = makeStyles(() => ({ progress: { height: 4 } }));

/** What has been decided on, by state, in pages. */
export function SettledExemptions(props: {
  /** Another one asks again. */
  version: number;
  onDone(exemption: Exemption, action: Action): void;
}) {
  const { version, onDone } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [query, change] = useExemptionsQuery();
  const request = {
    state: query.state ? [query.state] : [...settledStates],
    limit: query.limit,
    cursor: query.cursors[query.cursors.length - 1],
  };
  const { value, error, loading, retry } = useRequest(
    signal => api.getExemptions(request, { signal }),
    JSON.stringify([request, version]),
    true,
  );
  const body = () => {
    if (error) {
      // A page that has gone cannot be asked for again; the first is always there.
      const again = query.cursors.length > 0 ? () => change({}) : retry;
      return <LoadFailure error={error} retry={again} />;
    }
    if (!value) {
      return (
        <div role="progressbar" aria-label={t('exemptions.loading')}>
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} height={72} />
          ))}
        </div>
      );
    }
    if (value.items.length === 0 && query.cursors.length === 0) {
      return (
        <Notice icon={<HistoryIcon />} title={t('exemptions.empty')}>
          {t('exemptions.emptyDescription')}
        </Notice>
      );
    }
    return (
      <>
        <ExemptionList items={value.items} onDone={onDone} />
        <Pager list={value} busy={loading} query={query} change={change} />
      </>
    );
  };
  return (
    <Section
      title={t('exemptions.settled')}
      action={
        <Choice
          label={t('exemptions.filter')}
          value={query.state ?? ''}
          options={[
            { value: '', label: t('table.all') },
            ...settledStates.map(state => ({
              value: state,
              label: t(`exemptions.state.${state}`),
            })),
          ]}
          onChange={chosen =>
            change({ state: settledStates.find(each => each === chosen) })
          }
        />
      }
    >
      <div className={classes.progress}>
        {loading && value && (
          <LinearProgress aria-label={t('exemptions.loading')} />
        )}
      </div>
      {body()}
    </Section>
  );
}
