import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { NavLink } from 'react-router-dom';
import { readinessTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  tabs: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(1, 1.5, 0),
    [theme.breakpoints.down('xs')]: { padding: theme.spacing(1, 0.5, 0) },
    fontFamily: theme.typography.fontFamily,
  },
  tab: {
    padding: theme.spacing(1, 1.5),
    color: theme.palette.text.primary,
    textDecoration: 'none',
    borderBottom: '3px solid transparent',
    '&:hover': { borderBottomColor: theme.palette.divider },
    '&[aria-current="page"]': {
      fontWeight: 700,
      borderBottomColor: theme.palette.primary.main,
    },
  },
}));

/** Leads to the parts of the page. */
export function PageTabs() {
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <nav aria-label={t('page.title')} className={classes.tabs}>
      <NavLink to="" end className={classes.tab}>
        {t('page.overview')}
      </NavLink>
      <NavLink to="exemptions" className={classes.tab}>
        {t('exemptions.title')}
      </NavLink>
      <NavLink to="templates" className={classes.tab}>
        {t('lineage.title')}
      </NavLink>
    </nav>
  );
}
