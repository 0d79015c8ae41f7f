import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  EntitySort,
  EntityStanding,
  ScorecardSummary,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { SidewaysScroll } from '../shared/SidewaysScroll';
import { EntityTableRow } from './EntityTableRow';
import { isOwnership } from './ownership';

const useStyles = makeStyles(theme => ({
  head: { fontWeight: 700, whiteSpace: 'nowrap' },
  table: {
    '& td, & th': {
      padding: theme.spacing(1),
      overflowWrap: 'normal',
      wordBreak: 'normal',
    },
    '&[aria-busy="true"] tbody': { opacity: 0.6 },
  },
}));

/** One page of entities and how they stand. */
export function EntityTable(props: {
  scorecard: ScorecardSummary;
  items: readonly EntityStanding[];
  busy: boolean;
  sort: EntitySort;
  onSort(sort: EntitySort): void;
}) {
  const { scorecard, items, busy, sort, onSort } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const descending = sort.startsWith('-');

  const sortable = (by: 'name' | 'level' | 'score' | 'owner') => {
    const active = sort === by || sort === `-${by}`;
    const direction = descending ? 'desc' : 'asc';
    return (
      <TableCell className={classes.head} sortDirection={active && direction}>
        <TableSortLabel
          active={active}
          direction={active ? direction : 'asc'}
          onClick={() => onSort(active && !descending ? `-${by}` : by)}
        >
          {t(`table.${by}`)}
        </TableSortLabel>
      </TableCell>
    );
  };

  return (
    <SidewaysScroll>
      <Table
        size="small"
        className={classes.table}
        aria-label={t('table.caption')}
        aria-busy={busy}
      >
        <TableHead>
          <TableRow>
            {sortable('name')}
            {isOwnership(scorecard.name) && (
              <TableCell className={classes.head}>
                {t('ownership.column')}
              </TableCell>
            )}
            {sortable('level')}
            {sortable('score')}
            {sortable('owner')}
            <TableCell className={classes.head}>{t('table.system')}</TableCell>
            <TableCell className={classes.head}>
              {t('table.nextSteps')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(item => (
            <EntityTableRow
              key={item.entityRef}
              scorecard={scorecard}
              standing={item}
            />
          ))}
        </TableBody>
      </Table>
    </SidewaysScroll>
  );
}
