import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type {
  EntityReadiness,
  ExemptionsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  create,
  expectAccessible,
  fillIn,
  open,
  somebodyElse,
  waitUntilGraded,
} from './portal';

// The newcomer's path through the portal, on the real backend with its real
// catalog and its real repositories.

test('the overview shows how many services stand at each level', async ({
  page,
  request,
}) => {
  await waitUntilGraded(request);
  await open(page, '/');
  await expect(page).toHaveURL(/\/readiness/);

  const levels = page.getByRole('group', { name: 'Filter by level' });
  for (const level of ['No level', 'L1', 'L2', 'L3', 'L4']) {
    await expect(
      levels.getByRole('button', { name: new RegExp(`[1-9]\\d* .*${level}`) }),
    ).toBeVisible();
  }
});

test('the table is filtered, sorted and paged by the server', async ({
  page,
}) => {
  await open(page, '/readiness');
  const table = page.getByRole('table', { name: 'Graded entities' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search by name' }).fill('parcel');
  await expect(
    table.getByRole('link', { name: 'Parcel tracking' }),
  ).toBeVisible();
  await expect(table.getByRole('link', { name: 'Basket' })).toBeHidden();
  await expect(page).toHaveURL(/search=parcel/);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(table.getByRole('link', { name: 'Basket' })).toBeVisible();

  await table.getByRole('button', { name: 'Score' }).click();
  await expect(page).toHaveURL(/sort=-?score/);

  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByLabel('Rows per page').selectOption('10');
  await expect(table.getByRole('row')).toHaveCount(1 + 10);
  const first = await table.getByRole('row').nth(1).textContent();
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(pages.getByText(/^11–\d+ of \d+$/)).toBeVisible();
  await expect(table.getByRole('row').nth(1)).not.toHaveText(first!);
});

test('the ownership scorecard shows which ownership is broken', async ({
  page,
}) => {
  await open(page, '/readiness');
  await page.getByLabel('Scorecard').selectOption('Ownership');
  await expect(
    page.getByRole('heading', { name: 'Whose is it?' }),
  ).toBeVisible();
  await expect(page.getByText('Broken').first()).toBeVisible();
});

test('a service shows its evidence by file and line, and how to mend it', async ({
  page,
}) => {
  await open(page, '/catalog/default/component/billing');
  await expect(
    page.getByRole('heading', { name: 'Readiness', exact: true }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'View all checks' }).click();

  await expect(page.getByRole('heading', { name: 'Levels' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Next steps' })).toBeVisible();

  const check = page.getByRole('button', {
    name: /Fails.*The container runs as a non-root user/,
  });
  await check.click();
  await expect(check).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText(/Dockerfile:\d+/).first()).toBeVisible();
  await expect(page.getByText('How to fix it').first()).toBeVisible();
});

test('a refresh brings a newer observation', async ({ page }) => {
  await open(page, '/catalog/default/component/basket/readiness');
  await expect(page.getByRole('heading', { name: 'Levels' })).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Results are up to date.')).toBeVisible({
    timeout: 10_000,
  });
});

test('an entity without data is unknown, and says why', async ({ page }) => {
  await open(page, '/catalog/default/component/webhook-relay/readiness');
  await expect(page.getByText(/checks? ha(s|ve) no data, so/)).toBeVisible();
});

for (const template of [
  'node-service',
  'python-service',
  'go-service',
  'java-service',
]) {
  test(`a service from ${template} arrives in the catalog already graded`, async ({
    page,
  }) => {
    const name = `greeter-${randomUUID().slice(0, 6)}`;
    await fillIn(page, {
      template,
      name,
      description: 'Greets people who have just arrived',
    });
    await create(page);
    await expect(page.getByText(/Level L4/)).toBeVisible();

    await page.getByRole('link', { name: /Open in the catalog/ }).click();
    await expect(
      page.getByRole('heading', { name, exact: true }).first(),
    ).toBeVisible();

    await page.getByRole('link', { name: 'View all checks' }).click();
    // Soon after its arrival, and without anybody's doing.
    await expect(page.getByRole('heading', { name: 'Levels' })).toBeVisible({
      timeout: 60_000,
    });
    const answer = page.waitForResponse(
      response =>
        response
          .url()
          .endsWith(
            `/api/readiness/entities/by-name/component/default/${name}`,
          ) && response.ok(),
    );
    await page.reload();

    // Nothing that its files can prove fails; what is open waits for people.
    const { reports } = (await (await answer).json()) as EntityReadiness;
    const { results } = reports.find(
      ({ scorecard }) => scorecard === 'production-readiness',
    )!;
    const isProvable = ({ facts, detail }: (typeof results)[number]) =>
      facts.every(fact => fact.startsWith('repo.')) &&
      !detail?.includes('nobody has attested it');
    const open = results.filter(
      ({ status }) => status === 'fail' || status === 'unknown',
    );
    expect(results.filter(isProvable).length).toBeGreaterThan(50);
    expect(open.filter(isProvable).map(({ check }) => check)).toEqual([]);

    // The levels above are held back by that alone, and it is there to be read.
    const standing = page.getByRole('region', { name: 'Standing' });
    await expect(standing.getByText('L2 Stable')).toBeVisible();
    await expect(standing).toContainText('Fails0');
    const waiting = page
      .getByRole('region', { name: 'Waits for people or data' })
      .getByRole('list', { name: '3 checks wait for people' });
    await expect(waiting).toBeVisible();
    const listed = await waiting.getByRole('link').allTextContents();
    expect(listed.sort()).toEqual(
      open
        .filter(({ status }) => status === 'unknown')
        .map(({ title }) => title)
        .sort(),
    );
  });
}

test('a service says what it is exempt from, and who agreed', async ({
  page,
}) => {
  await open(page, '/catalog/default/component/route-planner/readiness');
  await expect(page.getByText('L3 Resilient, 2 exempt').first()).toBeVisible();
  await page
    .getByRole('button', {
      name: /Images are built for more than one architecture/,
    })
    .click();
  await expect(page.getByText('Granted by').first()).toBeVisible();
  await expect(page.getByText(/exemptions\.yaml:\d+/).first()).toBeVisible();
});

test('an exemption is requested, granted by somebody else, and revoked', async ({
  page,
  request,
}) => {
  const check = 'container-runs-as-non-root';
  await open(
    page,
    `/catalog/default/component/billing/readiness?check=${check}`,
  );
  await page.getByRole('button', { name: 'Request an exemption' }).click();
  const dialog = page.getByRole('dialog', { name: 'Request an exemption' });
  await dialog
    .getByRole('textbox', { name: 'Reason' })
    .fill('It is retired next month.');
  await dialog.getByRole('button', { name: 'Request', exact: true }).click();
  await expect(
    page.getByText('The exemption was requested. Somebody else decides on it.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toBeHidden();

  const answer = await request.get('/api/readiness/exemptions', {
    headers: somebodyElse,
    params: { state: 'requested', check },
  });
  const { items } = (await answer.json()) as ExemptionsResponse;
  expect(items).toHaveLength(1);
  const act = (path: string, data: object) =>
    request.post(`/api/readiness/exemptions/${items[0].id}/${path}`, {
      headers: somebodyElse,
      data,
    });
  expect((await act('decision', { decision: 'approve' })).ok()).toBe(true);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/, 1 exempt/).first()).toBeVisible({
      timeout: 5_000,
    });
  }).toPass();

  await page.goto('/readiness/exemptions');
  await expect(page.getByText('It is retired next month.')).toBeVisible();
  await expect(page.getByText('Approved by')).toBeVisible();
  await expectAccessible(page, 'main');

  expect((await act('revoke', {})).ok()).toBe(true);
  await page.reload();
  await expect(page.getByText('Revoked by')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${scheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, '/readiness');
    await expect(
      page
        .getByRole('table', { name: 'Graded entities' })
        .getByRole('row')
        .nth(1),
    ).toBeVisible();
    await expectAccessible(page, 'main');

    await page.goto('/catalog/default/component/basket/readiness');
    await expect(
      page.getByRole('heading', { name: 'Checks', exact: true }),
    ).toBeVisible();
    await page
      .getByRole('button', { name: /The container runs as a non-root user/ })
      .click();
    await expectAccessible(page, 'main');
  });
}
