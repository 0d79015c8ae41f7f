import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { CollectionStatus } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { ObservedTime } from '../shared/ObservedTime';
import { Section } from '../shared/Section';
import { EvidenceList } from './EvidenceList';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
    gap: theme.spacing(2, 4),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  name: { fontWeight: 700 },
  revision: { fontFamily: 'monospace' },
  problems: { marginTop: theme.spacing(0.5) },
}));

/** What each collector last said about the entity, and what it could not read. */
export function Collections(props: {
  collections: readonly CollectionStatus[];
  sourceLocation?: string;
}) {
  const { collections, sourceLocation } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const now = Date.now();
  if (collections.length === 0) {
    return null;
  }
  return (
    <Section title={t('collections.title')}>
      <ul className={classes.list}>
        {collections.map(each => (
          <li key={each.namespace}>
            <Typography className={classes.name}>{each.namespace}</Typography>
            <Typography variant="body2">
              {t('collections.observed')}{' '}
              {each.observedAt ? (
                <ObservedTime at={each.observedAt} />
              ) : (
                t('collections.never')
              )}
              {each.expiresAt &&
                Date.parse(each.expiresAt) < now &&
                `, ${t('collections.stale')}`}
            </Typography>
            {each.revision && (
              <Typography variant="body2">
                {t('collections.revision')}{' '}
                <span className={classes.revision}>
                  {each.revision.slice(0, 12)}
                </span>
              </Typography>
            )}
            {each.problems.length > 0 && (
              <Typography
                variant="body2"
                component="div"
                className={classes.problems}
              >
                {t('collections.problems')}
                <EvidenceList
                  sourceLocation={sourceLocation}
                  evidence={each.problems.map(problem => ({
                    path: problem.path,
                    line: problem.line,
                    note: `${problem.fact}: ${problem.reason}`,
                  }))}
                />
              </Typography>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
