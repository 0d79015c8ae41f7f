import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ScorecardSummary } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';

const useStyles = makeStyles(theme => ({
  picker: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 3),
    marginBottom: theme.spacing(2),
  },
  about: { flex: '1 1 300px', minWidth: 0 },
}));

/** Chooses the scorecard and says what it is. */
export function ScorecardPicker(props: {
  scorecards: readonly ScorecardSummary[];
  chosen: ScorecardSummary;
  onChoose(name: string): void;
}) {
  const { scorecards, chosen, onChoose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <div className={classes.picker}>
      <Choice
        label={t('scorecard')}
        value={chosen.name}
        options={scorecards.map(each => ({
          value: each.name,
          label: each.title,
        }))}
        onChange={onChoose}
      />
      <div className={classes.about}>
        {chosen.description && (
          <Typography variant="body2">{chosen.description}</Typography>
        )}
        <Typography variant="body2">
          {t('page.checks', { count: chosen.checks })}
          {chosen.owner && (
            <>
              {' · '}
              {t('page.owner')}{' '}
              <EntityRefLink entityRef={chosen.owner} defaultKind="group" />
            </>
          )}
        </Typography>
      </div>
    </div>
  );
}
