import { FormEvent, useId } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CheckResult,
  Exemption,
  ExemptionRules,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';
import { FormFailure } from '../shared/FormFailure';
import { Subject } from './subjectsOf';
import { useRequestForm } from './useRequestForm';

const longest = { reason: 2_000, link: 2_000 };

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    paddingTop: theme.spacing(1),
    // The theme's grey and red are too faint for small letters.
    '& label, & label.Mui-error, & .MuiFormHelperText-root': {
      color: theme.palette.text.primary,
    },
    '& .MuiFormHelperText-root.Mui-error': {
      color: theme.palette.text.primary,
      fontWeight: 700,
    },
  },
  actions: { padding: theme.spacing(1, 3, 2) },
}));

/** Asks for an exemption of a check, or of its whole scorecard. */
export function RequestDialog(props: {
  report: Pick<Report, 'scorecard' | 'scorecardTitle'>;
  result: Pick<CheckResult, 'check' | 'title'>;
  /** Whom it may be for; the usual one first. */
  subjects: readonly Subject[];
  rules: ExemptionRules;
  onClose(): void;
  onRequested(exemption: Exemption): void;
}) {
  const { report, result, subjects, rules, onClose, onRequested } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const id = useId();
  const { fields, change, failure, busy, submit, first, last } = useRequestForm(
    {
      scorecard: report.scorecard,
      check: result.check,
      ...{ subjects, rules, onRequested },
    },
  );
  const { fields: faults } = failure;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby={id}>
      <form onSubmit={onSubmit} noValidate>
        <DialogTitle id={id}>{t('exemptions.form.title')}</DialogTitle>
        <DialogContent className={classes.fields}>
          <Typography variant="body2">
            {t('exemptions.form.description')}
          </Typography>
          <FormFailure
            message={
              failure.message ??
              faults.scope ??
              faults.subjectRef ??
              faults.check
            }
          />
          <Choice
            label={t('exemptions.form.what')}
            value={String(fields.isForAll)}
            options={[
              { value: 'false', label: result.title },
              {
                value: 'true',
                label: t('exemptions.allChecks', {
                  scorecard: report.scorecardTitle,
                }),
              },
            ]}
            onChange={value => change({ isForAll: value === 'true' })}
          />
          <Choice
            label={t('exemptions.form.scope')}
            value={String(fields.subject)}
            options={subjects.map(({ scope, subjectRef }, index) => ({
              value: String(index),
              label: t(`exemptions.form.scopes.${scope}`, {
                name: humanizeEntityRef(parseEntityRef(subjectRef), {
                  defaultNamespace: 'default',
                  defaultKind: parseEntityRef(subjectRef).kind,
                }),
              }),
            }))}
            onChange={value => change({ subject: Number(value) })}
          />
          <TextField
            id={`${id}-reason`}
            label={t('exemptions.form.reason')}
            variant="outlined"
            required
            multiline
            minRows={3}
            maxRows={8}
            value={fields.reason}
            error={Boolean(faults.reason)}
            helperText={faults.reason ?? t('exemptions.form.reasonHelp')}
            inputProps={{ maxLength: longest.reason }}
            onChange={event => change({ reason: event.target.value })}
          />
          <TextField
            id={`${id}-link`}
            label={t('exemptions.form.link')}
            variant="outlined"
            type="url"
            value={fields.link}
            error={Boolean(faults.link)}
            helperText={faults.link ?? t('exemptions.form.linkHelp')}
            inputProps={{ maxLength: longest.link }}
            onChange={event => change({ link: event.target.value })}
          />
          <TextField
            id={`${id}-until`}
            label={t('exemptions.form.until')}
            variant="outlined"
            type="date"
            required={rules.expiryRequired}
            value={fields.until}
            error={Boolean(faults.expiresAt)}
            helperText={
              faults.expiresAt ??
              t('exemptions.form.untilHelp', {
                days: String(rules.longestDays),
              })
            }
            InputLabelProps={{ shrink: true }}
            inputProps={{ min: first, max: last }}
            onChange={event => change({ until: event.target.value })}
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
            {t('exemptions.form.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
