import { useEffect, useRef, useState } from 'react';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Content } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { useRequest } from '../shared/useRequest';
import { Action } from './ActionDialog';
import { SettledExemptions } from './SettledExemptions';
import { WaitingExemptions } from './WaitingExemptions';

/** As many as one answer may hold. */
const mostWaiting = 200;

const useStyles = makeStyles(theme => ({
  said: { '&:not(:empty)': { marginBottom: theme.spacing(2) } },
}));

/** All exemptions that the reader may see: what waits for a decision, then the others. */
export function ExemptionsContent() {
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [version, setVersion] = useState(0);
  const [said, setSaid] = useState('');
  // A failure is told once, by the list below.
  const { value: waiting } = useRequest(
    signal =>
      api.getExemptions(
        { state: ['requested'], limit: mostWaiting },
        { signal },
      ),
    String(version),
    true,
  );
  // The button that was pressed is gone: the keyboard goes on from here.
  const status = useRef<HTMLElement>(null);
  useEffect(() => {
    if (version > 0) {
      status.current?.focus();
    }
  }, [version]);
  const onDone = (_: Exemption, action: Action) => {
    setSaid(t(`exemptions.${action}.done`));
    setVersion(before => before + 1);
  };
  return (
    <Content>
      <Typography
        ref={status}
        tabIndex={-1}
        variant="body2"
        role="status"
        className={classes.said}
      >
        {said}
      </Typography>
      <Grid container spacing={2}>
        {waiting && waiting.items.length > 0 && (
          <Grid item xs={12}>
            <WaitingExemptions answer={waiting} onDone={onDone} />
          </Grid>
        )}
        <Grid item xs={12}>
          <SettledExemptions version={version} onDone={onDone} />
        </Grid>
      </Grid>
    </Content>
  );
}
