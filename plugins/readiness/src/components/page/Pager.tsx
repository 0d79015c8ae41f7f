import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import ChevronLeftIcon from '@material-ui/icons/ChevronLeft';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';
import { pageSizes } from './usePageQuery';

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
  /** Rows on this page. */
  shown: number;
  total: number;
  /** Counted from 0. */
  page: number;
  size: number;
  onSize(size: number): void;
  onPrevious(): void;
  /** Absent on the last page. */
  onNext?(): void;
}) {
  const { shown, total, page, size, onSize, onPrevious, onNext } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const before = page * size;
  return (
    <nav aria-label={t('pager.label')} className={classes.pager}>
      <Choice
        label={t('pager.size')}
        value={String(size)}
        options={pageSizes.map(String).map(each => ({
          value: each,
          label: each,
        }))}
        onChange={chosen => onSize(Number(chosen))}
      />
      <Typography variant="body2">
        {t('pager.range', {
          from: String(shown > 0 ? before + 1 : before),
          to: String(before + shown),
          total: String(total),
        })}
      </Typography>
      <span>
        <IconButton
          aria-label={t('pager.previous')}
          disabled={page === 0}
          onClick={onPrevious}
        >
          <ChevronLeftIcon />
        </IconButton>
        <IconButton
          aria-label={t('pager.next')}
          disabled={!onNext}
          onClick={onNext}
        >
          <ChevronRightIcon />
        </IconButton>
      </span>
    </nav>
  );
}
