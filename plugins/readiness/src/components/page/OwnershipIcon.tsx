import WarningIcon from '@material-ui/icons/Warning';
import { useTheme } from '@material-ui/core/styles';
import { StatusIcon } from '../shared/StatusLabel';
import { Ownership } from './ownership';

const statuses = {
  inOrder: 'pass',
  broken: 'fail',
  unknown: 'unknown',
} as const;

/** The picture of an ownership; its word stands beside it. */
export function OwnershipIcon(props: { ownership: Ownership }) {
  const { palette } = useTheme();
  return props.ownership === 'incomplete' ? (
    <WarningIcon
      fontSize="small"
      aria-hidden
      style={{ color: palette.status.warning }}
    />
  ) : (
    <StatusIcon status={statuses[props.ownership]} />
  );
}
