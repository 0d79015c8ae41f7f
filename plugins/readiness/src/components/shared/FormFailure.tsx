import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  alert: {
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.status.error}`,
    overflowWrap: 'anywhere',
  },
}));

/** Why what a form asked for was not done; nothing without a message. */
export function FormFailure(props: { message?: string }) {
  const classes = useStyles();
  return props.message ? (
    <Alert severity="error" className={classes.alert}>
      {props.message}
    </Alert>
  ) : null;
}
