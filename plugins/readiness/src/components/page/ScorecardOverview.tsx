import Grid from '@material-ui/core/Grid';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { ScorecardSummary } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useRequest } from '../shared/useRequest';
import { EntityList } from './EntityList';
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
          onSelect={owner => change({ owner })}
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
