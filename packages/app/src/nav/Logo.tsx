import { Link, useSidebarOpenState } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    height: 64,
    paddingLeft: 22,
    gap: 14,
    color: '#ffffff',
    textDecoration: 'none',
    '&:hover': { textDecoration: 'none' },
  },
  word: {
    fontSize: 20,
    fontWeight: 700,
    letterSpacing: 0.4,
  },
});

/** A wing over a rising line: fit to fly. */
export const Logo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={classes.root}
      aria-label="Airworthy home"
    >
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
        <path d="M2 20 L26 4 L17 24 L13 17 Z" fill="#7df3c9" />
        <path d="M13 17 L26 4 L9 15 Z" fill="#36baa2" />
      </svg>
      {isOpen && <span className={classes.word}>Airworthy</span>}
    </Link>
  );
};
