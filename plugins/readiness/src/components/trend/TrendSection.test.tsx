import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  TrendPoint,
  TrendResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { TrendSection } from './TrendSection';

const [, renderLegacy] = systems[0];
const levels = [
  { id: 'L1', title: 'MVP' },
  { id: 'L2', title: 'Stable' },
];
const section = (
  <TrendSection
    title="Trend"
    description="Day by day"
    scorecard="production-readiness"
    levels={levels}
    of={{ owner: 'group:default/payments' }}
  />
);

const points: TrendPoint[] = [
  {
    day: '2030-01-01',
    entities: 2,
    levels: { L2: 2 },
    score: 80,
    moves: { catalog: { score: 0, risen: 2, fallen: 0 } },
  },
  {
    day: '2030-01-02',
    entities: 2,
    levels: { L1: 1, L2: 1 },
    score: 67.5,
    moves: { rule: { score: -12.5, risen: 0, fallen: 1 } },
  },
  {
    day: '2030-01-03',
    entities: 3,
    levels: { none: 1, L2: 2 },
    score: 68,
    moves: {
      service: { score: 4.5, risen: 1, fallen: 0 },
      catalog: { score: -4, risen: 1, fallen: 0 },
    },
  },
];

function apiWith(answer: () => Promise<TrendResponse>) {
  const api = new SampleReadinessApi();
  return {
    api,
    getTrend: jest.spyOn(api, 'getTrend').mockImplementation(answer),
  };
}

const withPoints = (given: TrendPoint[]) =>
  apiWith(async () => ({ scorecard: 'production-readiness', points: given }));

describe.each(systems)('TrendSection, %s system', (_, render) => {
  it('says in words how the score went, and what each cause did', async () => {
    await render(section, withPoints(points));
    const region = await screen.findByRole('region', { name: 'Trend' });
    await within(region).findByText(
      'The score fell from 80 to 68 since Jan 1, 2030.',
    );
    const causes = within(region).getByRole('list', { name: 'What moved it' });
    expect(
      within(causes)
        .getAllByRole('listitem')
        .map(each => each.textContent),
    ).toEqual([
      'The service +4.5 points, 1 up a level',
      'Arrived, left or changed hands -4 points, 1 came',
      'The standard -12.5 points, 1 down a level',
    ]);
    expect(
      await within(region).findByRole('img', { name: /^Charts of the score/ }),
    ).toBeVisible();
  });
});

it('tells the same as a table, the latest day first', async () => {
  await renderLegacy(section, withPoints(points));
  const button = await screen.findByRole('button', { name: 'Show as a table' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await userEvent.click(button);
  const table = screen.getByRole('table', {
    name: 'Days on which something moved, the latest first',
  });
  const rows = within(table).getAllByRole('row');
  expect(rows.map(row => row.textContent)).toEqual([
    'DayScoreNo levelL1L2What moved it',
    'Jan 3, 203068102The service +4.5 points, 1 up a levelArrived, left or changed hands -4 points, 1 came',
    'Jan 2, 203067.5011The standard -12.5 points, 1 down a level',
    'Jan 1, 203080002Here the trend begins',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Hide the table' }));
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

it('shows the score as if the standard had not changed', async () => {
  await renderLegacy(section, withPoints(points));
  await screen.findByText('Score');
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Leave out changes of the standard' }),
  );
  expect(
    await screen.findByText(/^Score without changes of the standard/),
  ).toBeVisible();
});

it('asks for the period that is chosen, of whom it is about', async () => {
  const { api, getTrend } = withPoints(points);
  await renderLegacy(section, { api });
  await screen.findByRole('list', { name: 'What moved it' });
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Period' }),
    'One year',
  );
  await waitFor(() =>
    expect(getTrend).toHaveBeenLastCalledWith(
      {
        scorecard: 'production-readiness',
        owner: 'group:default/payments',
        days: 365,
      },
      expect.anything(),
    ),
  );
});

it('says on the first day that the record begins', async () => {
  await renderLegacy(section, withPoints(points.slice(0, 1)));
  expect(await screen.findByText('The record begins today')).toBeVisible();
});

it('says that nothing moved', async () => {
  const still = points.map(each => ({ ...points[0], day: each.day }));
  await renderLegacy(
    section,
    withPoints(still.map(p => ({ ...p, moves: {} }))),
  );
  expect(
    await screen.findByText(
      'The score is 80, as on Jan 1, 2030. Nothing moved in this time.',
    ),
  ).toBeVisible();
});

it('says why there is no trend, and asks again', async () => {
  let fails = true;
  const { api } = apiWith(async () => {
    if (fails) {
      throw new Error('The backend is away');
    }
    return { scorecard: 'production-readiness', points };
  });
  await renderLegacy(section, { api });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The trend could not be loaded');
  expect(alert).toHaveTextContent('The backend is away');
  fails = false;
  await userEvent.click(
    within(alert).getByRole('button', { name: 'Try again' }),
  );
  expect(
    await screen.findByRole('list', { name: 'What moved it' }),
  ).toBeVisible();
});
