import Grid from '@material-ui/core/Grid';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  ScorecardSummary,
  SummaryGroup,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { useRequest } from '../shared/useRequest';
import { TrendSection } from '../trend/TrendSection';
import { EntityList } from './EntityList';
import { groupName } from './groupName';
import { LevelColumns } from './LevelColumns';
import { OwnerRollup } from './OwnerRollup';
import { PageQuery } from './usePageQuery';

const useStyles = makeStyles(() => ({
  card: { height: '100%', boxSizing: 'border-box' },
}));

/** The roll-ups and the list of one scorecard. */
export function ScorecardOverview(props: {
  scorecard: ScorecardSummary;
  query: PageQuery;
  change(change: Partial<PageQuery>, options?: { replace?: boolean }): void;
}) {
  const { scorecard, query, change } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const { name } = scorecard;
  const levels = useRequest(
    signal => api.getSummary({ scorecard: name, groupBy: 'level' }, { signal }),
    name,
  );
  const owners = useRequest(
    signal => api.getSummary({ scorecard: name, groupBy: 'owner' }, { signal }),
    name,
  );
  const systems = useRequest(
    signal =>
      api.getSummary({ scorecard: name, groupBy: 'system' }, { signal }),
    name,
  );
  const { owner, system } = query;
  // A trend is of one of the two; a system is the narrower one.
  const narrowed = system ? { system } : { owner };
  const nameOf = (groups: SummaryGroup[] = [], key = '') =>
    groupName(groups.find(group => group.key === key) ?? { key });
  return (
    <Grid container spacing={2}>
      <Grid item xs={12} lg={5}>
        <LevelColumns
          className={classes.card}
          scorecard={scorecard}
          summary={levels}
          selected={query.levels}
          onSelect={selected => change({ levels: selected })}
        />
      </Grid>
      <Grid item xs={12} lg={7}>
        <OwnerRollup
          className={classes.card}
          levels={scorecard.levels}
          summary={owners}
          selected={query.owner}
          onSelect={selected => change({ owner: selected })}
        />
      </Grid>
      <Grid item xs={12}>
        <TrendSection
          title={
            owner || system
              ? t('trend.of', {
                  name: system
                    ? nameOf(systems.value?.groups, system)
                    : nameOf(owners.value?.groups, owner),
                })
              : t('trend.title')
          }
          description={t('trend.description')}
          scorecard={name}
          levels={scorecard.levels}
          of={narrowed}
        />
      </Grid>
      <Grid item xs={12}>
        <EntityList
          scorecard={scorecard}
          query={query}
          change={change}
          owners={owners.value?.groups ?? []}
          systems={systems.value?.groups ?? []}
        />
      </Grid>
    </Grid>
  );
}
