import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  score: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontVariantNumeric: 'tabular-nums',
  },
  number: { minWidth: '2em', textAlign: 'right' },
  track: {
    width: 56,
    height: 6,
    borderRadius: 3,
    overflow: 'hidden',
    background: theme.palette.action.disabledBackground,
    // Where a table has little room, the number says it all.
    [theme.breakpoints.down('md')]: { display: 'none' },
  },
  bar: { height: '100%', background: theme.palette.primary.main },
}));

/** A score from 0 to 100 as a number with a small bar, for tables. */
export function ScoreBar(props: { score: number | null }) {
  const classes = useStyles();
  if (props.score === null) {
    return <>–</>;
  }
  const shown = Math.round(props.score);
  return (
    <span className={classes.score}>
      <span className={classes.number}>{shown}</span>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.bar}
          style={{ display: 'block', width: `${shown}%` }}
        />
      </span>
    </span>
  );
}
