import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { SampleReadinessApi } from '../dev/SampleReadinessApi';
import readinessPlugin from './alpha';
import { readinessApiRef } from './api';
import { scaffolder, template } from './__testUtils__/form';
import { checkout } from './__testUtils__/systems';

const team = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'payments' },
  spec: { type: 'team', children: [] },
};

function renderApp(at: string) {
  renderTestApp({
    features: [catalogPlugin, scaffolderPlugin, readinessPlugin],
    initialRouteEntries: [at],
    apis: [
      [readinessApiRef, new SampleReadinessApi()],
      [catalogApiRef, catalogApiMock({ entities: [checkout, team, template] })],
      [scaffolderApiRef, scaffolder],
    ],
  });
}

/** The links called Readiness that lead to a path; the navigation has one more. */
function tabs(path: string) {
  return screen
    .queryAllByRole('link', { name: 'Readiness' })
    .filter(each => each.getAttribute('href') === path);
}

describe('an app of the new frontend system', () => {
  it('has a Readiness page, also in its navigation', async () => {
    renderApp('/readiness');
    expect(
      await screen.findByRole('heading', { name: 'Entities by level' }),
    ).toBeVisible();
    expect(
      screen.getAllByRole('link', { name: /Readiness/ })[0],
    ).toHaveAttribute('href', '/readiness');
  });

  it('has a place for exemptions below the page', async () => {
    renderApp('/readiness');
    const link = await screen.findByRole('link', { name: 'Exemptions' });
    expect(link).toHaveAttribute('href', '/readiness/exemptions');
    await userEvent.click(link);
    expect(
      await screen.findByRole('region', { name: 'Waiting for a decision' }),
    ).toBeVisible();
    expect(link).toHaveAttribute('aria-current', 'page');
    await userEvent.click(screen.getByRole('link', { name: 'Overview' }));
    expect(
      await screen.findByRole('heading', { name: 'Entities by level' }),
    ).toBeVisible();
  });

  it('has a card that leads to the tab of the entity', async () => {
    renderApp('/catalog/default/component/checkout');
    await userEvent.click(
      await screen.findByRole('link', { name: 'A runbook is linked' }),
    );
    expect(
      await screen.findByRole('region', { name: 'A runbook is linked' }),
    ).toBeVisible();
    expect(tabs('/catalog/default/component/checkout/readiness')).toHaveLength(
      1,
    );
  });

  it('leads from the page to the tab of an entity', async () => {
    renderApp('/readiness');
    await userEvent.click(
      await screen.findByRole('link', { name: 'checkout' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Standing' }),
    ).toBeVisible();
  });

  it('has a field that says in a form what will be created', async () => {
    renderApp('/create/templates/default/orders');
    expect(
      await screen.findByRole('region', { name: 'What will be created' }),
    ).toHaveTextContent('A repository');
  });

  it('leaves out entities that nobody deploys', async () => {
    renderApp('/catalog/default/group/payments');
    expect(
      await screen.findByRole('heading', { name: 'payments' }),
    ).toBeVisible();
    expect(tabs('/catalog/default/group/payments/readiness')).toHaveLength(0);
    expect(screen.queryByText('View all checks')).not.toBeInTheDocument();
  });
});
