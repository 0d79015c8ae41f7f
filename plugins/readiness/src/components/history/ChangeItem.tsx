import Typography from '@material-ui/core/Typography';
import ArrowForwardIcon from '@material-ui/icons/ArrowForward';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ResultChange } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { StatusLabel } from '../shared/StatusLabel';
import { causeColor } from '../trend/causeColors';
import { ChangeReason } from './ChangeReason';

const useStyles = makeStyles(theme => ({
  item: {
    position: 'relative',
    padding: theme.spacing(0, 0, 2.5, 3),
    borderLeft: `2px solid ${theme.palette.divider}`,
    marginLeft: theme.spacing(0.75),
    '&:last-child': { paddingBottom: theme.spacing(0.5) },
  },
  mark: {
    position: 'absolute',
    left: -8,
    top: 3,
    width: 14,
    height: 14,
    borderRadius: '50%',
    boxSizing: 'border-box',
    border: `3px solid ${theme.palette.background.paper}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
  },
  title: { fontWeight: 700, overflowWrap: 'anywhere' },
  statuses: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    margin: theme.spacing(0.25, 0),
  },
  why: { overflowWrap: 'anywhere' },
}));

/** One change of a result: of which check, when, from what to what, and why. */
export function ChangeItem(props: { change: ResultChange }) {
  const { change } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const at = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(Date.parse(change.changedAt));
  return (
    <li className={classes.item}>
      <span
        aria-hidden
        className={classes.mark}
        style={{ background: causeColor(theme, change.cause) }}
      />
      <div className={classes.head}>
        <Typography component="h3" variant="body1" className={classes.title}>
          {change.title ?? change.check}
        </Typography>
        <Typography variant="body2" component="span">
          <time dateTime={change.changedAt}>{at}</time>
        </Typography>
      </div>
      <div
        role="img"
        aria-label={t('history.change', {
          from: t(`status.${change.from}`),
          to: t(`status.${change.to}`),
        })}
        className={classes.statuses}
      >
        <StatusLabel status={change.from} />
        <ArrowForwardIcon fontSize="small" aria-hidden />
        <StatusLabel status={change.to} />
      </div>
      <Typography variant="body2" component="div" className={classes.why}>
        <ChangeReason change={change} />
      </Typography>
    </li>
  );
}
