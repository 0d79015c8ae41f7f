import { useEffect, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import useDebounce from 'react-use/esm/useDebounce';
import {
  CheckSummary,
  SummaryGroup,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';
import { groupName } from './groupName';
import { PageQuery } from './usePageQuery';

const typingPauseMs = 300;
/** As much as the backend takes. */
const longestSearch = 200;

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(1),
  },
  search: { flex: '1 1 220px', maxWidth: 360 },
}));

/** Options for what the groups name, and for what is chosen but not among them. */
function optionsOf(
  all: string,
  groups: readonly SummaryGroup[],
  chosen?: string,
) {
  const named = groups.filter(each => each.key);
  const known = named.some(each => each.key === chosen);
  return [
    { value: '', label: all },
    ...[...named, ...(chosen && !known ? [{ key: chosen }] : [])]
      .map(each => ({ value: each.key, label: groupName(each) }))
      .sort((a, b) => a.label.localeCompare(b.label)),
  ];
}

/** Narrows the list by name, owner, system and failing check. */
export function EntityFilters(props: {
  checks: readonly CheckSummary[];
  query: PageQuery;
  change(change: Partial<PageQuery>, options?: { replace?: boolean }): void;
  owners: readonly SummaryGroup[];
  systems: readonly SummaryGroup[];
}) {
  const { checks, query, change, owners, systems } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const all = t('table.all');

  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  useDebounce(
    () => {
      if (search !== query.search) {
        change({ search }, { replace: true });
      }
    },
    typingPauseMs,
    [search],
  );

  return (
    <div className={classes.filters}>
      <TextField
        id="readiness-entity-search"
        className={classes.search}
        type="search"
        variant="outlined"
        size="small"
        label={t('table.search')}
        value={search}
        inputProps={{ maxLength: longestSearch }}
        onChange={event => setSearch(event.target.value)}
      />
      <Choice
        label={t('table.owner')}
        value={query.owner ?? ''}
        options={optionsOf(all, owners, query.owner)}
        onChange={owner => change({ owner })}
      />
      <Choice
        label={t('table.system')}
        value={query.system ?? ''}
        options={optionsOf(all, systems, query.system)}
        onChange={system => change({ system })}
      />
      <Choice
        label={t('table.check')}
        value={query.check ?? ''}
        options={[
          { value: '', label: all },
          ...checks.map(each => ({
            value: each.id,
            label: `${each.level} ${each.title}`,
          })),
        ]}
        onChange={check => change({ check })}
      />
    </div>
  );
}
