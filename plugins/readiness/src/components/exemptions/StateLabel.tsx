import { ComponentType } from 'react';
import { makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import BlockIcon from '@material-ui/icons/Block';
import CancelIcon from '@material-ui/icons/Cancel';
import EventBusyIcon from '@material-ui/icons/EventBusy';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import VerifiedUserIcon from '@material-ui/icons/VerifiedUser';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ExemptionState } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';

const icons: Record<ExemptionState, ComponentType<SvgIconProps>> = {
  requested: HourglassEmptyIcon,
  approved: VerifiedUserIcon,
  rejected: CancelIcon,
  revoked: BlockIcon,
  expired: EventBusyIcon,
};

function colorOf(theme: Theme, state: ExemptionState): string {
  const { status } = theme.palette;
  switch (state) {
    case 'requested':
      return status.warning;
    case 'approved':
      return status.running;
    case 'rejected':
      return status.error;
    default:
      return status.aborted;
  }
}

const useStyles = makeStyles(theme => ({
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: theme.typography.body2.fontSize,
    whiteSpace: 'nowrap',
  },
}));

/** What has become of an exemption, as a picture and a word. */
export function StateLabel(props: { state: ExemptionState }) {
  const { state } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(readinessTranslationRef);
  const Icon = icons[state];
  return (
    <span className={classes.label}>
      <Icon
        fontSize="small"
        style={{ color: colorOf(theme, state) }}
        aria-hidden
      />
      {t(`exemptions.state.${state}`)}
    </span>
  );
}
