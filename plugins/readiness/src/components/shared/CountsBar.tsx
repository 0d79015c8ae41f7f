import { makeStyles, useTheme } from '@material-ui/core/styles';
import { ResultStatus } from '@airworthy/backstage-plugin-readiness-common';
import { statusColor } from './StatusLabel';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: theme.palette.action.disabledBackground,
  },
}));

const shown: ResultStatus[] = ['pass', 'exempt', 'unknown', 'fail'];

/** The applicable results by status as one bar. The numbers stand beside it as text. */
export function CountsBar(props: { counts: Record<ResultStatus, number> }) {
  const classes = useStyles();
  const theme = useTheme();
  return (
    <div className={classes.bar} aria-hidden>
      {shown
        .filter(status => props.counts[status] > 0)
        .map(status => (
          <span
            key={status}
            style={{
              flexGrow: props.counts[status],
              background: statusColor(theme, status),
            }}
          />
        ))}
    </div>
  );
}
