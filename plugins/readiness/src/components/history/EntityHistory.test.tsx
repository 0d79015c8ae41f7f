import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResultChange } from '@airworthy/backstage-plugin-readiness-common';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { EntityHistory } from './EntityHistory';

const [, renderLegacy] = systems[0];
const history = (
  <EntityHistory
    entityRef="component:default/checkout"
    scorecard="production-readiness"
  />
);
const changes = () =>
  screen
    .getAllByRole('list', { name: 'Changes of results, the latest first' })
    .flatMap(list => [...list.children]);

describe.each(systems)('EntityHistory, %s system', (_, render) => {
  it('tells what changed, from what to what, when and why', async () => {
    await render(history, { api: new SampleReadinessApi() });
    await screen.findByRole('list', { name: /^Changes of results/ });
    const [latest, exempted, stricter] = changes() as HTMLElement[];
    expect(
      within(latest).getByRole('heading', {
        name: 'The container runs as a non-root user',
      }),
    ).toBeVisible();
    expect(
      within(latest).getByRole('img', { name: 'from Passes to Fails' }),
    ).toBeVisible();
    expect(latest).toHaveTextContent(
      'repo.docker.images[0].user changed from "node" to "root".',
    );
    expect(latest.querySelector('time')).toHaveAttribute('datetime');
    expect(exempted).toHaveTextContent(
      'Exempted: The service is being replaced by the end of the quarter.',
    );
    expect(stricter).toHaveTextContent('The standard changed.');
  });
});

it('shows earlier changes when they are asked for', async () => {
  await renderLegacy(history, { api: new SampleReadinessApi() });
  await screen.findByRole('list', { name: /^Changes of results/ });
  expect(changes()).toHaveLength(6);
  const more = () =>
    userEvent.click(
      screen.getByRole('button', { name: 'Show earlier changes' }),
    );
  await more();
  await screen.findAllByText('It was attested more than 90 days ago.');
  expect(changes()).toHaveLength(12);
  await more();
  expect(changes()).toHaveLength(14);
  expect(
    screen.queryByRole('button', { name: 'Show earlier changes' }),
  ).not.toBeInTheDocument();
});

const unknownBefore = { from: 'unknown', to: 'pass' } as const;
const unknownNow = { from: 'pass', to: 'unknown' } as const;

it.each<[Partial<ResultChange>, string]>([
  [{ cause: 'service' }, 'The service changed.'],
  [{ cause: 'service', facts: [{ path: 'a.b', to: '1' }] }, 'a.b is new: 1.'],
  [
    { cause: 'service', facts: [{ path: 'a.b', from: '1' }] },
    'a.b is gone; it was 1.',
  ],
  [{ cause: 'time' }, 'A date that the check looks at has passed.'],
  [{ cause: 'data', ...unknownNow }, 'Data went missing.'],
  [
    { cause: 'data', ...unknownNow, reason: 'Not readable' },
    'Data went missing: Not readable',
  ],
  [{ cause: 'data', ...unknownBefore }, 'Data came back.'],
  [{ cause: 'exemption', to: 'exempt' }, 'Exempted.'],
  [{ cause: 'exemption', from: 'exempt' }, 'The exemption ended.'],
  [
    { cause: 'exemption', from: 'exempt', reason: 'It expired.' },
    'The exemption ended. It expired.',
  ],
])('puts %j into words', async (change, words) => {
  const api = new SampleReadinessApi();
  jest.spyOn(api, 'getHistory').mockResolvedValue({
    items: [
      {
        scorecard: 'production-readiness',
        check: 'gone',
        from: 'pass',
        to: 'fail',
        cause: 'service',
        revision: 'r1',
        changedAt: '2030-01-01T12:00:00.000Z',
        ...change,
      },
    ],
  });
  await renderLegacy(history, { api });
  await screen.findByRole('heading', { name: 'gone' });
  expect(changes()[0]).toHaveTextContent(words);
});

it('says when nothing has changed yet', async () => {
  const api = new SampleReadinessApi();
  jest.spyOn(api, 'getHistory').mockResolvedValue({ items: [] });
  await renderLegacy(history, { api });
  expect(await screen.findByText('Nothing has changed yet')).toBeVisible();
});

it('says why there is no history, and asks again', async () => {
  const api = new SampleReadinessApi();
  jest
    .spyOn(api, 'getHistory')
    .mockRejectedValueOnce(new Error('The backend is away'));
  await renderLegacy(history, { api });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The history could not be loaded');
  await userEvent.click(
    within(alert).getByRole('button', { name: 'Try again' }),
  );
  expect(
    await screen.findByRole('list', { name: /^Changes of results/ }),
  ).toBeVisible();
});
