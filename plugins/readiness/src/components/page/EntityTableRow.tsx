import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  EntityStanding,
  ScorecardSummary,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { LevelBadge } from '../shared/LevelBadge';
import { ScoreBar } from '../shared/ScoreBar';
import { useTabLink } from '../shared/useTabLink';
import { isOwnership, ownershipOf } from './ownership';
import { OwnershipIcon } from './OwnershipIcon';

const shownSteps = 2;
const useStyles = makeStyles(theme => ({
  name: { fontWeight: 700 },
  steps: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    minWidth: 220,
    [theme.breakpoints.down('md')]: { minWidth: 160 },
    lineHeight: 1.6,
  },
  ownership: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  },
}));

/** One entity in the list. */
export function EntityTableRow(props: {
  scorecard: ScorecardSummary;
  standing: EntityStanding;
}) {
  const { scorecard, standing } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const tabLink = useTabLink();
  const { nextSteps, nextStepCount, counts } = standing;
  const steps = nextSteps.slice(0, shownSteps);
  const more = nextStepCount - steps.length;
  const ownership = ownershipOf(standing);
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" role="rowheader">
        <Link
          className={classes.name}
          to={tabLink(standing, { scorecard: scorecard.name })}
        >
          {standing.title ?? standing.name}
        </Link>
        <Typography variant="body2">
          {[standing.kind.toLocaleLowerCase('en-US'), standing.type]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
      </TableCell>
      {isOwnership(scorecard.name) && (
        <TableCell>
          <span className={classes.ownership}>
            <OwnershipIcon ownership={ownership} />
            {t(`ownership.${ownership}`)}
          </span>
        </TableCell>
      )}
      <TableCell>
        <LevelBadge
          level={standing.level}
          levels={scorecard.levels}
          exempt={counts.exempt}
        />
      </TableCell>
      <TableCell>
        <ScoreBar score={standing.score} />
      </TableCell>
      <TableCell>
        {standing.owner ? (
          <EntityRefLink entityRef={standing.owner} defaultKind="group" />
        ) : (
          t('table.noOwner')
        )}
      </TableCell>
      <TableCell>
        {standing.system ? (
          <EntityRefLink entityRef={standing.system} defaultKind="system" />
        ) : (
          t('table.noSystem')
        )}
      </TableCell>
      <TableCell>
        {steps.length === 0 ? (
          t(counts.unknown > 0 ? 'table.waitsForData' : 'table.nothingLeft')
        ) : (
          <ul className={classes.steps}>
            {steps.map(step => (
              <li key={step.check}>
                <Link
                  to={tabLink(standing, {
                    scorecard: scorecard.name,
                    check: step.check,
                  })}
                >
                  {step.title}
                </Link>
              </li>
            ))}
            {more > 0 && <li>{t('table.more', { number: String(more) })}</li>}
          </ul>
        )}
      </TableCell>
    </TableRow>
  );
}
