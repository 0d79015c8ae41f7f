import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityReadiness } from '@airworthy/backstage-plugin-readiness-common';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { onEntityPage, systems } from '../../__testUtils__/systems';
import { EntityReadinessContent } from './EntityReadinessContent';

const entityRef = 'component:default/checkout';
const nonRoot = 'The container runs as a non-root user';
const tab = onEntityPage(<EntityReadinessContent />);
const [, renderLegacy] = systems[0];

/** Would run in the page if it were taken for an address. */
const scriptUrl = ['javascript', 'alert(1)'].join(':');

/** The button that opens a check. */
const check = (title: string) =>
  screen.findByRole('button', { name: new RegExp(title) });

async function apiWith(
  change: (readiness: EntityReadiness) => Partial<EntityReadiness>,
) {
  const api = new SampleReadinessApi();
  const readiness = await api.getEntity(entityRef);
  jest
    .spyOn(api, 'getEntity')
    .mockResolvedValue({ ...readiness, ...change(readiness) });
  return api;
}

describe.each(systems)('EntityReadinessContent, %s system', (_, render) => {
  it('shows the standing, the ladder and the next steps', async () => {
    await render(tab, { api: new SampleReadinessApi() });

    const standing = await screen.findByRole('region', { name: 'Standing' });
    expect(
      within(standing).getByRole('img', { name: 'Score 58 of 100' }),
    ).toBeVisible();
    expect(within(standing).getByText('L1 MVP, 1 exempt')).toBeVisible();
    expect(standing).toHaveTextContent('Fails3');
    expect(standing).toHaveTextContent(
      '1 check can neither pass nor fail yet.',
    );

    const ladder = screen.getByRole('region', { name: 'Levels' });
    const steps = within(ladder).getAllByRole('listitem');
    expect(steps.map(each => each.textContent)).toEqual([
      expect.stringMatching(/^L4 OptimizedIn part.*1 of 2 checks done$/),
      expect.stringMatching(
        /^L3 ResilientWaits for a lower level.*1 of 1 checks done$/,
      ),
      expect.stringMatching(
        /^L2 StableIn part.*2 of 5 checks done, 1 unknown$/,
      ),
      expect.stringMatching(/^L1 MVPCurrent level.*2 of 2 checks done$/),
    ]);
    expect(steps[3]).toHaveAttribute('aria-current', 'step');

    const next = screen.getByRole('region', { name: 'Next steps' });
    expect(
      within(next)
        .getAllByRole('listitem')
        .map(each => each.textContent),
    ).toEqual([
      `${nonRoot}FailsL2about 30 min`,
      'A runbook is linkedFailsL2about 2 hours',
      'Releases go out as canariesFailsL4about 16 hours',
    ]);
  });

  it('tells apart what waits for data', async () => {
    await render(tab, { api: new SampleReadinessApi() });
    const waiting = await screen.findByRole('region', {
      name: 'Waits for data',
    });
    expect(
      within(within(waiting).getByRole('list', { name: 'Waits for data' }))
        .getAllByRole('listitem')
        .map(each => each.textContent),
    ).toEqual(['Test coverage is above 80 %L2']);
    await userEvent.click(within(waiting).getByRole('link'));
    expect(
      await screen.findByRole('region', {
        name: 'Test coverage is above 80 %',
      }),
    ).toBeVisible();
  });

  it('opens a check with its message, reason, evidence, time and fix', async () => {
    await render(tab, { api: new SampleReadinessApi() });
    const row = await check(nonRoot);
    expect(row).toHaveAccessibleName(`Fails ${nonRoot} L2`);
    expect(row).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(row);
    expect(row).toHaveAttribute('aria-expanded', 'true');

    const details = screen.getByRole('region', { name: nonRoot });
    expect(details).toHaveTextContent(
      'A container that runs as root turns a bug in the service into a bug on the node.',
    );
    expect(details).toHaveTextContent(
      'Why it mattersCIS Docker Benchmark, section 4.1.',
    );
    expect(
      within(details).getByRole('link', { name: /^docker\/Dockerfile:7/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/example/checkout/tree/main/docker/Dockerfile#L7',
    );
    const observed = within(details).getByText(/^1\d minutes ago$/);
    expect(observed).toHaveAttribute('datetime');
    expect(observed).toHaveAttribute('title', expect.stringMatching(/20\d\d/));
    // The guide is Markdown.
    expect(
      within(details).getByText('USER', { selector: 'p code' }),
    ).toBeVisible();
    const fix = within(details).getByRole('button', {
      name: 'Fix it with a template',
    });
    const form = new URL(fix.getAttribute('href')!, 'http://portal');
    expect(form.pathname).toBe('/create/templates/default/fix-container');
    // The form is filled in with what is to be mended.
    expect(JSON.parse(form.searchParams.get('formData')!)).toEqual({
      entity: 'component:default/checkout',
    });

    await userEvent.click(row);
    expect(
      screen.queryByRole('region', { name: nonRoot }),
    ).not.toBeInTheDocument();
  });

  it('opens the check that the address names', async () => {
    await render(tab, {
      api: new SampleReadinessApi(),
      at: '/?scorecard=ownership&check=owner-has-contact',
    });
    expect(
      await screen.findByRole('region', { name: 'The owner can be reached' }),
    ).toBeVisible();
    expect(await check('The owner can be reached')).toHaveFocus();
  });
});

describe('EntityReadinessContent', () => {
  it('says why a check is unknown, and does not claim that it fails', async () => {
    await renderLegacy(tab, { api: new SampleReadinessApi() });
    await userEvent.click(await check('Test coverage is above 80 %'));
    const details = screen.getByRole('region', {
      name: 'Test coverage is above 80 %',
    });
    expect(details).toHaveTextContent(
      'Why it is unknownrepo.quality: no coverage report has been pushed for this revision.',
    );
    expect(details).not.toHaveTextContent('This is not so');
  });

  it('has steps for what people are to attest, and for what cannot be read', async () => {
    const api = await apiWith(({ reports: [report] }) => {
      const [drill, pipeline, ...others] = report.results.map(result => ({
        ...result,
        status: 'unknown' as const,
        awaits: ['coverage'],
        evidence: [],
      }));
      drill.awaits = ['attestation'];
      const unread = {
        ...pipeline,
        detail: 'The file ci.yml is not YAML.',
        evidence: [{ path: 'ci.yml' }],
      };
      return {
        reports: [
          {
            ...report,
            results: [drill, unread, ...others],
            nextSteps: [drill.check, unread.check],
          },
        ],
      };
    });
    await renderLegacy(tab, { api });
    const next = await screen.findByRole('region', { name: 'Next steps' });
    const steps = within(next).getAllByRole('listitem');
    expect(steps).toHaveLength(2);
    expect(steps[0]).toHaveTextContent(
      'Somebody who knows has to attest it: no file proves it.',
    );
    expect(steps[1]).toHaveTextContent('The file ci.yml is not YAML.');

    // Nothing is listed twice, and a few of many are at first.
    const waiting = screen.getByRole('region', { name: 'Waits for data' });
    const named = (region: HTMLElement) =>
      within(region)
        .getAllByRole('link')
        .map(link => link.textContent!);
    expect(named(waiting)).toHaveLength(6);
    await userEvent.click(
      within(waiting).getByRole('button', { name: 'Show 3 more' }),
    );
    expect(named(waiting)).toHaveLength(9);
    expect(named(waiting)).not.toContain(named(next)[0]);
    expect(named(waiting)).not.toContain(named(next)[1]);
  });

  it.each<[string, 'pass' | 'unknown', string]>([
    ['is left', 'pass', 'Nothing is left to do for this scorecard.'],
    [
      'can be done now',
      'unknown',
      'What is open waits for what is not known yet. Each check says for what, and why.',
    ],
  ])('says that nothing %s', async (_, status, words) => {
    const api = await apiWith(({ reports }) => ({
      reports: reports.map(report => ({
        ...report,
        results: report.results.map(result => ({ ...result, status })),
        nextSteps: [],
      })),
    }));
    await renderLegacy(tab, { api });
    expect(await screen.findByText(words)).toBeVisible();
    const waiting = screen.queryByRole('region', { name: 'Waits for data' });
    expect(waiting === null).toBe(status === 'pass');
  });

  it('shows the place as text where the source has no web view', async () => {
    const api = await apiWith(() => ({
      sourceLocation: 'file:/srv/checkout/',
    }));
    await renderLegacy(tab, { api });
    await userEvent.click(await check(nonRoot));
    const details = screen.getByRole('region', { name: nonRoot });
    expect(within(details).getByText('docker/Dockerfile:7')).toBeVisible();
    expect(
      within(details).queryByRole('link', { name: /Dockerfile/ }),
    ).not.toBeInTheDocument();
  });

  it('links to evidence in and outside of the folder of an entity', async () => {
    const api = await apiWith(({ reports }) => ({
      sourceLocation: 'url:https://github.com/example/shop/tree/main/',
      reports: reports.map(report => ({
        ...report,
        results: report.results.map(result => ({
          ...result,
          evidence: [
            { path: 'services/checkout/Dockerfile', line: 7 },
            { path: '.github/workflows/ci.yml', line: 1 },
          ],
        })),
      })),
    }));
    await renderLegacy(tab, { api });
    await userEvent.click(await check(nonRoot));
    const details = screen.getByRole('region', { name: nonRoot });
    expect(
      within(details)
        .getAllByRole('listitem')
        .map(each => within(each).getByRole('link').getAttribute('href')),
    ).toEqual([
      'https://github.com/example/shop/tree/main/services/checkout/Dockerfile#L7',
      'https://github.com/example/shop/tree/main/.github/workflows/ci.yml#L1',
    ]);
  });

  it('does not let a file name become an address', async () => {
    const api = await apiWith(({ reports }) => ({
      reports: reports.map(report => ({
        ...report,
        results: report.results.map(result => ({
          ...result,
          evidence: [
            { path: scriptUrl },
            { path: '//elsewhere.example.com/x' },
            { path: '../../../other', line: 2 },
            { url: scriptUrl, note: 'seen' },
          ],
        })),
      })),
    }));
    await renderLegacy(tab, { api });
    await userEvent.click(await check(nonRoot));
    const details = screen.getByRole('region', { name: nonRoot });
    const evidence = within(details).getAllByRole('listitem');
    expect(evidence).toHaveLength(4);
    expect(
      evidence
        .flatMap(each => within(each).queryAllByRole('link'))
        .map(each => each.getAttribute('href')),
    ).toEqual([
      'https://github.com/example/checkout/tree/main/javascript%3Aalert(1)',
      'https://github.com/example/checkout/tree/main///elsewhere.example.com/x',
    ]);
  });

  it('puts failing checks first within a category', async () => {
    await renderLegacy(tab, { api: new SampleReadinessApi() });
    await check(nonRoot);
    const rows = screen
      .getAllByRole('button', { expanded: false })
      .map(each => each.textContent);
    expect(rows.slice(4, 7)).toEqual([
      'Fails Releases go out as canaries L4',
      'Unknown Test coverage is above 80 % L2',
      'Passes Each pull request is built and tested L1',
    ]);
  });

  it('filters checks by status and by text', async () => {
    await renderLegacy(tab, { api: new SampleReadinessApi() });
    await check(nonRoot);
    const checks = screen.getByRole('region', { name: 'Checks' });
    const rows = () =>
      within(checks).queryAllByRole('button', { expanded: false });
    expect(rows()).toHaveLength(11);

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Status' }),
      'Fails (3)',
    );
    expect(rows()).toHaveLength(3);
    expect(screen.getByText('3 checks shown')).toBeVisible();

    const search = screen.getByRole('searchbox', { name: 'Search checks' });
    await userEvent.type(search, 'RUNBOOK');
    expect(rows().map(each => each.textContent)).toEqual([
      'Fails A runbook is linked L2',
    ]);

    await userEvent.clear(search);
    await userEvent.type(search, 'no such thing');
    expect(screen.getByText('No check matches the filter.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear filter' }));
    expect(rows()).toHaveLength(11);
  });

  it('leads from a next step to its check, whatever is filtered away', async () => {
    await renderLegacy(tab, { api: new SampleReadinessApi() });
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Status' }),
      'Passes (5)',
    );
    await userEvent.click(
      screen.getByRole('link', { name: 'A runbook is linked' }),
    );
    expect(
      await screen.findByRole('region', { name: 'A runbook is linked' }),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?scorecard=production-readiness&check=runbook',
    );
  });

  it('chooses another scorecard, and keeps the choice in the address', async () => {
    await renderLegacy(tab, { api: new SampleReadinessApi() });
    const chooser = await screen.findByRole('group', { name: 'Scorecard' });
    const choice = within(chooser).getByRole('button', { name: /Ownership/ });
    expect(choice).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(choice);
    expect(choice).toHaveAttribute('aria-pressed', 'true');
    expect(await check('The owner exists')).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?scorecard=ownership',
    );
  });

  it('says where the data comes from and what could not be read', async () => {
    await renderLegacy(tab, { api: new SampleReadinessApi() });
    expect(
      await screen.findByRole('region', { name: 'Where the data comes from' }),
    ).toHaveTextContent(
      /repo.*Revision 4f1d2c9a77b0.*legacy\/Dockerfile.* · repo\.docker: The file is not text/,
    );
  });

  it('says when no scorecard applies', async () => {
    await renderLegacy(tab, { api: await apiWith(() => ({ reports: [] })) });
    expect(await screen.findByText('No scorecard applies')).toBeVisible();
  });

  it('says what went wrong and asks again', async () => {
    const api = new SampleReadinessApi();
    const readiness = await api.getEntity(entityRef);
    jest
      .spyOn(api, 'getEntity')
      .mockRejectedValueOnce(new Error('The backend is asleep'))
      .mockResolvedValue(readiness);
    await renderLegacy(tab, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is asleep',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await check(nonRoot)).toBeVisible();
  });
});

describe('refreshing', () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  const pass = (ms: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(ms);
    });
  const refresh = () => screen.findByRole('button', { name: 'Refresh' });

  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('keeps the old results in view, and says when newer ones are there', async () => {
    const api = new SampleReadinessApi();
    const refreshEntity = jest.spyOn(api, 'refreshEntity');
    await renderLegacy(tab, { api });
    await user.click(await refresh());

    expect(refreshEntity).toHaveBeenCalledWith(entityRef);
    expect(
      screen.getByText('Collecting facts. The results below are from before.'),
    ).toHaveAttribute('aria-live', 'polite');
    expect(await check(nonRoot)).toBeVisible();
    expect(await refresh()).toHaveAttribute('aria-disabled', 'true');
    await user.click(await refresh());
    expect(refreshEntity).toHaveBeenCalledTimes(1);

    await pass(10_000);
    expect(screen.getByText('Results are up to date.')).toBeVisible();
    expect(await refresh()).toHaveAttribute('aria-disabled', 'false');
  });

  it('gives up waiting after a while', async () => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'refreshEntity')
      .mockResolvedValue({ entityRef, requestedAt: '2026-01-01T00:00:00Z' });
    const getEntity = jest.spyOn(api, 'getEntity');
    await renderLegacy(tab, { api });
    await user.click(await refresh());
    await pass(70_000);
    expect(
      screen.getByText(/^No newer observation has arrived yet/),
    ).toBeVisible();
    const calls = getEntity.mock.calls.length;
    await pass(60_000);
    expect(getEntity).toHaveBeenCalledTimes(calls);
  });

  it('says why a refresh could not be started', async () => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'refreshEntity')
      .mockRejectedValue(new Error('Too many refreshes'));
    await renderLegacy(tab, { api });
    await user.click(await refresh());
    expect(
      await screen.findByText(
        'The refresh could not be started: Too many refreshes',
      ),
    ).toBeVisible();
    expect(await check(nonRoot)).toBeVisible();
  });
});
