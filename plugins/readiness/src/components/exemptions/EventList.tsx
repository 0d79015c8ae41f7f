import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ExemptionEvent } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { ObservedTime } from '../shared/ObservedTime';
import { Who } from './Who';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    fontSize: theme.typography.body2.fontSize,
  },
  event: {
    position: 'relative',
    paddingLeft: theme.spacing(2.5),
    paddingBottom: theme.spacing(1),
    // The dot of the event, and the line that leads to the next.
    '&::before': {
      content: '""',
      position: 'absolute',
      left: 2,
      top: '0.45em',
      width: 9,
      height: 9,
      borderRadius: '50%',
      background: theme.palette.text.secondary,
    },
    '&:not(:last-child)::after': {
      content: '""',
      position: 'absolute',
      left: 6,
      top: '1.2em',
      bottom: '-0.2em',
      width: 1,
      background: theme.palette.text.secondary,
    },
  },
  note: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
}));

/** What was done about an exemption, from the first to the last. */
export function EventList(props: { events: readonly ExemptionEvent[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <ol aria-label={t('exemptions.events')} className={classes.list}>
      {props.events.map(({ action, by, at, note }) => (
        <li key={`${action} ${at}`} className={classes.event}>
          {t(`exemptions.event.${action}`)} <Who name={by} />
          {' · '}
          <ObservedTime at={at} />
          {note && <p className={classes.note}>{note}</p>}
        </li>
      ))}
    </ol>
  );
}
