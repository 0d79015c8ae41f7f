import Paper from '@material-ui/core/Paper';
import RuleIcon from '@material-ui/icons/PlaylistAddCheck';
import { Content, Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { LoadFailure } from '../shared/LoadFailure';
import { Notice } from '../shared/Notice';
import { useRequest } from '../shared/useRequest';
import { ScorecardOverview } from './ScorecardOverview';
import { ScorecardPicker } from './ScorecardPicker';
import { ScorecardProblems } from './ScorecardProblems';
import { usePageQuery } from './usePageQuery';

const firstScorecard = 'production-readiness';

/** How all entities stand by one scorecard, which is chosen at the top. */
export function ReadinessPageContent() {
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [query, change] = usePageQuery();
  const { value, error, retry } = useRequest(
    signal => api.getScorecards({ signal }),
    'scorecards',
  );
  const scorecards = value?.items ?? [];
  const chosen =
    scorecards.find(each => each.name === query.scorecard) ??
    scorecards.find(each => each.name === firstScorecard) ??
    scorecards[0];
  return (
    <Content>
      {error && (
        <Paper>
          <LoadFailure error={error} retry={retry} />
        </Paper>
      )}
      {!value && !error && <Progress />}
      {value && value.problems.length > 0 && (
        <ScorecardProblems problems={value.problems} />
      )}
      {value && !chosen && (
        <Paper>
          <Notice icon={<RuleIcon />} title={t('page.noScorecards')}>
            {t('page.noScorecardsDescription', {
              key: <code>readiness.scorecards</code>,
            })}
          </Notice>
        </Paper>
      )}
      {chosen && (
        <>
          <ScorecardPicker
            scorecards={scorecards}
            chosen={chosen}
            // Levels and checks belong to one scorecard; other filters stay.
            onChoose={scorecard =>
              change({ scorecard, levels: [], check: undefined })
            }
          />
          <ScorecardOverview
            key={chosen.name}
            scorecard={chosen}
            query={query}
            change={change}
          />
        </>
      )}
    </Content>
  );
}
