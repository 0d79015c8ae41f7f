import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link, MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CheckResult,
  LevelStanding,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { CheckExemption } from '../exemptions/CheckExemption';
import { Effort } from '../shared/Effort';
import { ObservedTime } from '../shared/ObservedTime';
import { tabSearch } from '../shared/useTabLink';
import { EvidenceList } from './EvidenceList';
import { TemplateLink } from './TemplateLink';

const useStyles = makeStyles(theme => ({
  details: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 3fr)',
    gap: theme.spacing(2, 4),
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  message: { fontSize: theme.typography.body1.fontSize },
  term: { fontWeight: 700, lineHeight: 1.6 },
  facts: {
    fontFamily: 'monospace',
    fontSize: '0.9em',
    overflowWrap: 'anywhere',
  },
  guide: {
    '& > :first-child, & > :first-child > :first-child': { marginTop: 0 },
    '& > :last-child, & > :first-child > :last-child': { marginBottom: 0 },
    overflowWrap: 'anywhere',
    // The highlighter styles inline: colours too faint to read on its
    // background, and a scrolled box that no keyboard reaches.
    '& pre, & pre span': {
      color: `${theme.palette.text.primary} !important`,
      whiteSpace: 'pre-wrap !important',
    },
  },
}));

function Term(props: { name: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div>
      <Typography variant="body2" component="div" className={classes.term}>
        {props.name}
      </Typography>
      <Typography variant="body2" component="div">
        {props.children}
      </Typography>
    </div>
  );
}

/** Everything there is to know about one result. */
export function CheckDetails(props: {
  report: Pick<Report, 'scorecard' | 'scorecardTitle' | 'entityRef'>;
  result: CheckResult;
  level?: LevelStanding;
  sourceLocation?: string;
}) {
  const { report, result, level, sourceLocation } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const { status, excused } = result;
  // A message tells what is wrong, which is not known of what is unknown.
  const isWrong = status === 'fail' || status === 'exempt';
  const isOpen = isWrong || status === 'unknown';
  return (
    <div className={classes.details}>
      <div className={classes.column}>
        {isWrong && (
          <Typography className={classes.message}>{result.message}</Typography>
        )}
        {/* The excuse says why a failure is exempt; of what is unknown there is more to say. */}
        {result.detail && excused !== 'fail' && (
          <Term name={t(`checks.detail.${status}`)}>{result.detail}</Term>
        )}
        {result.reason && (
          <Term name={t('checks.reason')}>{result.reason}</Term>
        )}
        {isOpen && result.fix?.guide && (
          <Term name={t(isWrong ? 'checks.fix' : 'checks.pass')}>
            <MarkdownContent
              className={classes.guide}
              content={result.fix.guide}
            />
          </Term>
        )}
        {isOpen && result.fix?.template && (
          <div>
            <TemplateLink
              templateRef={result.fix.template}
              entityRef={report.entityRef}
            />
          </div>
        )}
        <CheckExemption
          report={report}
          result={result}
          sourceLocation={sourceLocation}
        />
      </div>
      <div className={classes.column}>
        <Term name={t('checks.evidence')}>
          {result.evidence.length > 0 ? (
            <EvidenceList
              evidence={result.evidence}
              sourceLocation={sourceLocation}
            />
          ) : (
            t('checks.noEvidence')
          )}
        </Term>
        {result.observedAt && (
          <Term name={t('checks.observed')}>
            <ObservedTime at={result.observedAt} />
          </Term>
        )}
        <Term name={t('checks.level')}>
          {[result.level, level?.title].filter(Boolean).join(' ')}
        </Term>
        {isOpen && (
          <Term name={t('checks.effort')}>
            <Effort hours={result.effortHours} />
          </Term>
        )}
        {result.facts.length > 0 && (
          <Term name={t('checks.facts')}>
            <span className={classes.facts}>{result.facts.join(', ')}</span>
          </Term>
        )}
        <Typography variant="body2">
          <Link
            to={tabSearch({ scorecard: report.scorecard, check: result.check })}
          >
            {t('checks.link')}
          </Link>
        </Typography>
      </div>
    </div>
  );
}
