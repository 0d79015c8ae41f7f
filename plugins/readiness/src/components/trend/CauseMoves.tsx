import { makeStyles } from '@material-ui/core/styles';
import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import { CauseMove } from './CauseMove';
import { trendCauses } from './trendReading';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** What moved on a day, cause by cause. */
export function CauseMoves(props: { moves: TrendPoint['moves'] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {trendCauses.map(cause => {
        const move = props.moves[cause];
        return (
          move && (
            <li key={cause}>
              <CauseMove cause={cause} move={move} />
            </li>
          )
        );
      })}
    </ul>
  );
}
