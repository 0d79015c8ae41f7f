import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ScorecardProblem } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  alert: {
    marginBottom: theme.spacing(2),
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.status.warning}`,
    borderLeftWidth: 6,
    overflowWrap: 'anywhere',
  },
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
  place: { fontFamily: 'monospace' },
}));

/** The mistakes in the scorecards, each with its place. */
export function ScorecardProblems(props: {
  problems: readonly ScorecardProblem[];
}) {
  const { problems } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <Alert severity="warning" className={classes.alert}>
      <AlertTitle>{t('page.problems', { count: problems.length })}</AlertTitle>
      <Typography variant="body2">{t('page.problemsDescription')}</Typography>
      <ul className={classes.list}>
        {problems.map(({ source, line, column, message }) => (
          <li key={`${source}:${line}:${column}:${message}`}>
            <span className={classes.place}>
              {source}:{line}:{column}
            </span>{' '}
            {message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
