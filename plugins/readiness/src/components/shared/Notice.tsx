import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  notice: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(3, 2),
    textAlign: 'center',
  },
  picture: {
    display: 'flex',
    padding: theme.spacing(1.5),
    borderRadius: '50%',
    background: theme.palette.action.hover,
    color: theme.palette.text.primary,
  },
  title: { fontWeight: 700 },
  text: { maxWidth: '60ch' },
}));

/** What stands where there is nothing to show: what it means and what to do. */
export function Notice(props: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.notice}>
      <span className={classes.picture} aria-hidden>
        {props.icon}
      </span>
      <Typography component="p" variant="subtitle1" className={classes.title}>
        {props.title}
      </Typography>
      <Typography variant="body2" component="div" className={classes.text}>
        {props.children}
      </Typography>
      {props.action}
    </div>
  );
}
