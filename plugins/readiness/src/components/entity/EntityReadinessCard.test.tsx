import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { checkout, onEntityPage, systems } from '../../__testUtils__/systems';
import { EntityReadinessCard } from './EntityReadinessCard';

const entityRef = 'component:default/checkout';

describe.each(systems)('EntityReadinessCard, %s system', (_, render) => {
  const card = onEntityPage(<EntityReadinessCard />);

  it('shows level, score and what is missing for the next level', async () => {
    await render(card, { api: new SampleReadinessApi() });

    expect(
      await screen.findByRole('heading', { name: 'Production readiness' }),
    ).toBeVisible();
    expect(screen.getByText('L1 MVP, 1 exempt')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Score 58 of 100' })).toBeVisible();
    expect(screen.getByText('Missing for L2 Stable')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'A runbook is linked' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/readiness?scorecard=production-readiness&check=runbook',
    );
    expect(screen.getByText('1 check has no data yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'View all checks' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout/readiness');
  });

  it('has a block for each scorecard that applies', async () => {
    await render(card, { api: new SampleReadinessApi() });
    expect(
      await screen.findByRole('heading', { name: 'Ownership' }),
    ).toBeVisible();
    expect(screen.getByRole('img', { name: 'Score 75 of 100' })).toBeVisible();
  });

  it('names no more than three steps of the next level', async () => {
    const api = new SampleReadinessApi([
      {
        kind: 'component',
        namespace: 'default',
        name: 'checkout',
        statuses: {
          'graceful-shutdown': 'fail',
          'container-runs-as-non-root': 'fail',
          'image-pinned': 'fail',
          coverage: 'fail',
          runbook: 'fail',
          canary: 'fail',
        },
      },
    ]);
    await render(card, { api });
    await screen.findByText('Missing for L2 Stable');
    expect(
      within(screen.getAllByRole('list')[0]).getAllByRole('link'),
    ).toHaveLength(3);
    expect(screen.getByText('and 2 more checks')).toBeVisible();
  });

  it('names what is open beyond a level that only waits for data', async () => {
    const api = new SampleReadinessApi([
      {
        kind: 'component',
        namespace: 'default',
        name: 'checkout',
        statuses: { coverage: 'unknown', canary: 'fail' },
      },
    ]);
    await render(card, { api });
    await screen.findByText('L2 Stable waits for data. Still open');
    expect(
      within(screen.getAllByRole('list')[0]).getAllByRole('link'),
    ).toHaveLength(1);
  });

  it('says that the highest level is reached', async () => {
    const api = new SampleReadinessApi([
      {
        kind: 'component',
        namespace: 'default',
        name: checkout.metadata.name,
        statuses: {},
      },
    ]);
    await render(card, { api });
    expect(
      await screen.findAllByText('The highest level is reached.'),
    ).toHaveLength(2);
    expect(screen.getByText('L4 Optimized')).toBeVisible();
  });

  it('says when no scorecard applies', async () => {
    const api = new SampleReadinessApi();
    const readiness = await api.getEntity(entityRef);
    jest
      .spyOn(api, 'getEntity')
      .mockResolvedValue({ ...readiness, reports: [] });
    await render(card, { api });
    expect(await screen.findByText('No scorecard applies')).toBeVisible();
  });

  it('says what went wrong and asks again', async () => {
    const api = new SampleReadinessApi();
    const readiness = await api.getEntity(entityRef);
    jest
      .spyOn(api, 'getEntity')
      .mockRejectedValueOnce(new Error('The backend is asleep'))
      .mockResolvedValue(readiness);
    await render(card, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is asleep',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('L1 MVP, 1 exempt')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows that it is loading', async () => {
    const api = new SampleReadinessApi();
    jest.spyOn(api, 'getEntity').mockReturnValue(new Promise(() => {}));
    await render(card, { api });
    expect(
      await screen.findByRole('progressbar', { name: 'Loading readiness' }),
    ).toBeVisible();
  });
});

describe('EntityReadinessCard of an entity that is not graded yet', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('waits for the grade by itself', async () => {
    const [, render] = systems[0];
    const api = new SampleReadinessApi();
    const readiness = await api.getEntity(entityRef);
    const pending = { ...readiness, reports: [], pending: true };
    const getEntity = jest
      .spyOn(api, 'getEntity')
      .mockResolvedValueOnce(pending)
      .mockResolvedValueOnce(pending)
      .mockResolvedValue(readiness);
    await render(onEntityPage(<EntityReadinessCard />), { api });
    expect(await screen.findByText('Not graded yet')).toBeVisible();

    expect(
      await screen.findByText('L1 MVP, 1 exempt', {}, { timeout: 10_000 }),
    ).toBeVisible();
    expect(getEntity).toHaveBeenCalledTimes(3);
  });

  it('stops waiting after a while and offers to look again', async () => {
    const [, render] = systems[0];
    const api = new SampleReadinessApi();
    const readiness = await api.getEntity(entityRef);
    const getEntity = jest
      .spyOn(api, 'getEntity')
      .mockResolvedValue({ ...readiness, reports: [], pending: true });
    await render(onEntityPage(<EntityReadinessCard />), { api });
    await screen.findByText('Not graded yet');
    const checkAgain = await screen.findByRole(
      'button',
      { name: 'Check again' },
      { timeout: 150_000 },
    );
    const calls = getEntity.mock.calls.length;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(getEntity).toHaveBeenCalledTimes(calls);

    getEntity.mockResolvedValue(readiness);
    await userEvent
      .setup({ advanceTimers: jest.advanceTimersByTime })
      .click(checkAgain);
    expect(await screen.findByText('L1 MVP, 1 exempt')).toBeVisible();
  });
});
