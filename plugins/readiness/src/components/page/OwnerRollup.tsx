import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import GroupIcon from '@material-ui/icons/Group';
import { alpha, makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  ScorecardSummary,
  SummaryGroup,
  SummaryResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels } from '../shared/levels';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { ScoreBar } from '../shared/ScoreBar';
import { SidewaysScroll } from '../shared/SidewaysScroll';
import { Section } from '../shared/Section';
import { Request } from '../shared/useRequest';
import { groupName } from './groupName';

const shownAtFirst = 6;

const useStyles = makeStyles(theme => ({
  table: {
    '& td, & th': {
      padding: theme.spacing(0.5, 1),
      overflowWrap: 'normal',
      wordBreak: 'normal',
    },
  },
  head: { fontWeight: 700, whiteSpace: 'nowrap' },
  number: { textAlign: 'center', fontVariantNumeric: 'tabular-nums' },
  heat: {
    display: 'block',
    minWidth: 28,
    padding: theme.spacing(0.5),
    borderRadius: theme.shape.borderRadius,
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
  },
  owner: {
    minWidth: 0,
    padding: theme.spacing(0.25, 1),
    marginLeft: theme.spacing(-1),
    textAlign: 'left',
    textTransform: 'none',
    fontWeight: 400,
    fontSize: theme.typography.body2.fontSize,
    color: theme.palette.text.primary,
    '&[aria-pressed="true"]': {
      background: alpha(theme.palette.primary.main, 0.16),
      fontWeight: 700,
    },
  },
}));

/** The owners with the most entities first. */
function inOrder(groups: readonly SummaryGroup[]): SummaryGroup[] {
  return [...groups].sort(
    (a, b) => b.entities - a.entities || a.key.localeCompare(b.key),
  );
}

/** How many entities of each owner stand at each level, as a table with heat. */
export function OwnerRollup(props: {
  levels: ScorecardSummary['levels'];
  summary: Request<SummaryResponse>;
  selected?: string;
  onSelect(owner: string | undefined): void;
  className?: string;
}) {
  const { levels, summary, selected, onSelect, className } = props;
  const classes = useStyles();
  const { palette } = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [all, setAll] = useState(false);
  const columns = [belowAllLevels, ...levels.map(each => each.id)];

  const row = (group: SummaryGroup) => {
    const name = groupName(group) || t('owners.none');
    const pressed = group.key === selected;
    return (
      <TableRow key={group.key}>
        <TableCell component="th" scope="row" role="rowheader">
          {group.key ? (
            <Button
              size="small"
              className={classes.owner}
              aria-pressed={pressed}
              aria-label={t('owners.filter', { owner: name })}
              onClick={() => onSelect(pressed ? undefined : group.key)}
            >
              {name}
            </Button>
          ) : (
            name
          )}
        </TableCell>
        <TableCell className={classes.number}>{group.entities}</TableCell>
        {columns.map(level => {
          const count = group.levels[level] ?? 0;
          const share = group.entities > 0 ? count / group.entities : 0;
          return (
            <TableCell key={level}>
              <span
                className={classes.heat}
                style={{
                  background: alpha(
                    level === belowAllLevels
                      ? palette.status.error
                      : palette.status.ok,
                    count === 0 ? 0 : 0.12 + 0.4 * share,
                  ),
                }}
              >
                {count}
              </span>
            </TableCell>
          );
        })}
        <TableCell>
          <ScoreBar score={group.score} />
        </TableCell>
      </TableRow>
    );
  };

  const body = () => {
    if (summary.error && !summary.value) {
      return <LoadFailure error={summary.error} retry={summary.retry} />;
    }
    if (!summary.value) {
      return <Skeleton variant="rect" height={200} />;
    }
    const groups = inOrder(summary.value.groups);
    if (groups.length === 0) {
      return <Notice icon={<GroupIcon />} title={t('owners.empty')} />;
    }
    return (
      <>
        <SidewaysScroll>
          <Table
            size="small"
            className={classes.table}
            aria-label={t('owners.caption')}
          >
            <TableHead>
              <TableRow>
                <TableCell className={classes.head}>
                  {t('owners.owner')}
                </TableCell>
                <TableCell className={classes.head} align="center">
                  {t('owners.entities')}
                </TableCell>
                {columns.map(level => (
                  <TableCell
                    key={level}
                    className={classes.head}
                    align="center"
                  >
                    {level === belowAllLevels ? t('level.none') : level}
                  </TableCell>
                ))}
                <TableCell className={classes.head}>
                  {t('owners.score')}
                </TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {(all ? groups : groups.slice(0, shownAtFirst)).map(row)}
            </TableBody>
          </Table>
        </SidewaysScroll>
        {groups.length > shownAtFirst && (
          <Button aria-expanded={all} onClick={() => setAll(!all)}>
            {all
              ? t('owners.fewer')
              : t('owners.all', { count: groups.length })}
          </Button>
        )}
      </>
    );
  };

  return (
    <Section
      title={t('owners.title')}
      description={t('owners.description')}
      className={className}
    >
      {body()}
    </Section>
  );
}
