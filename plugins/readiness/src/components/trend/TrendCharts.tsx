import { ReactElement } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { readinessTranslationRef } from '../../translation';
import { Level, rankColor } from '../shared/levels';
import { causeColor } from './causeColors';
import { formatDay } from './formats';
import { LevelLegend } from './LevelLegend';
import {
  levelsOf,
  rangeOfMoves,
  scoresWithoutRule,
  trendCauses,
} from './trendReading';
import { TrendTooltip } from './TrendTooltip';

const heights = { score: 170, moves: 110, levels: 130, level: 64 };

const useStyles = makeStyles(theme => ({
  title: { marginTop: theme.spacing(1.5), fontWeight: 700 },
}));

/** A point with the score as if the standard had not moved it. */
type ChartPoint = TrendPoint & { withoutRule: number | null };

/**
 * A trend as charts over the same days: the score, what moved it, and the
 * levels. For those who see; the summary and the table tell the same in words.
 */
export function TrendCharts(props: {
  points: readonly TrendPoint[];
  levels: readonly Level[];
  withoutRule: boolean;
}) {
  const { points, levels, withoutRule } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const scores = scoresWithoutRule(points);
  const data: ChartPoint[] = points.map((point, index) => ({
    ...point,
    // Who was there when the trend begins did not move on its first day.
    moves: index === 0 ? {} : point.moves,
    withoutRule: scores[index],
  }));
  const causes = trendCauses.filter(
    cause =>
      !(withoutRule && cause === 'rule') &&
      data.some(({ moves }) => moves[cause]),
  );
  const [down, up] = rangeOfMoves(data, causes);
  const shownLevels = levelsOf(points, levels);
  const isOne = points.every(({ entities }) => entities <= 1);

  const { divider } = theme.palette;
  const text = theme.palette.text.primary;
  const tick = { fill: text, fontSize: 12 };
  const frame = {
    data,
    accessibilityLayer: false,
    syncId: 'trend',
    margin: { top: 8, right: 12, bottom: 8, left: 0 },
  };
  const days = (
    <XAxis
      dataKey="day"
      tick={tick}
      tickFormatter={day => formatDay(day)}
      minTickGap={48}
      stroke={divider}
    />
  );
  const grid = <CartesianGrid vertical={false} stroke={divider} />;
  const axis = { width: 44, tick, stroke: divider, interval: 0 as const };
  // They follow the first chart, which says in a box what there is to say.
  const pointer = (content: ReactElement | (() => null)) => (
    <Tooltip
      content={content}
      isAnimationActive={false}
      cursor={{ stroke: text, strokeOpacity: 0.3, fill: 'none' }}
    />
  );
  const part = (
    name: string,
    height: number,
    chart: ReactElement,
    legend?: ReactElement,
  ) => (
    <>
      <Typography variant="body2" component="div" className={classes.title}>
        {name}
      </Typography>
      {legend}
      <ResponsiveContainer width="100%" height={height}>
        {chart}
      </ResponsiveContainer>
    </>
  );
  return (
    <div role="img" aria-label={t('trend.chart')}>
      {part(
        t(withoutRule ? 'trend.scoreWithoutRule' : 'trend.score'),
        heights.score,
        <LineChart {...frame}>
          {grid}
          <XAxis dataKey="day" hide />
          <YAxis {...axis} domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} />
          {pointer(<TrendTooltip levels={levels} withoutRule={withoutRule} />)}
          {withoutRule && (
            <Line
              dataKey="score"
              stroke={text}
              strokeOpacity={0.6}
              strokeDasharray="4 4"
              dot={false}
              isAnimationActive={false}
            />
          )}
          <Line
            dataKey={withoutRule ? 'withoutRule' : 'score'}
            stroke={theme.palette.primary.main}
            strokeWidth={2.5}
            dot={false}
            isAnimationActive={false}
          />
        </LineChart>,
      )}
      {causes.length > 0 &&
        part(
          t('trend.moves'),
          heights.moves,
          <BarChart {...frame} stackOffset="sign">
            {grid}
            <XAxis dataKey="day" hide />
            <YAxis
              {...axis}
              domain={[down, up]}
              ticks={[...new Set([down, 0, up])]}
            />
            {pointer(() => null)}
            <ReferenceLine y={0} stroke={text} strokeOpacity={0.5} />
            {causes.map(cause => (
              <Bar
                key={cause}
                dataKey={({ moves }: ChartPoint) => moves[cause]?.score}
                stackId="moves"
                fill={causeColor(theme, cause)}
                maxBarSize={14}
                isAnimationActive={false}
              />
            ))}
          </BarChart>,
        )}
      {part(
        t(isOne ? 'trend.level' : 'trend.byLevel'),
        isOne ? heights.level : heights.levels,
        <AreaChart {...frame}>
          {days}
          <YAxis
            {...axis}
            tick={isOne ? false : tick}
            domain={[0, 'dataMax']}
            allowDecimals={false}
            tickCount={4}
          />
          {pointer(() => null)}
          {shownLevels.map(({ id, rank }) => (
            <Area
              key={id}
              type="stepAfter"
              dataKey={({ levels: counts }: ChartPoint) => counts[id] ?? 0}
              stackId="levels"
              stroke={theme.palette.background.paper}
              fill={rankColor(theme, rank, levels.length)}
              fillOpacity={0.85}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>,
        <LevelLegend shown={shownLevels} highest={levels.length} />,
      )}
    </div>
  );
}
