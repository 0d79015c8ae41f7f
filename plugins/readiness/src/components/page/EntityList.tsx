import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import SearchIcon from '@material-ui/icons/Search';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  EntitiesRequest,
  ScorecardSummary,
  SummaryGroup,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { useRequest } from '../shared/useRequest';
import { ActiveFilters } from './ActiveFilters';
import { EntityFilters } from './EntityFilters';
import { EntityTable } from './EntityTable';
import { Pager } from './Pager';
import { isFiltered, noFilters, PageQuery } from './usePageQuery';

const useStyles = makeStyles(() => ({
  progress: { height: 4 },
}));

function requestOf(scorecard: string, query: PageQuery): EntitiesRequest {
  return {
    scorecard,
    level: query.levels,
    owner: query.owner ? [query.owner] : undefined,
    system: query.system ? [query.system] : undefined,
    check: query.check,
    status: query.check ? ['fail'] : undefined,
    search: query.search || undefined,
    sort: query.sort,
    limit: query.limit,
    cursor: query.cursors[query.cursors.length - 1],
  };
}

/** The entities, filtered, sorted and paged by the backend. */
export function EntityList(props: {
  scorecard: ScorecardSummary;
  query: PageQuery;
  change(change: Partial<PageQuery>, options?: { replace?: boolean }): void;
  owners: readonly SummaryGroup[];
  systems: readonly SummaryGroup[];
}) {
  const { scorecard, query, change, owners, systems } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const request = requestOf(scorecard.name, query);
  const { value, error, loading, retry } = useRequest(
    signal => api.getEntities(request, { signal }),
    JSON.stringify(request),
    true,
  );
  const standard = useRequest(
    signal => api.getScorecard(scorecard.name, { signal }),
    scorecard.name,
  );
  const checks = standard.value?.checkList ?? [];

  const body = () => {
    if (error) {
      // A page that has gone cannot be asked for again; the first is always there.
      const again = query.cursors.length > 0 ? () => change({}) : retry;
      return <LoadFailure error={error} retry={again} />;
    }
    if (!value) {
      return (
        <div role="progressbar" aria-label={t('table.loading')}>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={44} />
          ))}
        </div>
      );
    }
    if (value.items.length === 0 && query.cursors.length === 0) {
      return isFiltered(query) ? (
        <Notice
          icon={<SearchIcon />}
          title={t('table.empty')}
          action={
            <Button variant="outlined" onClick={() => change(noFilters)}>
              {t('table.clear')}
            </Button>
          }
        >
          {t('table.emptyDescription')}
        </Notice>
      ) : (
        <Notice icon={<SearchIcon />} title={t('table.nothingGraded')}>
          {t('table.nothingGradedDescription')}
        </Notice>
      );
    }
    return (
      <>
        <EntityTable
          scorecard={scorecard}
          items={value.items}
          busy={loading}
          sort={query.sort}
          onSort={sort => change({ sort })}
        />
        <Pager list={value} busy={loading} query={query} change={change} />
      </>
    );
  };

  return (
    <Section
      title={t('table.title')}
      action={
        <Typography variant="body2" role="status">
          {value && !error && t('table.total', { count: value.totalItems })}
        </Typography>
      }
    >
      <EntityFilters
        checks={checks}
        query={query}
        change={change}
        owners={owners}
        systems={systems}
      />
      <ActiveFilters
        scorecard={scorecard}
        checks={checks}
        query={query}
        change={change}
        owners={owners}
        systems={systems}
      />
      <div className={classes.progress}>
        {loading && value && <LinearProgress aria-label={t('table.loading')} />}
      </div>
      {body()}
    </Section>
  );
}
