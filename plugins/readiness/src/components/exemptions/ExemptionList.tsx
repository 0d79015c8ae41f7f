import { makeStyles } from '@material-ui/core/styles';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import { Action } from './ActionDialog';
import { ExemptionItem } from './ExemptionItem';
import { useTitles } from './useTitles';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
}));

/** Exemptions one below the other. */
export function ExemptionList(props: {
  items: readonly Exemption[];
  onDone(exemption: Exemption, action: Action): void;
}) {
  const { items, onDone } = props;
  const classes = useStyles();
  const titles = useTitles(items.map(({ scorecard }) => scorecard));
  return (
    <ul className={classes.list}>
      {items.map(exemption => (
        <li key={exemption.id} className={classes.entry}>
          <ExemptionItem {...{ exemption, titles, onDone }} />
        </li>
      ))}
    </ul>
  );
}
