import Button from '@material-ui/core/Button';
import CloseIcon from '@material-ui/icons/Close';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CheckSummary,
  ScorecardSummary,
  SummaryGroup,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels } from '../shared/levels';
import { groupName } from './groupName';
import { isFiltered, noFilters, PageQuery } from './usePageQuery';

const useStyles = makeStyles(theme => ({
  filters: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  filter: { textTransform: 'none', borderRadius: 999 },
}));

/** What narrows the list, each with a way to take it off. */
export function ActiveFilters(props: {
  scorecard: ScorecardSummary;
  checks: readonly CheckSummary[];
  query: PageQuery;
  change(change: Partial<PageQuery>): void;
  owners: readonly SummaryGroup[];
  systems: readonly SummaryGroup[];
}) {
  const { scorecard, checks, query, change, owners, systems } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  if (!isFiltered(query)) {
    return null;
  }
  const named = (groups: readonly SummaryGroup[], key: string) =>
    groupName(groups.find(each => each.key === key) ?? { key });
  const levelName = (id: string) => {
    if (id === belowAllLevels) {
      return t('level.none');
    }
    const title = scorecard.levels.find(each => each.id === id)?.title;
    return [id, title].filter(Boolean).join(' ');
  };
  const checkName = (id: string) =>
    checks.find(each => each.id === id)?.title ?? id;
  const filters: { name: string; without: Partial<PageQuery> }[] = [
    ...query.levels.map(id => ({
      name: t('level.label', { level: levelName(id) }),
      without: { levels: query.levels.filter(each => each !== id) },
    })),
    ...(query.owner
      ? [
          {
            name: `${t('table.owner')}: ${named(owners, query.owner)}`,
            without: { owner: undefined },
          },
        ]
      : []),
    ...(query.system
      ? [
          {
            name: `${t('table.system')}: ${named(systems, query.system)}`,
            without: { system: undefined },
          },
        ]
      : []),
    ...(query.check
      ? [
          {
            name: `${t('table.check')}: ${checkName(query.check)}`,
            without: { check: undefined },
          },
        ]
      : []),
    ...(query.search
      ? [{ name: `“${query.search}”`, without: { search: '' } }]
      : []),
  ];
  return (
    <div
      role="group"
      aria-label={t('table.filters')}
      className={classes.filters}
    >
      {filters.map(({ name, without }) => (
        <Button
          key={name}
          size="small"
          variant="outlined"
          className={classes.filter}
          endIcon={<CloseIcon />}
          aria-label={t('table.remove', { filter: name })}
          onClick={() => change(without)}
        >
          {name}
        </Button>
      ))}
      <Button size="small" onClick={() => change(noFilters)}>
        {t('table.clear')}
      </Button>
    </div>
  );
}
