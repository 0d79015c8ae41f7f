import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CheckResult,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Section } from '../shared/Section';
import { tabSearch } from '../shared/useTabLink';
import { waiting } from './reportReading';

const shownAtFirst = 5;

const useStyles = makeStyles(theme => ({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(2, 4),
  },
  name: { fontWeight: 700 },
  checks: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
  },
  check: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** Checks that wait for the same, the first few of them at first. */
function Group(props: {
  scorecard: string;
  title: string;
  description: string;
  checks: readonly CheckResult[];
}) {
  const { scorecard, title, description, checks } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [all, setAll] = useState(false);
  const id = useId();
  return (
    <div>
      <Typography
        id={id}
        component="h3"
        variant="subtitle1"
        className={classes.name}
      >
        {title}
      </Typography>
      <Typography variant="body2">{description}</Typography>
      <ul aria-labelledby={id} className={classes.checks}>
        {(all ? checks : checks.slice(0, shownAtFirst)).map(check => (
          <li key={check.check} className={classes.check}>
            <Link to={tabSearch({ scorecard, check: check.check })}>
              {check.title}
            </Link>
            <Typography component="span" variant="body2">
              {check.level}
            </Typography>
          </li>
        ))}
      </ul>
      {checks.length > shownAtFirst && (
        <Button
          aria-expanded={all}
          aria-describedby={id}
          onClick={() => setAll(!all)}
        >
          {all
            ? t('steps.fewer')
            : t('steps.more', { count: checks.length - shownAtFirst })}
        </Button>
      )}
    </div>
  );
}

/** What can neither pass nor fail yet, by what it waits for. */
export function WaitingChecks(props: { report: Report }) {
  const { report } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const groups = waiting(report);
  return (
    <Section title={t('waiting.title')} description={t('waiting.description')}>
      <div className={classes.groups}>
        {(['people', 'data'] as const).map(
          group =>
            groups[group].length > 0 && (
              <Group
                key={group}
                scorecard={report.scorecard}
                title={t(`waiting.${group}`, { count: groups[group].length })}
                description={t(`waiting.${group}Description`)}
                checks={groups[group]}
              />
            ),
        )}
      </div>
    </Section>
  );
}
