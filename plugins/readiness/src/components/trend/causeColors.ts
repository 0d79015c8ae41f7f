import { Theme } from '@material-ui/core/styles';
import { TrendCause } from '@airworthy/backstage-plugin-readiness-common';

const colors: Record<TrendCause, { light: string; dark: string }> = {
  service: { light: '#1e66c8', dark: '#6fb1ff' },
  data: { light: '#a85b00', dark: '#ffb454' },
  time: { light: '#5f6b7a', dark: '#a9b4c2' },
  exemption: { light: '#00796b', dark: '#4fd1bd' },
  catalog: { light: '#b01e68', dark: '#ff8ec0' },
  rule: { light: '#6d3fc4', dark: '#bfa0ff' },
};

/** The colour of a cause, for pictures; its word stands beside it. */
export function causeColor(theme: Theme, cause: TrendCause): string {
  return colors[cause][theme.palette.type];
}
