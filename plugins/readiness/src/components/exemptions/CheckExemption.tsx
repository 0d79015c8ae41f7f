import { ReactNode, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CheckResult,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { ActionButtons } from './ActionButtons';
import { EventList } from './EventList';
import { ExcuseFacts } from './ExcuseFacts';
import { useExemptionsOf } from './ExemptionsOfEntity';
import { RequestDialog } from './RequestDialog';
import { StateLabel } from './StateLabel';

const useStyles = makeStyles(theme => ({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

function Box(props: { title: ReactNode; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.box}>
      {props.title}
      {props.children}
    </div>
  );
}

/** What excuses a result, what waits to, and a way to ask for it. */
export function CheckExemption(props: {
  report: Pick<Report, 'scorecard' | 'scorecardTitle'>;
  result: CheckResult;
  sourceLocation?: string;
}) {
  const { report, result, sourceLocation } = props;
  const { t } = useTranslationRef(readinessTranslationRef);
  const { rules, subjects, inForce, waiting, reload } = useExemptionsOf(
    report.scorecard,
    result,
  );
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const { status, excuse, excused } = result;
  const isOpen = status === 'fail' || status === 'unknown';
  const mayAsk = isOpen && waiting.length === 0 && rules?.mayRequest;
  return (
    <>
      {excuse && (
        <Box title={<StateLabel state="approved" />}>
          <ExcuseFacts
            excuse={excuse}
            excused={excused}
            sourceLocation={sourceLocation}
          />
          {inForce && <EventList events={inForce.events} />}
          {inForce && (
            <ActionButtons
              exemption={inForce}
              onDone={(_, action) => {
                setSaid(t(`exemptions.${action}.done`));
                reload();
              }}
            />
          )}
        </Box>
      )}
      {isOpen &&
        waiting.map(exemption => (
          <Box
            key={exemption.id}
            title={<StateLabel state={exemption.state} />}
          >
            <ExcuseFacts excuse={exemption} />
            <EventList events={exemption.events} />
            <ActionButtons
              exemption={exemption}
              onDone={(_, action) => {
                setSaid(t(`exemptions.${action}.done`));
                reload();
              }}
            />
          </Box>
        ))}
      {mayAsk && (
        <div>
          <Button variant="outlined" onClick={() => setAsking(true)}>
            {t('exemptions.form.open')}
          </Button>
        </div>
      )}
      <Typography variant="body2" role="status">
        {said}
      </Typography>
      {asking && rules && (
        <RequestDialog
          {...{ report, result, subjects, rules }}
          onClose={() => setAsking(false)}
          onRequested={() => {
            setAsking(false);
            setSaid(t('exemptions.form.done'));
            reload();
          }}
        />
      )}
    </>
  );
}
