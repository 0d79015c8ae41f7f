import { ReactNode, useId } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  section: {
    padding: theme.spacing(2.5),
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  },
  title: { margin: 0, fontSize: theme.typography.h5.fontSize, fontWeight: 700 },
}));

/** A part of a page under a heading, as a named region. */
export function Section(props: {
  title: string;
  /** For what else in it is named after its title. */
  titleId?: string;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const ownId = useId();
  const id = props.titleId ?? ownId;
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      className={[classes.section, props.className].filter(Boolean).join(' ')}
    >
      <div className={classes.head}>
        <div>
          <Typography
            id={id}
            component="h2"
            variant="h5"
            className={classes.title}
          >
            {props.title}
          </Typography>
          {props.description && (
            <Typography variant="body2">{props.description}</Typography>
          )}
        </div>
        {props.action}
      </div>
      {props.children}
    </Paper>
  );
}
