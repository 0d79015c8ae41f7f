import { useEffect, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import FilterListIcon from '@material-ui/icons/FilterList';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useLocation, useSearchParams } from 'react-router-dom';
import {
  CheckResult,
  Report,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';
import { Section } from '../shared/Section';
import { CheckFilter, CheckFilterValue, noFilter } from './CheckFilter';
import { CheckRow } from './CheckRow';
import { byCategory, categoryTitle, progress } from './reportReading';

const useStyles = makeStyles(theme => ({
  category: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
    margin: theme.spacing(2, 0, 0.5),
  },
  name: { fontWeight: 700 },
  rows: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
}));

function matches(result: CheckResult, filter: CheckFilterValue): boolean {
  const text = filter.text.trim().toLocaleLowerCase();
  return (
    (filter.status === '' || result.status === filter.status) &&
    [result.title, result.check, result.category, result.message].some(each =>
      each.toLocaleLowerCase().includes(text),
    )
  );
}

function tally(results: readonly CheckResult[]): Record<ResultStatus, number> {
  const count = (status: ResultStatus) =>
    results.filter(each => each.status === status).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    exempt: count('exempt'),
    'not-applicable': count('not-applicable'),
  };
}

/** All checks of a report by category. `?check=` in the address opens one of them. */
export function CheckList(props: { report: Report; sourceLocation?: string }) {
  const { report, sourceLocation } = props;
  const { results, levels } = report;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const [filter, setFilter] = useState(noFilter);
  const [expanded, setExpanded] = useState<readonly string[]>([]);

  const [query] = useSearchParams();
  const visited = query.get('check');
  // The key changes with every navigation, so a link followed twice leads there twice.
  const { key: visit } = useLocation();
  useEffect(() => {
    if (visited) {
      setFilter(noFilter);
      setExpanded(before => [...before, visited]);
    }
  }, [visited, visit]);

  const toggle = (check: string) =>
    setExpanded(before =>
      before.includes(check)
        ? before.filter(each => each !== check)
        : [...before, check],
    );
  const shown = results.filter(each => matches(each, filter));
  return (
    <Section
      title={t('checks.title')}
      action={
        <CheckFilter
          counts={report.counts}
          value={filter}
          onChange={setFilter}
        />
      }
    >
      <Typography variant="body2" role="status">
        {t('checks.shown', { count: shown.length })}
      </Typography>
      {shown.length === 0 && (
        <Notice
          icon={<FilterListIcon />}
          title={t('checks.noMatch')}
          action={
            <Button variant="outlined" onClick={() => setFilter(noFilter)}>
              {t('checks.clear')}
            </Button>
          }
        />
      )}
      {byCategory(shown, levels).map(([category, group]) => {
        const { done, total } = progress(
          tally(results.filter(each => each.category === category)),
        );
        return (
          <div key={category}>
            <div className={classes.category}>
              <Typography
                component="h3"
                variant="subtitle1"
                className={classes.name}
              >
                {categoryTitle(category)}
              </Typography>
              <Typography variant="body2">
                {total === 0
                  ? t('ladder.empty')
                  : t('checks.passing', {
                      done: String(done),
                      total: String(total),
                    })}
              </Typography>
            </div>
            <ul className={classes.rows}>
              {group.map(result => (
                <CheckRow
                  key={result.check}
                  report={report}
                  result={result}
                  level={levels.find(each => each.id === result.level)}
                  sourceLocation={sourceLocation}
                  expanded={expanded.includes(result.check)}
                  onToggle={() => toggle(result.check)}
                  visit={visited === result.check ? visit : undefined}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </Section>
  );
}
