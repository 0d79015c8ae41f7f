import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { belowAllLevels, rankColor } from '../shared/levels';
import { levelsOf } from './trendReading';

const useStyles = makeStyles(theme => ({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    fontSize: theme.typography.body2.fontSize,
  },
  level: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  swatch: { width: 12, height: 12, borderRadius: 3 },
}));

/** Which colour stands for which level. */
export function LevelLegend(props: {
  shown: ReturnType<typeof levelsOf>;
  highest: number;
}) {
  const { shown, highest } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <div className={classes.legend}>
      {shown.map(({ id, title, rank }) => (
        <span key={id} className={classes.level}>
          <span
            className={classes.swatch}
            style={{ background: rankColor(theme, rank, highest) }}
          />
          {id === belowAllLevels ? t('level.none') : `${id} ${title}`.trim()}
        </span>
      ))}
    </div>
  );
}
