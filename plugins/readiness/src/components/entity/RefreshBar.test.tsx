import { screen } from '@testing-library/react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockApis } from '@backstage/test-utils';
import { readinessEntityRefreshPermission } from '@airworthy/backstage-plugin-readiness-common';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { onEntityPage, systems } from '../../__testUtils__/systems';
import { EntityReadinessContent } from './EntityReadinessContent';

// In a file of its own, because answers about permissions are kept in memory.
describe('RefreshBar', () => {
  it('offers no refresh to those who may not', async () => {
    const [, render] = systems[0];
    const permission = mockApis.permission({ authorize: AuthorizeResult.DENY });
    const authorize = jest.spyOn(permission, 'authorize');
    await render(onEntityPage(<EntityReadinessContent />), {
      api: new SampleReadinessApi(),
      permission,
    });
    expect(await screen.findByRole('region', { name: 'Checks' })).toBeVisible();
    expect(authorize).toHaveBeenCalledWith({
      permission: readinessEntityRefreshPermission,
      resourceRef: 'component:default/checkout',
    });
    expect(
      screen.queryByRole('button', { name: 'Refresh' }),
    ).not.toBeInTheDocument();
  });
});
