import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({ scroll: { overflowX: 'auto' } });

/**
 * Something wide that scrolls by itself on a narrow screen. It must hold a
 * link or a button, so that the keyboard can scroll it too.
 */
export function SidewaysScroll(props: { children: ReactNode }) {
  const classes = useStyles();
  return <div className={classes.scroll}>{props.children}</div>;
}
