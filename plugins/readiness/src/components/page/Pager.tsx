import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import ChevronLeftIcon from '@material-ui/icons/ChevronLeft';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';
import { pageSizes } from '../shared/useListQuery';

const useStyles = makeStyles(theme => ({
  pager: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(2),
  },
}));

/** Goes through the pages of a list that only knows what comes next. */
export function Pager(props: {
  /** The page as the backend answered it. */
  list: { items: unknown[]; totalItems: number; nextCursor?: string };
  /** While another page is on its way, there is no next one. */
  busy: boolean;
  /** `cursors` has one for each page before this one. */
  query: { cursors: string[]; limit: number };
  change(query: { cursors?: string[]; limit?: number }): void;
}) {
  const { list, busy, change } = props;
  const { cursors, limit } = props.query;
  const { items, totalItems, nextCursor } = list;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const before = cursors.length * limit;
  return (
    <nav aria-label={t('pager.label')} className={classes.pager}>
      <Choice
        label={t('pager.size')}
        value={String(limit)}
        options={pageSizes.map(String).map(each => ({
          value: each,
          label: each,
        }))}
        onChange={chosen => change({ limit: Number(chosen) })}
      />
      <Typography variant="body2">
        {t('pager.range', {
          from: String(items.length > 0 ? before + 1 : before),
          to: String(before + items.length),
          total: String(totalItems),
        })}
      </Typography>
      <span>
        <IconButton
          aria-label={t('pager.previous')}
          disabled={cursors.length === 0}
          onClick={() => change({ cursors: cursors.slice(0, -1) })}
        >
          <ChevronLeftIcon />
        </IconButton>
        <IconButton
          aria-label={t('pager.next')}
          disabled={!nextCursor || busy}
          onClick={() =>
            nextCursor && change({ cursors: [...cursors, nextCursor] })
          }
        >
          <ChevronRightIcon />
        </IconButton>
      </span>
    </nav>
  );
}
