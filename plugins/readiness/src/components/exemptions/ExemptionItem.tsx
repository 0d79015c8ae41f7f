import { useId } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { ActionButtons } from './ActionButtons';
import { Action } from './ActionDialog';
import { EventList } from './EventList';
import { ExcuseFacts } from './ExcuseFacts';
import { StateLabel } from './StateLabel';
import { Titles } from './useTitles';

const useStyles = makeStyles(theme => ({
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 3fr)',
    gap: theme.spacing(1.5, 4),
    padding: theme.spacing(2, 0),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  head: {
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
  },
  about: { flex: '1 1 0', minWidth: 200 },
  title: { margin: 0, fontWeight: 700, overflowWrap: 'anywhere' },
  column: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
}));

/** One exemption: what it is for, why, what was done about it, and what may be. */
export function ExemptionItem(props: {
  exemption: Exemption;
  titles: Titles;
  onDone(exemption: Exemption, action: Action): void;
}) {
  const { exemption, titles, onDone } = props;
  const { scorecard, check, scope, subjectRef, state } = exemption;
  const { reason, expiresAt, link, events } = exemption;
  const classes = useStyles();
  const id = useId();
  const { t } = useTranslationRef(readinessTranslationRef);
  const scorecardTitle = titles.scorecard(scorecard);
  return (
    <article className={classes.item} aria-labelledby={id}>
      <div className={classes.head}>
        <div className={classes.about}>
          <Typography
            id={id}
            component="h3"
            variant="subtitle1"
            className={classes.title}
          >
            {check
              ? titles.check(scorecard, check)
              : t('exemptions.allChecks', { scorecard: scorecardTitle })}
          </Typography>
          <Typography variant="body2">
            {t(`exemptions.scope.${scope}`)}{' '}
            <EntityRefLink entityRef={subjectRef} />
            {check && ` · ${scorecardTitle}`}
          </Typography>
        </div>
        <StateLabel state={state} />
      </div>
      <div className={classes.column}>
        <ExcuseFacts excuse={{ reason, expiresAt, link }} />
        <ActionButtons exemption={exemption} onDone={onDone} />
      </div>
      <EventList events={events} />
    </article>
  );
}
