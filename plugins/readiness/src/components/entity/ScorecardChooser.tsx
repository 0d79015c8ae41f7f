import ButtonBase from '@material-ui/core/ButtonBase';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useSearchParams } from 'react-router-dom';
import { Report } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { LevelBadge } from '../shared/LevelBadge';

const useStyles = makeStyles(theme => ({
  group: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    justifyContent: 'flex-start',
    padding: theme.spacing(1, 1.5),
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body1.fontSize,
    '&:hover': { background: theme.palette.action.hover },
    '&[aria-pressed="true"]': {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
      background: alpha(theme.palette.primary.main, 0.08),
    },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
}));

/** Chooses one of the scorecards that apply; the choice is part of the address. */
export function ScorecardChooser(props: {
  reports: readonly Report[];
  chosen: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [, setQuery] = useSearchParams();
  return (
    <div role="group" aria-label={t('scorecard')} className={classes.group}>
      {props.reports.map(report => (
        <ButtonBase
          key={report.scorecard}
          className={classes.choice}
          aria-pressed={report.scorecard === props.chosen}
          onClick={() => setQuery({ scorecard: report.scorecard })}
        >
          {report.scorecardTitle}
          <LevelBadge
            level={report.level}
            levels={report.levels}
            exempt={report.counts.exempt}
          />
        </ButtonBase>
      ))}
    </div>
  );
}
