import { fireEvent, screen, within } from '@testing-library/react';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { PastReport } from './PastReport';

const [, renderLegacy] = systems[0];
const past = (
  <PastReport
    entityRef="component:default/checkout"
    scorecard="production-readiness"
  />
);
const choose = (day: string) =>
  fireEvent.change(screen.getByLabelText('As it was on'), {
    target: { value: day },
  });

describe.each(systems)('PastReport, %s system', (_, render) => {
  it('shows level, score and open checks at the end of a day', async () => {
    const api = new SampleReadinessApi();
    const getReplay = jest.spyOn(api, 'getReplay');
    await render(past, { api });
    await screen.findByLabelText('As it was on');
    expect(getReplay).not.toHaveBeenCalled();

    choose('2026-01-31');
    const open = await screen.findByRole('list', {
      name: 'Checks that were open',
    });
    expect(getReplay).toHaveBeenCalledWith(
      'component:default/checkout',
      {
        scorecard: 'production-readiness',
        at: new Date('2026-01-31T23:59:59.999').toISOString(),
      },
      expect.anything(),
    );
    expect(within(open).getAllByRole('listitem')).toHaveLength(4);
    expect(screen.getByText('L1 MVP')).toBeVisible();
    expect(screen.getByText('Score 58 of 100')).toBeVisible();
    expect(screen.getByText('4 checks were open')).toBeVisible();
  });
});

it('says why there is no report of that day', async () => {
  const api = new SampleReadinessApi();
  jest
    .spyOn(api, 'getReplay')
    .mockRejectedValue(new Error('Nothing is on record before 2026-01-01'));
  await renderLegacy(past, { api });
  choose('2025-01-31');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Nothing is on record before 2026-01-01',
  );
});
