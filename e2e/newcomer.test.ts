import { expect, test } from '@playwright/test';
import { open, waitUntilGraded } from './portal';

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
  await expect(
    page.getByText(/checks? can neither pass nor fail yet/),
  ).toBeVisible();
  const steps = page.getByRole('region', { name: 'Next steps' });
  await expect(
    steps.getByText('Dockerfile is a binary file').first(),
  ).toBeVisible();
});
