import { Fragment } from 'react';
import Divider from '@material-ui/core/Divider';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  CompoundEntityRef,
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { readinessTranslationRef } from '../../translation';
import { LoadFailure } from '../shared/LoadFailure';
import { useTabLink } from '../shared/useTabLink';
import { NoReports } from './NoReports';
import { ScorecardBlock } from './ScorecardBlock';
import { useEntityReadiness } from './useEntityReadiness';

const useStyles = makeStyles(theme => ({
  body: { fontFamily: theme.typography.fontFamily },
  divider: { margin: theme.spacing(2, 0) },
  loading: { display: 'flex', gap: theme.spacing(2) },
  lines: { flexGrow: 1 },
}));

function Body(props: { entity: CompoundEntityRef }) {
  const { value, error, retry, late } = useEntityReadiness(
    stringifyEntityRef(props.entity),
  );
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  if (!value && error) {
    return <LoadFailure error={error} retry={retry} />;
  }
  if (!value) {
    return (
      <div
        className={classes.loading}
        role="progressbar"
        aria-label={t('card.loading')}
      >
        <Skeleton variant="circle" width={72} height={72} />
        <div className={classes.lines}>
          <Skeleton width="50%" height={32} />
          <Skeleton width="90%" />
          <Skeleton width="80%" />
        </div>
      </div>
    );
  }
  if (value.reports.length === 0) {
    return <NoReports pending={value.pending} late={late} checkAgain={retry} />;
  }
  return (
    <>
      {error && (
        <Typography variant="body2" role="alert" paragraph>
          {t('failure.stale')}
        </Typography>
      )}
      {value.reports.map((report, index) => (
        <Fragment key={report.scorecard}>
          {index > 0 && <Divider className={classes.divider} />}
          <ScorecardBlock entity={props.entity} report={report} />
        </Fragment>
      ))}
    </>
  );
}

/** How ready the entity of the page is: one block for each scorecard that applies. */
export function EntityReadinessCard() {
  const { entity } = useEntity();
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const tabLink = useTabLink();
  const ref = getCompoundEntityRef(entity);
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={<Link to={tabLink(ref)}>{t('card.open')}</Link>}
    >
      <div className={classes.body}>
        <Body key={stringifyEntityRef(ref)} entity={ref} />
      </div>
    </EntityInfoCard>
  );
}
