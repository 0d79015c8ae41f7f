import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import {
  sampleExemptions,
  SampleExemptions,
} from '../../../dev/SampleExemptions';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { ExemptionsContent } from './ExemptionsContent';

const [, renderLegacy] = systems[0];
const [waiting, inForce, rejected] = sampleExemptions;

const apiWith = (items: readonly Exemption[]) =>
  new SampleReadinessApi(undefined, [], new SampleExemptions(items));

const region = (name: string) => screen.findByRole('region', { name });
const article = async (name: string) => screen.findByRole('article', { name });

describe.each(systems)('ExemptionsContent, %s system', (_, render) => {
  it('shows what waits first, and what was decided, with all that happened', async () => {
    await render(<ExemptionsContent />, { api: new SampleReadinessApi() });

    const open = await region('Waiting for a decision');
    const request = await within(open).findByRole('article', {
      name: 'A runbook is linked',
    });
    expect(request).toHaveTextContent('Only checkout · Production readiness');
    expect(request).toHaveTextContent('Requested');
    expect(request).toHaveTextContent(
      'The runbook is being moved to the new wiki.',
    );
    expect(request).toHaveTextContent(/Until.*20\d\d \(next month\)/);
    expect(
      within(request).getByRole('link', {
        name: /^https:\/\/tickets\.example\.com\/OPS-7/,
      }),
    ).toHaveAttribute('href', 'https://tickets.example.com/OPS-7');

    const decided = await region('Decided');
    const wide = within(decided).getByRole('article', {
      name: 'All checks of Production readiness',
    });
    expect(wide).toHaveTextContent('Everything owned by payments');
    const events = within(wide).getByRole('list', { name: 'What happened' });
    expect(
      within(events)
        .getAllByRole('listitem')
        .map(each => each.textContent),
    ).toEqual([
      'Requested by ben · 2 weeks ago',
      'Rejected by ann · 2 weeks agoEverybody is.',
    ]);
  });
});

describe('ExemptionsContent', () => {
  it('approves with a note, says so, and moves it on', async () => {
    const api = new SampleReadinessApi();
    const decide = jest.spyOn(api, 'decideExemption');
    await renderLegacy(<ExemptionsContent />, { api });
    const request = await article('A runbook is linked');
    await userEvent.click(
      within(request).getByRole('button', { name: 'Approve' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Approve this exemption?',
    });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Note (optional)' }),
      'Until the wiki has moved.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );

    expect(
      await screen.findByText(
        'The exemption was approved. It takes effect within a minute.',
      ),
    ).toBeVisible();
    expect(decide).toHaveBeenCalledWith('waiting', {
      decision: 'approve',
      note: 'Until the wiki has moved.',
    });
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Waiting for a decision' }),
      ).not.toBeInTheDocument(),
    );
    const decided = await region('Decided');
    await waitFor(() =>
      expect(
        within(decided).getByRole('article', { name: 'A runbook is linked' }),
      ).toHaveTextContent('Until the wiki has moved.'),
    );
  });

  it.each([
    ['Reject', 'waiting', 'Reject this request?', 'The request was rejected.'],
    [
      'Revoke',
      'chaos',
      'Revoke this exemption?',
      'The exemption was revoked. The true result returns within a minute.',
    ],
  ])('can %s', async (name, id, title, done) => {
    const api = new SampleReadinessApi();
    await renderLegacy(<ExemptionsContent />, { api });
    await userEvent.click(await screen.findByRole('button', { name }));
    const dialog = await screen.findByRole('dialog', { name: title });
    await userEvent.click(within(dialog).getByRole('button', { name }));
    expect(await screen.findByText(done)).toBeVisible();
    expect(api.exemptions.find(id).state).toBe(
      name === 'Reject' ? 'rejected' : 'revoked',
    );
  });

  it('can restore what was revoked', async () => {
    const api = apiWith([
      { ...inForce, state: 'revoked', actions: ['restore'] },
    ]);
    await renderLegacy(<ExemptionsContent />, { api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Restore' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Restore' }),
    );
    expect(
      await screen.findByText(/^The exemption was restored\./),
    ).toBeVisible();
  });

  it('keeps the dialog open when the backend refuses, and says why', async () => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'decideExemption')
      .mockRejectedValue(new Error('it was rejected by ann meanwhile'));
    await renderLegacy(<ExemptionsContent />, { api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'it was rejected by ann meanwhile',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('offers nothing to those who may not decide, and puts what others may last', async () => {
    const theirs = { ...waiting, id: 'theirs', check: 'tracing', actions: [] };
    await renderLegacy(<ExemptionsContent />, {
      api: apiWith([theirs, waiting]),
    });
    const open = await region('Waiting for a decision');
    await article('A runbook is linked');
    const [first, second] = within(open).getAllByRole('article');
    expect(first).toHaveAccessibleName('A runbook is linked');
    expect(within(second).queryByRole('button')).not.toBeInTheDocument();
  });

  it('filters by state and pages, and keeps both in the address', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...inForce,
      id: `${index}`,
      reason: `Reason number ${index}.`,
    }));
    await renderLegacy(<ExemptionsContent />, {
      api: apiWith([...many, rejected]),
    });
    const decided = await region('Decided');
    expect(await within(decided).findByText('1–10 of 13')).toBeVisible();

    await userEvent.selectOptions(
      within(decided).getByRole('combobox', { name: 'State' }),
      'In force',
    );
    expect(await within(decided).findByText('1–10 of 12')).toBeVisible();
    await userEvent.click(
      within(decided).getByRole('button', { name: 'Next page' }),
    );
    expect(await within(decided).findByText('11–12 of 12')).toBeVisible();
    expect(within(decided).getByText('Reason number 11.')).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?state=approved&cursor=10',
    );
  });

  it('says how to get one where there is none', async () => {
    await renderLegacy(<ExemptionsContent />, { api: apiWith([]) });
    expect(await screen.findByText('No exemption here')).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'Waiting for a decision' }),
    ).not.toBeInTheDocument();
  });

  it('says what went wrong and asks again', async () => {
    const api = new SampleReadinessApi();
    const answer = await api.getExemptions();
    const fail = new Error('The backend is asleep');
    jest
      .spyOn(api, 'getExemptions')
      .mockRejectedValueOnce(fail)
      .mockRejectedValueOnce(fail)
      .mockResolvedValue(answer);
    await renderLegacy(<ExemptionsContent />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is asleep',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await article('A runbook is linked')).toBeVisible();
  });
});
