import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels, Level } from '../shared/levels';
import { CauseMoves } from './CauseMoves';
import { formatDay, formatScore } from './formats';
import { eventfulDays, levelsOf } from './trendReading';

const useStyles = makeStyles(theme => ({
  scroll: { overflow: 'auto', maxHeight: 400 },
  table: {
    '& td, & th': {
      padding: theme.spacing(0.75, 1),
      verticalAlign: 'top',
      fontVariantNumeric: 'tabular-nums',
    },
  },
  head: { fontWeight: 700, whiteSpace: 'nowrap' },
}));

/** The days of a trend on which something moved, in words. */
export function TrendTable(props: {
  points: readonly TrendPoint[];
  levels: readonly Level[];
}) {
  const { points, levels } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const shown = levelsOf(points, levels);
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={t('trend.table')}
      // The keyboard could not scroll it otherwise.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <Table
        size="small"
        className={classes.table}
        aria-label={t('trend.table')}
      >
        <TableHead>
          <TableRow>
            <TableCell className={classes.head}>{t('trend.day')}</TableCell>
            <TableCell className={classes.head}>{t('trend.score')}</TableCell>
            {shown.map(({ id }) => (
              <TableCell key={id} className={classes.head}>
                {id === belowAllLevels ? t('level.none') : id}
              </TableCell>
            ))}
            <TableCell className={classes.head}>{t('trend.causes')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {eventfulDays(points).map(point => (
            <TableRow key={point.day}>
              <TableCell component="th" scope="row" role="rowheader">
                {formatDay(point.day)}
              </TableCell>
              <TableCell>
                {point.score === null ? '–' : formatScore(point.score)}
              </TableCell>
              {shown.map(({ id }) => (
                <TableCell key={id}>{point.levels[id] ?? 0}</TableCell>
              ))}
              <TableCell>
                {point === points[0] ? (
                  t('trend.begin')
                ) : (
                  <CauseMoves moves={point.moves} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
