import Grid from '@material-ui/core/Grid';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useSearchParams } from 'react-router-dom';
import {
  EntityReadiness,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { ExemptionsOfEntity } from '../exemptions/ExemptionsOfEntity';
import { LineageOfEntity } from '../lineage/LineageOfEntity';
import { LoadFailure } from '../shared/LoadFailure';
import { EntityHistory } from '../history/EntityHistory';
import { TrendSection } from '../trend/TrendSection';
import { CheckList } from './CheckList';
import { Collections } from './Collections';
import { LevelLadder } from './LevelLadder';
import { NextSteps } from './NextSteps';
import { NoReports } from './NoReports';
import { RefreshBar } from './RefreshBar';
import { ScorecardChooser } from './ScorecardChooser';
import { Standing } from './Standing';
import { WaitingChecks } from './WaitingChecks';
import { chooseReport, waitingForData } from './reportReading';
import { useEntityReadiness } from './useEntityReadiness';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  },
  card: { height: '100%', boxSizing: 'border-box' },
}));

function ReportDetails(props: { readiness: EntityReadiness; report: Report }) {
  const { report } = props;
  const { collections, sourceLocation } = props.readiness;
  const { entityRef } = report;
  const waiting = waitingForData(report);
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <Grid container spacing={2}>
      <Grid item xs={12} md={6} lg={4}>
        <Standing report={report} className={classes.card} />
      </Grid>
      <Grid item xs={12} md={6} lg={4}>
        <LevelLadder report={report} className={classes.card} />
      </Grid>
      <Grid item xs={12} lg={4}>
        <NextSteps
          key={report.scorecard}
          report={report}
          className={classes.card}
        />
      </Grid>
      {waiting.length > 0 && (
        <Grid item xs={12}>
          <WaitingChecks
            key={report.scorecard}
            scorecard={report.scorecard}
            checks={waiting}
          />
        </Grid>
      )}
      <Grid item xs={12}>
        <CheckList
          key={report.scorecard}
          report={report}
          sourceLocation={sourceLocation}
        />
      </Grid>
      <Grid item xs={12} lg={7}>
        <TrendSection
          title={t('trend.title')}
          description={t('trend.ofEntity')}
          scorecard={report.scorecard}
          levels={report.levels}
          of={{ entityRef }}
          className={classes.card}
        />
      </Grid>
      <Grid item xs={12} lg={5}>
        <EntityHistory
          entityRef={entityRef}
          scorecard={report.scorecard}
          className={classes.card}
        />
      </Grid>
      <Grid item xs={12}>
        <Collections
          collections={collections}
          sourceLocation={sourceLocation}
        />
      </Grid>
    </Grid>
  );
}

function Body(props: { entityRef: string }) {
  const { entityRef } = props;
  const readiness = useEntityReadiness(entityRef);
  const { value, error, retry, late } = readiness;
  const [query] = useSearchParams();
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  if (!value && error) {
    return (
      <Paper>
        <LoadFailure error={error} retry={retry} />
      </Paper>
    );
  }
  if (!value) {
    return <Progress aria-label={t('card.loading')} />;
  }
  const report = chooseReport(value.reports, {
    scorecard: query.get('scorecard'),
    check: query.get('check'),
  });
  return (
    <>
      <div className={classes.bar}>
        {report && value.reports.length > 1 && (
          <ScorecardChooser reports={value.reports} chosen={report.scorecard} />
        )}
        <RefreshBar entityRef={entityRef} readiness={readiness} />
      </div>
      {error && (
        <Typography variant="body2" role="alert" paragraph>
          {t('failure.stale')}
        </Typography>
      )}
      {report ? (
        <ExemptionsOfEntity onChanged={retry}>
          <ReportDetails readiness={value} report={report} />
        </ExemptionsOfEntity>
      ) : (
        <Paper>
          <NoReports pending={value.pending} late={late} checkAgain={retry} />
        </Paper>
      )}
      <LineageOfEntity entityRef={entityRef} />
    </>
  );
}

/** The whole report on the entity of the page. */
export function EntityReadinessContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return <Body key={entityRef} entityRef={entityRef} />;
}
