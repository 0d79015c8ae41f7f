import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Action, ActionDialog } from './ActionDialog';

const useStyles = makeStyles(theme => ({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** What the reader may do about an exemption; nothing where they may not. */
export function ActionButtons(props: {
  exemption: Exemption;
  /** Told what has become of it, and by which action. */
  onDone(exemption: Exemption, action: Action): void;
}) {
  const { exemption, onDone } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [chosen, setChosen] = useState<Action>();
  if (exemption.actions.length === 0) {
    return null;
  }
  return (
    <div className={classes.buttons}>
      {exemption.actions.map(action => (
        <Button
          key={action}
          size="small"
          variant={action === 'approve' ? 'contained' : 'outlined'}
          color={action === 'approve' ? 'primary' : 'default'}
          onClick={() => setChosen(action)}
        >
          {t(`exemptions.${action}.button`)}
        </Button>
      ))}
      {chosen && (
        <ActionDialog
          exemption={exemption}
          action={chosen}
          onClose={() => setChosen(undefined)}
          onDone={after => {
            setChosen(undefined);
            onDone(after, chosen);
          }}
        />
      )}
    </div>
  );
}
