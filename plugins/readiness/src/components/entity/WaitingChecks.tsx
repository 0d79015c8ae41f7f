import { useId, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { CheckResult } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { MoreButton } from '../shared/MoreButton';
import { Section } from '../shared/Section';
import { tabSearch } from '../shared/useTabLink';

const shownAtFirst = 6;

const useStyles = makeStyles(theme => ({
  checks: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(0, 4),
    listStyle: 'none',
    margin: 0,
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

/** What can neither pass nor fail yet, and nobody can do anything about. */
export function WaitingChecks(props: {
  scorecard: string;
  checks: readonly CheckResult[];
}) {
  const { scorecard, checks } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [all, setAll] = useState(false);
  const id = useId();
  return (
    <Section
      title={t('waiting.title')}
      titleId={id}
      description={t('waiting.description')}
    >
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
        <MoreButton
          all={all}
          count={checks.length - shownAtFirst}
          describedBy={id}
          onChange={setAll}
        />
      )}
    </Section>
  );
}
