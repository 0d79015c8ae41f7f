import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CheckResult,
  Excuse,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { EvidenceList } from '../entity/EvidenceList';
import { StatusLabel } from '../shared/StatusLabel';
import { webUrl } from '../shared/webUrl';
import { Until } from './Until';
import { Who } from './Who';

const useStyles = makeStyles(theme => ({
  reason: {
    margin: 0,
    fontSize: theme.typography.body1.fontSize,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    fontSize: theme.typography.body2.fontSize,
    '& dt': { fontWeight: 700 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

/** The reason of an exemption, who granted it, until when, and what says more. */
export function ExcuseFacts(props: {
  excuse: Excuse;
  /** What the result would be without. */
  excused?: CheckResult['excused'];
  sourceLocation?: string;
}) {
  const { excuse, excused, sourceLocation } = props;
  const { reason, grantedBy, expiresAt, path, line } = excuse;
  const link = excuse.link && webUrl(excuse.link);
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <>
      <p className={classes.reason}>{reason}</p>
      <dl className={classes.facts}>
        {grantedBy && (
          <>
            <dt>{t('exemptions.grantedBy')}</dt>
            <dd>
              <Who name={grantedBy} />
            </dd>
          </>
        )}
        <dt>{t('exemptions.until')}</dt>
        <dd>
          <Until at={expiresAt} />
        </dd>
        {excused && (
          <>
            <dt>{t('exemptions.without')}</dt>
            <dd>
              <StatusLabel status={excused} />
            </dd>
          </>
        )}
        {link && (
          <>
            <dt>{t('exemptions.link')}</dt>
            <dd>
              <Link to={link}>{link}</Link>
            </dd>
          </>
        )}
        {path && (
          <>
            <dt>{t('exemptions.place')}</dt>
            <dd>
              <EvidenceList
                evidence={[{ path, line }]}
                sourceLocation={sourceLocation}
              />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
