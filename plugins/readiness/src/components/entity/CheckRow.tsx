import { useEffect, useId, useRef } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckResult,
  LevelStanding,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { StatusLabel } from '../shared/StatusLabel';
import { CheckDetails } from './CheckDetails';

const useStyles = makeStyles(theme => ({
  row: {
    borderTop: `1px solid ${theme.palette.divider}`,
    scrollMarginTop: theme.spacing(8),
  },
  head: {
    display: 'grid',
    gridTemplateColumns: '9.5em minmax(0, 1fr) auto auto',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    width: '100%',
    padding: theme.spacing(1.25, 1),
    textAlign: 'left',
    fontSize: theme.typography.body2.fontSize,
    color: theme.palette.text.primary,
    '&:hover': { background: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr) auto auto',
      '& > :nth-child(1)': { gridColumn: '1 / -1' },
    },
  },
  title: { fontSize: theme.typography.body1.fontSize, lineHeight: 1.4 },
  level: {
    padding: theme.spacing(0, 1),
    borderRadius: 999,
    border: `1px solid ${theme.palette.divider}`,
  },
  arrow: {
    transition: theme.transitions.create('transform'),
    '[aria-expanded="true"] > &': { transform: 'rotate(180deg)' },
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  },
  panel: { padding: theme.spacing(1, 2, 2.5) },
}));

/** One check: its status and title, and below them on demand everything else. */
export function CheckRow(props: {
  report: Pick<Report, 'scorecard' | 'scorecardTitle' | 'entityRef'>;
  result: CheckResult;
  level?: LevelStanding;
  sourceLocation?: string;
  expanded: boolean;
  onToggle(): void;
  /** Brings the row into view each time it takes another value. */
  visit?: string;
}) {
  const { result, level, expanded, onToggle, visit } = props;
  const classes = useStyles();
  const id = useId();
  const head = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (visit) {
      head.current?.scrollIntoView?.({ block: 'center' });
      head.current?.focus({ preventScroll: true });
    }
  }, [visit]);
  return (
    <li className={classes.row}>
      <ButtonBase
        ref={head}
        className={classes.head}
        aria-expanded={expanded}
        aria-controls={expanded ? id : undefined}
        onClick={onToggle}
      >
        <StatusLabel status={result.status} />{' '}
        <span className={classes.title}>{result.title}</span>{' '}
        <span className={classes.level} title={level?.title}>
          {result.level}
        </span>
        <ExpandMoreIcon className={classes.arrow} aria-hidden />
      </ButtonBase>
      {expanded && (
        <div
          id={id}
          role="region"
          aria-label={result.title}
          className={classes.panel}
        >
          <CheckDetails
            report={props.report}
            result={result}
            level={level}
            sourceLocation={props.sourceLocation}
          />
        </div>
      )}
    </li>
  );
}
