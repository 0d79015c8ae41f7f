import { useState } from 'react';
import Button from '@material-ui/core/Button';
import HistoryIcon from '@material-ui/icons/History';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { useRequest } from '../shared/useRequest';
import { ChangeItem } from './ChangeItem';
import { PastReport } from './PastReport';

const changesAtOnce = 6;

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  earlier: { marginTop: theme.spacing(1) },
}));

/** A page of changes; the ones before follow when they are asked for. */
function ChangesPage(props: {
  entityRef: string;
  scorecard: string;
  cursor?: string;
}) {
  const { entityRef, scorecard, cursor } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [earlier, setEarlier] = useState<string>();
  const { value, error, retry } = useRequest(
    signal =>
      api.getHistory(
        entityRef,
        { scorecard, cursor, limit: changesAtOnce },
        { signal },
      ),
    [entityRef, scorecard, cursor].join(' '),
  );
  if (error && !value) {
    return (
      <LoadFailure title={t('history.failed')} error={error} retry={retry} />
    );
  }
  if (!value) {
    return (
      <div role="status" aria-label={t('history.loading')}>
        {[0, 1, 2].map(each => (
          <Skeleton key={each} height={72} />
        ))}
      </div>
    );
  }
  const { items, nextCursor } = value;
  if (items.length === 0) {
    return (
      <Notice icon={<HistoryIcon />} title={t('history.empty')}>
        {t('history.emptyDescription')}
      </Notice>
    );
  }
  return (
    <>
      <ol className={classes.list} aria-label={t('history.changes')}>
        {items.map(change => (
          <ChangeItem
            key={`${change.changedAt} ${change.check}`}
            change={change}
          />
        ))}
      </ol>
      {nextCursor && !earlier && (
        <Button
          variant="outlined"
          className={classes.earlier}
          onClick={() => setEarlier(nextCursor)}
        >
          {t('history.earlier')}
        </Button>
      )}
      {earlier && (
        <ChangesPage
          entityRef={entityRef}
          scorecard={scorecard}
          cursor={earlier}
        />
      )}
    </>
  );
}

/** How the results of one scorecard on an entity changed, and why. */
export function EntityHistory(props: {
  entityRef: string;
  scorecard: string;
  className?: string;
}) {
  const { entityRef, scorecard, className } = props;
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <Section
      title={t('history.title')}
      description={t('history.description')}
      className={className}
    >
      <PastReport
        key={`past ${scorecard}`}
        entityRef={entityRef}
        scorecard={scorecard}
      />
      <ChangesPage
        key={scorecard}
        entityRef={entityRef}
        scorecard={scorecard}
      />
    </Section>
  );
}
