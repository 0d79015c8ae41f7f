import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import AccountTreeIcon from '@material-ui/icons/AccountTree';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { Content } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { Pager } from '../page/Pager';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { useRequest } from '../shared/useRequest';
import { LineageFilters } from './LineageFilters';
import { LineageTable } from './LineageTable';
import { useLineageQuery } from './useLineageQuery';

const useStyles = makeStyles(() => ({ progress: { height: 4 } }));

/** Which services came from which template, and which are behind it. */
export function LineageContent() {
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [query, change] = useLineageQuery();
  const request = {
    template: query.template,
    show: query.show,
    limit: query.limit,
    cursor: query.cursors[query.cursors.length - 1],
  };
  const { value, error, loading, retry } = useRequest(
    signal => api.getLineage(request, { signal }),
    JSON.stringify(request),
    true,
  );
  const body = () => {
    if (error) {
      // A page that has gone cannot be asked for again; the first is always there.
      const again = query.cursors.length > 0 ? () => change({}) : retry;
      return (
        <LoadFailure title={t('lineage.failure')} error={error} retry={again} />
      );
    }
    if (!value) {
      return (
        <div role="progressbar" aria-label={t('lineage.loading')}>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={44} />
          ))}
        </div>
      );
    }
    if (value.items.length === 0 && query.cursors.length === 0) {
      const isBehind = query.show === 'behind' && value.templates.length > 0;
      return (
        <Notice
          icon={<AccountTreeIcon />}
          title={t(isBehind ? 'lineage.noneBehind' : 'lineage.none')}
        >
          {isBehind
            ? t('lineage.noneBehindDescription')
            : t('lineage.noneDescription', {
                action: <code>airworthy:stamp</code>,
              })}
        </Notice>
      );
    }
    return (
      <>
        <LineageTable items={value.items} busy={loading} />
        <Pager list={value} busy={loading} query={query} change={change} />
      </>
    );
  };
  return (
    <Content>
      <Section
        title={t('lineage.list')}
        action={
          <Typography variant="body2" role="status">
            {value && !error && t('lineage.total', { count: value.totalItems })}
          </Typography>
        }
      >
        <LineageFilters
          templates={value?.templates ?? []}
          query={query}
          change={change}
        />
        <div className={classes.progress}>
          {loading && value && (
            <LinearProgress aria-label={t('lineage.loading')} />
          )}
        </div>
        {body()}
      </Section>
    </Content>
  );
}
