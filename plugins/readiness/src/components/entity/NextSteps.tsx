import { useId, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import DoneAllIcon from '@material-ui/icons/DoneAll';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Report,
  waitsForPeople,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Effort } from '../shared/Effort';
import { Notice } from '../shared/Notice';
import { MoreButton } from '../shared/MoreButton';
import { Section } from '../shared/Section';
import { StatusLabel } from '../shared/StatusLabel';
import { tabSearch } from '../shared/useTabLink';
import { nextSteps, waitingForData } from './reportReading';

const shownAtFirst = 5;

const useStyles = makeStyles(theme => ({
  steps: { margin: 0, paddingLeft: theme.spacing(3) },
  step: {
    paddingBottom: theme.spacing(1),
    '&::marker': { fontWeight: 700 },
  },
  about: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
  },
}));

/** What somebody can do next, in order, with the work it takes. */
export function NextSteps(props: { report: Report; className?: string }) {
  const { report, className } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [all, setAll] = useState(false);
  const id = useId();
  const steps = nextSteps(report);
  if (steps.length === 0) {
    return (
      <Section title={t('steps.title')} className={className}>
        <Notice
          icon={<DoneAllIcon />}
          title={t(
            waitingForData(report).length > 0 ? 'steps.noneNow' : 'steps.none',
          )}
        />
      </Section>
    );
  }
  return (
    <Section
      title={t('steps.title')}
      titleId={id}
      description={t('steps.description')}
      className={className}
    >
      <ol aria-labelledby={id} className={classes.steps}>
        {(all ? steps : steps.slice(0, shownAtFirst)).map(step => (
          <li key={step.check} className={classes.step}>
            <Link
              to={tabSearch({ scorecard: report.scorecard, check: step.check })}
            >
              {step.title}
            </Link>
            <Typography
              variant="body2"
              component="div"
              className={classes.about}
            >
              <StatusLabel status={step.status} />
              <span>{step.level}</span>
              <span>
                <Effort hours={step.effortHours} />
              </span>
              {step.status === 'unknown' && (
                <span>
                  {waitsForPeople(step) ? t('steps.attest') : step.detail}
                </span>
              )}
            </Typography>
          </li>
        ))}
      </ol>
      {steps.length > shownAtFirst && (
        <MoreButton
          all={all}
          count={steps.length - shownAtFirst}
          describedBy={id}
          onChange={setAll}
        />
      )}
    </Section>
  );
}
