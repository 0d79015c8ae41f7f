import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import RefreshIcon from '@material-ui/icons/Refresh';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { usePermission } from '@backstage/plugin-permission-react';
import { readinessEntityRefreshPermission } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { ReadinessOfEntity } from './useEntityReadiness';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1, 2),
    minHeight: 40,
    marginLeft: 'auto',
  },
}));

/** Starts a refresh and says, also to screen readers, how far it has come. */
export function RefreshBar(props: {
  entityRef: string;
  readiness: ReadinessOfEntity;
}) {
  const { refresh, startRefresh } = props.readiness;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const { allowed } = usePermission({
    permission: readinessEntityRefreshPermission,
    resourceRef: props.entityRef,
  });
  const busy = refresh.state === 'asking' || refresh.state === 'waiting';
  const said = () => {
    switch (refresh.state) {
      case 'asking':
      case 'waiting':
        return t('refresh.started');
      case 'failed':
        return t('refresh.failed', { message: refresh.message });
      case 'done':
        return t('refresh.done');
      case 'late':
        return t('refresh.late');
      default:
        return '';
    }
  };
  return (
    <div className={classes.bar}>
      <Typography variant="body2" role="status" aria-live="polite">
        {said()}
      </Typography>
      {allowed && (
        <Button
          variant="outlined"
          title={t('refresh.hint')}
          startIcon={
            busy ? <CircularProgress size={18} aria-hidden /> : <RefreshIcon />
          }
          aria-disabled={busy}
          onClick={busy ? undefined : startRefresh}
        >
          {t('refresh.button')}
        </Button>
      )}
    </div>
  );
}
