import { FormEvent, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Exemption,
  ReadinessApi,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { failureOf } from './failureOf';
import { FormFailure } from '../shared/FormFailure';

/** What somebody may do about an exemption. */
export type Action = Exemption['actions'][number];

const longestNote = 2_000;

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    '& label': { color: theme.palette.text.primary },
  },
  actions: { padding: theme.spacing(1, 3, 2) },
}));

function perform(
  api: ReadinessApi,
  action: Action,
  id: string,
  note?: string,
): Promise<Exemption> {
  switch (action) {
    case 'revoke':
      return api.revokeExemption(id, { note });
    case 'restore':
      return api.restoreExemption(id, { note });
    default:
      return api.decideExemption(id, { decision: action, note });
  }
}

/** Asks for a note, and then does something about an exemption. */
export function ActionDialog(props: {
  exemption: Exemption;
  action: Action;
  onClose(): void;
  onDone(exemption: Exemption): void;
}) {
  const { exemption, action, onClose, onDone } = props;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const id = useId();
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      onDone(
        await perform(api, action, exemption.id, note.trim() || undefined),
      );
    } catch (reason) {
      setFailure(failureOf(reason, []).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby={id}>
      <form onSubmit={onSubmit}>
        <DialogTitle id={id}>{t(`exemptions.${action}.title`)}</DialogTitle>
        <DialogContent className={classes.fields}>
          <Typography variant="body2">
            {t(`exemptions.${action}.description`)}
          </Typography>
          <FormFailure message={failure} />
          <TextField
            id={`${id}-note`}
            label={t('exemptions.note')}
            variant="outlined"
            multiline
            minRows={2}
            maxRows={8}
            value={note}
            inputProps={{ maxLength: longestNote }}
            onChange={event => setNote(event.target.value)}
          />
        </DialogContent>
        <DialogActions className={classes.actions}>
          <Button onClick={onClose}>{t('exemptions.cancel')}</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={busy}
          >
            {t(`exemptions.${action}.button`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
