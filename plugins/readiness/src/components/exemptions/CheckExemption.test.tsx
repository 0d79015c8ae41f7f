import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Exemption,
  ExemptionRules,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  sampleExemptions,
  SampleExemptions,
} from '../../../dev/SampleExemptions';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { onEntityPage, systems } from '../../__testUtils__/systems';
import { EntityReadinessContent } from '../entity/EntityReadinessContent';
import { dayAfter } from './days';

const tab = onEntityPage(<EntityReadinessContent />);
const [, renderLegacy] = systems[0];
const chaos = 'A chaos experiment is defined';
const nonRoot = 'The container runs as a non-root user';

function apiWith(
  rules: Partial<ExemptionRules>,
  items: readonly Exemption[] = [],
) {
  return new SampleReadinessApi(
    undefined,
    [],
    new SampleExemptions(items, rules),
  );
}

async function openCheck(
  check: string,
  title: string,
  api: SampleReadinessApi,
) {
  await renderLegacy(tab, { api, at: `/?check=${check}` });
  return screen.findByRole('region', { name: title });
}

async function openDialog(api: SampleReadinessApi) {
  const details = await openCheck('container-runs-as-non-root', nonRoot, api);
  await userEvent.click(
    await within(details).findByRole('button', {
      name: 'Request an exemption',
    }),
  );
  return screen.findByRole('dialog', { name: 'Request an exemption' });
}

const reasonOf = (dialog: HTMLElement) =>
  within(dialog).getByRole('textbox', { name: /^Reason/ });
const untilOf = (dialog: HTMLElement) =>
  within(dialog).getByLabelText(/^Until the end of/) as HTMLInputElement;
const send = (dialog: HTMLElement) =>
  userEvent.click(within(dialog).getByRole('button', { name: 'Request' }));

describe.each(systems)('an exempt check, %s system', (_, render) => {
  it('shows why, by whom, until when, and what it would be without', async () => {
    await render(tab, { api: new SampleReadinessApi(), at: '/?check=chaos' });
    const details = await screen.findByRole('region', { name: chaos });
    expect(details).toHaveTextContent('The service is being replaced.');
    expect(details).toHaveTextContent('Granted byann');
    expect(details).toHaveTextContent(/Until.*20\d\d/);
    expect(details).toHaveTextContent('Without itFails');
    expect(
      await within(details).findByText(/Until the new one is there\./),
    ).toBeVisible();
    expect(
      within(details).getByRole('button', { name: 'Revoke' }),
    ).toBeVisible();
  });
});

it('shows where an exemption stands in the repository', async () => {
  const api = new SampleReadinessApi();
  const readiness = await api.getEntity('component:default/checkout');
  jest.spyOn(api, 'getEntity').mockResolvedValue({
    ...readiness,
    reports: readiness.reports.map(report => ({
      ...report,
      results: report.results.map(result => ({
        ...result,
        excuse: result.excuse && {
          reason: 'It is retired in May.',
          grantedBy: '@acme/platform',
          path: '.airworthy/exemptions.yaml',
          line: 3,
        },
      })),
    })),
  });
  const details = await openCheck('chaos', chaos, api);
  expect(details).toHaveTextContent('Granted by@acme/platform');
  expect(details).toHaveTextContent('Untilwithout end');
  expect(
    within(details).getByRole('link', { name: /exemptions\.yaml:3/ }),
  ).toHaveAttribute(
    'href',
    'https://github.com/example/checkout/tree/main/.airworthy/exemptions.yaml#L3',
  );
});

it('shows what waits for a decision instead of asking again', async () => {
  const api = new SampleReadinessApi();
  const details = await openCheck('runbook', 'A runbook is linked', api);
  expect(
    await within(details).findByRole('button', { name: 'Approve' }),
  ).toBeVisible();
  expect(details).toHaveTextContent(sampleExemptions[0].reason);
  expect(
    within(details).queryByRole('button', { name: 'Request an exemption' }),
  ).not.toBeInTheDocument();
});

describe('requesting an exemption', () => {
  it('is for those who may', async () => {
    const api = apiWith({ mayRequest: false });
    const getExemptions = jest.spyOn(api, 'getExemptions');
    const details = await openCheck('container-runs-as-non-root', nonRoot, api);
    await getExemptions.mock.results[0].value;
    expect(
      within(details).queryByRole('button', { name: 'Request an exemption' }),
    ).not.toBeInTheDocument();
  });

  it('sends what was filled in, and says so', async () => {
    const api = apiWith({});
    const request = jest.spyOn(api, 'requestExemption');
    const dialog = await openDialog(api);
    await userEvent.selectOptions(
      within(dialog).getByRole('combobox', { name: 'What need not pass' }),
      'All checks of Production readiness',
    );
    await userEvent.selectOptions(
      within(dialog).getByRole('combobox', { name: 'For' }),
      'everything owned by payments',
    );
    await userEvent.type(reasonOf(dialog), '  All of it is retired in May. ');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Link (optional)' }),
      'https://tickets.example.com/7',
    );
    const until = dayAfter(new Date(), 30);
    fireEvent.change(untilOf(dialog), { target: { value: until } });
    await send(dialog);

    expect(
      await screen.findByText(
        'The exemption was requested. Somebody else decides on it.',
      ),
    ).toBeVisible();
    expect(request).toHaveBeenCalledWith({
      scorecard: 'production-readiness',
      check: undefined,
      scope: 'owner',
      subjectRef: 'group:default/payments',
      reason: 'All of it is retired in May.',
      link: 'https://tickets.example.com/7',
      expiresAt: new Date(`${until}T23:59:59.999`).toISOString(),
    });
    // What was asked for is shown where it was asked for.
    const details = screen.getByRole('region', { name: nonRoot });
    expect(
      await within(details).findByText('All of it is retired in May.'),
    ).toBeVisible();
  });

  it('has a sensible end, within what the portal allows', async () => {
    const dialog = await openDialog(apiWith({ longestDays: 30 }));
    expect(untilOf(dialog)).toHaveValue(dayAfter(new Date(), 29));
    expect(untilOf(dialog)).toHaveAttribute('max', dayAfter(new Date(), 29));
    expect(dialog).toHaveTextContent('At most 30 days from now.');
  });

  it('tells at each field what is wrong with it', async () => {
    const api = apiWith({});
    const request = jest.spyOn(api, 'requestExemption');
    const dialog = await openDialog(api);
    await userEvent.type(reasonOf(dialog), 'because');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Link (optional)' }),
      'see wiki',
    );
    fireEvent.change(untilOf(dialog), { target: { value: '' } });
    await send(dialog);

    expect(reasonOf(dialog)).toHaveAccessibleDescription(
      'Give a reason of at least 10 characters.',
    );
    expect(reasonOf(dialog)).toBeInvalid();
    expect(
      within(dialog).getByRole('textbox', { name: 'Link (optional)' }),
    ).toHaveAccessibleDescription('Give an address that begins with https://.');
    expect(untilOf(dialog)).toHaveAccessibleDescription(
      /^Choose a day from today on/,
    );
    expect(request).not.toHaveBeenCalled();
  });

  it('needs no end where the portal asks for none', async () => {
    const api = apiWith({ expiryRequired: false });
    const request = jest.spyOn(api, 'requestExemption');
    const dialog = await openDialog(api);
    await userEvent.type(reasonOf(dialog), 'It will never be otherwise.');
    fireEvent.change(untilOf(dialog), { target: { value: '' } });
    await send(dialog);
    expect(request).toHaveBeenCalledWith(
      expect.objectContaining({ expiresAt: undefined }),
    );
  });

  it.each([
    ['at its field', 'link: must be an https: address', false],
    ['above the form', 'There is an open exemption for the same already', true],
  ])('shows what the backend says %s', async (_, message, isAbove) => {
    const api = apiWith({});
    jest.spyOn(api, 'requestExemption').mockRejectedValue(new Error(message));
    const dialog = await openDialog(api);
    await userEvent.type(reasonOf(dialog), 'It is retired in May.');
    await send(dialog);
    const place = isAbove
      ? await within(dialog).findByRole('alert')
      : await within(dialog).findByText('must be an https: address');
    expect(place).toHaveTextContent(message.replace('link: ', ''));
    expect(reasonOf(dialog)).toHaveValue('It is retired in May.');
  });
});
