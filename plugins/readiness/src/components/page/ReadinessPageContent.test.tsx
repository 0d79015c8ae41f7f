import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntitiesRequest } from '@airworthy/backstage-plugin-readiness-common';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { ReadinessPageContent } from './ReadinessPageContent';

const [, renderLegacy] = systems[0];

const table = () => screen.findByRole('table', { name: 'Graded entities' });
const address = () => screen.getByLabelText('address').textContent;

/** The names in the list, from the top down. */
async function names() {
  const rows = within(await table()).getAllByRole('rowheader');
  return rows.map(each => within(each).getByRole('link').textContent);
}

async function open(at = '/readiness', api = new SampleReadinessApi()) {
  const getEntities = jest.spyOn(api, 'getEntities');
  await renderLegacy(<ReadinessPageContent />, { api, at });
  await table();
  return {
    api,
    /** What the backend was asked for last. */
    asked: (): EntitiesRequest =>
      getEntities.mock.calls[getEntities.mock.calls.length - 1][0],
  };
}

describe.each(systems)('ReadinessPageContent, %s system', (_, render) => {
  it('shows levels, owners and entities of production readiness', async () => {
    await render(<ReadinessPageContent />, { api: new SampleReadinessApi() });

    const levels = await screen.findByRole('group', {
      name: 'Filter by level',
    });
    expect(
      within(levels)
        .getAllByRole('button')
        .map(each => each.textContent),
    ).toEqual([
      '2 entities at No level ',
      '4 entities at L1 MVP',
      '2 entities at L2 Stable',
      '1 entity at L3 Resilient',
      '1 entity at L4 Optimized',
    ]);

    const owners = await screen.findByRole('table', {
      name: 'Entities by owner and level, with their mean score',
    });
    const payments = within(owners).getByRole('row', { name: /payments/ });
    expect(
      within(payments)
        .getAllByRole('cell')
        .map(each => each.textContent),
    ).toEqual(['3', '0', '1', '0', '1', '1', '81']);

    const entities = await table();
    const row = within(entities).getByRole('row', { name: /checkout/ });
    expect(within(row).getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/readiness?scorecard=production-readiness',
    );
    expect(within(row).getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(within(row).getByRole('link', { name: 'shop' })).toBeVisible();
    expect(row).toHaveTextContent('L1 MVP, 1 exempt');
    expect(row).toHaveTextContent('58');
    expect(
      within(row).getByRole('link', { name: 'A runbook is linked' }),
    ).toHaveAttribute('href', expect.stringContaining('&check=runbook'));
    expect(screen.getByText('10 entities')).toHaveAttribute('role', 'status');
  });
});

describe('filters', () => {
  it('asks the backend for the levels that are pressed', async () => {
    const { asked } = await open();
    const column = await screen.findByRole('button', { name: /L2 Stable/ });
    await userEvent.click(column);
    expect(column).toHaveAttribute('aria-pressed', 'true');
    await waitFor(async () =>
      expect(await names()).toEqual(['catalogue', 'search']),
    );

    await userEvent.click(screen.getByRole('button', { name: /No level/ }));
    await waitFor(() =>
      expect(asked()).toMatchObject({
        scorecard: 'production-readiness',
        level: ['L2', 'none'],
      }),
    );
    expect(address()).toBe('/readiness?level=L2&level=none');

    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter Level: L2 Stable' }),
    );
    expect(address()).toBe('/readiness?level=none');
    await waitFor(async () =>
      expect(await names()).toEqual(['labels', 'routes']),
    );
  });

  it('narrows to an owner that is clicked among the owners', async () => {
    const { asked } = await open();
    const owner = await screen.findByRole('button', {
      name: 'Filter by storefront',
    });
    await userEvent.click(owner);
    await waitFor(async () =>
      expect(await names()).toEqual(['basket', 'catalogue', 'search']),
    );
    expect(asked().owner).toEqual(['group:default/storefront']);
    expect(screen.getByRole('combobox', { name: 'Owner' })).toHaveValue(
      'group:default/storefront',
    );
    await userEvent.click(owner);
    await waitFor(async () => expect(await names()).toHaveLength(10));
  });

  it('narrows by system, failing check and name', async () => {
    const { asked } = await open();
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'System' }),
      await screen.findByRole('option', { name: 'delivery' }),
    );
    await waitFor(async () =>
      expect(await names()).toEqual(['labels', 'parcels', 'routes']),
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Failing check' }),
      await screen.findByRole('option', {
        name: 'L1 A health endpoint exists',
      }),
    );
    await waitFor(async () =>
      expect(await names()).toEqual(['labels', 'routes']),
    );
    expect(
      screen.getByRole('button', {
        name: 'Remove filter Failing check: A health endpoint exists',
      }),
    ).toBeVisible();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search by name' }),
      'lab',
    );
    await waitFor(async () => expect(await names()).toEqual(['labels']));
    expect(asked()).toMatchObject({
      system: ['system:default/delivery'],
      check: 'health-endpoint',
      status: ['fail'],
      search: 'lab',
    });
    expect(address()).toBe(
      '/readiness?system=system%3Adefault%2Fdelivery&check=health-endpoint&search=lab',
    );
  });

  it('says when nothing matches, and clears what narrows', async () => {
    const api = new SampleReadinessApi();
    await renderLegacy(<ReadinessPageContent />, {
      api,
      at: '/readiness?search=nowhere&level=L4',
    });
    expect(await screen.findByText('No entity matches')).toBeVisible();
    const clear = screen.getAllByRole('button', { name: 'Clear filters' });
    await userEvent.click(clear[clear.length - 1]);
    expect(await names()).toHaveLength(10);
    expect(address()).toBe('/readiness');
  });
});

describe('sorting and paging', () => {
  it('sorts by what is clicked, the other way round the second time', async () => {
    const { asked } = await open();
    const header = within(await table()).getByRole('columnheader', {
      name: 'Score',
    });
    await userEvent.click(within(header).getByRole('button'));
    expect(asked().sort).toBe('score');
    await waitFor(() =>
      expect(header).toHaveAttribute('aria-sort', 'ascending'),
    );
    await userEvent.click(within(header).getByRole('button'));
    expect(asked().sort).toBe('-score');
    expect(address()).toBe('/readiness?sort=-score');
    await waitFor(async () => expect((await names())[0]).toBe('ledger'));
    expect(header).toHaveAttribute('aria-sort', 'descending');
  });

  it('goes to the next page and back', async () => {
    const entities = Array.from({ length: 12 }, (_, index) => ({
      kind: 'component',
      namespace: 'default',
      name: `service-${String(index + 1).padStart(2, '0')}`,
      statuses: {},
    }));
    const { asked } = await open(
      '/readiness?limit=10',
      new SampleReadinessApi(entities),
    );
    const pages = screen.getByRole('navigation', { name: 'Pages' });
    expect(pages).toHaveTextContent('1–10 of 12');
    const previous = within(pages).getByRole('button', {
      name: 'Previous page',
    });
    expect(previous).toBeDisabled();

    await userEvent.click(
      within(pages).getByRole('button', { name: 'Next page' }),
    );
    await waitFor(async () =>
      expect(await names()).toEqual(['service-11', 'service-12']),
    );
    expect(asked()).toMatchObject({ limit: 10, cursor: '10' });
    expect(address()).toBe('/readiness?limit=10&cursor=10');
    expect(pages).toHaveTextContent('11–12 of 12');
    expect(
      within(pages).getByRole('button', { name: 'Next page' }),
    ).toBeDisabled();

    await userEvent.click(previous);
    await waitFor(async () => expect(await names()).toHaveLength(10));
    expect(address()).toBe('/readiness?limit=10');

    await userEvent.selectOptions(
      within(pages).getByRole('combobox', { name: 'Rows per page' }),
      '50',
    );
    await waitFor(async () => expect(await names()).toHaveLength(12));
  });

  it('goes back to the first page when a filter changes', async () => {
    const { asked } = await open('/readiness?limit=10&cursor=0');
    await userEvent.click(
      await screen.findByRole('button', { name: /L1 MVP/ }),
    );
    await waitFor(() => expect(asked().level).toEqual(['L1']));
    expect(asked().cursor).toBeUndefined();
    expect(address()).toBe('/readiness?level=L1&limit=10');
  });
});

describe('the address', () => {
  it('restores what the page showed', async () => {
    const { asked } = await open(
      '/readiness?scorecard=ownership&level=none&owner=group%3Adefault%2Fnobody&search=lab&sort=-owner&limit=50&cursor=0',
    );
    expect(asked()).toEqual({
      scorecard: 'ownership',
      level: ['none'],
      owner: ['group:default/nobody'],
      system: undefined,
      check: undefined,
      status: undefined,
      search: 'lab',
      sort: '-owner',
      limit: 50,
      cursor: '0',
    });
    expect(screen.getByRole('combobox', { name: 'Scorecard' })).toHaveValue(
      'ownership',
    );
    expect(
      screen.getByRole('searchbox', { name: 'Search by name' }),
    ).toHaveValue('lab');
  });

  it('falls back where it makes no sense', async () => {
    const { asked } = await open(
      '/readiness?scorecard=none-such&sort=sideways&limit=999999',
    );
    expect(asked()).toMatchObject({
      scorecard: 'production-readiness',
      sort: 'name',
      limit: 25,
    });
  });
});

describe('the ownership scorecard', () => {
  it('says who owns what, and which ownership is broken', async () => {
    await open();
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Scorecard' }),
      'Ownership',
    );
    expect(
      await screen.findByRole('heading', { name: 'Whose is it?' }),
    ).toBeVisible();
    expect(
      await screen.findByText(
        'Of 10 entities, 3 fall short of full ownership.',
      ),
    ).toBeVisible();
    const row = async (name: RegExp) =>
      within(await table()).findByRole('row', { name });
    expect(await row(/^basket/)).toHaveTextContent('In order');
    expect(await row(/^labels/)).toHaveTextContent('Broken');
    expect(await row(/^mailer/)).toHaveTextContent('No owner');
    expect(
      within(await row(/^mailer/)).getByRole('link', {
        name: 'The owner exists',
      }),
    ).toBeVisible();
    expect(address()).toBe('/readiness?scorecard=ownership');
  });
});

describe('trouble', () => {
  it('shows mistakes in scorecards with their place', async () => {
    const api = new SampleReadinessApi(undefined, [
      {
        source: 'scorecards/security.yaml',
        line: 14,
        column: 13,
        message: 'no such fact',
      },
    ]);
    await open('/readiness', api);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('1 mistake in the scorecards');
    expect(alert).toHaveTextContent(
      'scorecards/security.yaml:14:13 no such fact',
    );
  });

  it('says when no scorecard is in force', async () => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'getScorecards')
      .mockResolvedValue({ items: [], problems: [] });
    await renderLegacy(<ReadinessPageContent />, { api });
    expect(await screen.findByText('No scorecard is in force')).toBeVisible();
  });

  it('says when nothing is graded yet', async () => {
    await renderLegacy(<ReadinessPageContent />, {
      api: new SampleReadinessApi([]),
    });
    expect(await screen.findByText('Nothing is graded yet')).toBeVisible();
    expect(
      await screen.findAllByText('No entity is graded by this scorecard yet.'),
    ).toHaveLength(2);
  });

  it.each([
    ['getScorecards', undefined],
    ['getEntities', 'Entities'],
    ['getSummary', 'Owners'],
  ] as const)('recovers when %s failed', async (call, region) => {
    const api = new SampleReadinessApi();
    const failing = jest
      .spyOn(api, call)
      .mockRejectedValue(new Error('The backend is asleep'));
    await renderLegacy(<ReadinessPageContent />, { api });
    const place = region
      ? await screen.findByRole('region', { name: region })
      : document.body;
    expect(await within(place).findByRole('alert')).toHaveTextContent(
      'The backend is asleep',
    );
    failing.mockRestore();
    await userEvent.click(
      within(place).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() =>
      expect(within(place).queryByRole('alert')).not.toBeInTheDocument(),
    );
    expect(await names()).toHaveLength(10);
  });

  it('shows that entities are loading', async () => {
    const api = new SampleReadinessApi();
    jest.spyOn(api, 'getEntities').mockReturnValue(new Promise(() => {}));
    await renderLegacy(<ReadinessPageContent />, { api });
    expect(
      await screen.findByRole('progressbar', { name: 'Loading entities' }),
    ).toBeVisible();
  });
});
