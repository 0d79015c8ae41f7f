import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityLineage } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { LoadFailure } from '../shared/LoadFailure';
import { Section } from '../shared/Section';
import { useRequest } from '../shared/useRequest';
import { templateName } from './templateName';
import { UpgradeLink } from './UpgradeLink';

const useStyles = makeStyles(theme => ({
  lineage: { marginTop: theme.spacing(2) },
}));

/**
 * From which template an entity came, and whether that has moved on. Of an
 * entity that came from none there is nothing to say.
 */
export function LineageOfEntity(props: { entityRef: string }) {
  const { entityRef } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const { value, error, retry } = useRequest(
    signal => api.getLineage({ entityRef, limit: 1 }, { signal }),
    entityRef,
  );
  if (error) {
    return (
      <Paper className={classes.lineage}>
        <LoadFailure title={t('lineage.failure')} error={error} retry={retry} />
      </Paper>
    );
  }
  const [lineage] = value?.items ?? [];
  return lineage ? (
    <Section
      title={t('lineage.ofEntity')}
      className={classes.lineage}
      action={lineage.gap && <UpgradeLink lineage={lineage} />}
    >
      <Lineage lineage={lineage} />
    </Section>
  ) : null;
}

function Lineage({ lineage }: { lineage: EntityLineage }) {
  const { version, currentVersion, gap, files, changed, removed } = lineage;
  const { t } = useTranslationRef(readinessTranslationRef);
  const standing = () => {
    if (currentVersion === undefined) {
      return t('lineage.unknown');
    }
    return gap
      ? t(`lineage.behind.${gap}`, { version: currentVersion })
      : t('lineage.isCurrent');
  };
  return (
    <>
      <Typography variant="body1">
        {t('lineage.cameFrom', { template: templateName(lineage), version })}{' '}
        {standing()}
      </Typography>
      <Typography variant="body2">
        {t('lineage.moved', {
          files: String(files),
          changed: String(changed),
          removed: String(removed),
        })}
      </Typography>
      {gap && (
        <Typography variant="body2">
          {t('lineage.upgradeDescription')}
        </Typography>
      )}
    </>
  );
}
