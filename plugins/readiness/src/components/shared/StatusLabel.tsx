import { ComponentType } from 'react';
import { makeStyles, useTheme, Theme } from '@material-ui/core/styles';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HelpIcon from '@material-ui/icons/Help';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import VerifiedUserIcon from '@material-ui/icons/VerifiedUser';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ResultStatus } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';

const icons: Record<ResultStatus, ComponentType<SvgIconProps>> = {
  pass: CheckCircleIcon,
  fail: CancelIcon,
  unknown: HelpIcon,
  exempt: VerifiedUserIcon,
  'not-applicable': RemoveCircleOutlineIcon,
};

/** The colour of a status, for pictures; texts beside them keep the text colour. */
export function statusColor(theme: Theme, status: ResultStatus): string {
  switch (status) {
    case 'pass':
      return theme.palette.status.ok;
    case 'fail':
      return theme.palette.status.error;
    case 'unknown':
      return theme.palette.status.warning;
    case 'exempt':
      return theme.palette.status.running;
    default:
      return theme.palette.status.aborted;
  }
}

/** The picture of a status alone, where its word stands elsewhere. */
export function StatusIcon(props: { status: ResultStatus }) {
  const theme = useTheme();
  const Icon = icons[props.status];
  return (
    <Icon
      fontSize="small"
      aria-hidden
      style={{ color: statusColor(theme, props.status), flex: 'none' }}
    />
  );
}

const useStyles = makeStyles(theme => ({
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  },
}));

/** A status as a picture and a word. */
export function StatusLabel(props: { status: ResultStatus }) {
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <span className={classes.label}>
      <StatusIcon status={props.status} />
      {t(`status.${props.status}`)}
    </span>
  );
}
