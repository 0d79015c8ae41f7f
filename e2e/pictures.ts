import { expect, Page, test } from '@playwright/test';
import type { LineageResponse } from '@airworthy/backstage-plugin-readiness-common';
import { create, fillIn, open, waitUntilGraded, waitUntil } from './portal';
import { createWorker, releaseWorker } from './worker';

// The pictures of the documents, made from the running portal.
const folder = 'docs/images';

test.use({ viewport: { width: 1360, height: 900 } });

async function take(page: Page, name: string, height = 900) {
  // Pictures should not show a half-drawn transition.
  await page.waitForTimeout(1_000);
  await page.screenshot({
    path: `${folder}/${name}.png`,
    clip: { x: 0, y: 0, width: 1360, height },
  });
}

test.beforeEach(({ request }) => waitUntilGraded(request));

test('the readiness page', async ({ page }) => {
  await open(page, '/readiness');
  await expect(
    page
      .getByRole('table', { name: 'Graded entities' })
      .getByRole('row')
      .nth(1),
  ).toBeVisible();
  await take(page, 'readiness-page');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'readiness-page-dark');
});

test('the ownership scorecard', async ({ page }) => {
  await open(page, '/readiness?scorecard=ownership');
  await expect(
    page.getByRole('heading', { name: 'Whose is it?' }),
  ).toBeVisible();
  await take(page, 'ownership');
});

test('the tab and the card of a service', async ({ page }) => {
  await open(page, '/catalog/default/component/billing');
  await expect(
    page.getByRole('link', { name: 'View all checks' }),
  ).toBeVisible();
  await take(page, 'entity-card');

  await page.goto(
    '/catalog/default/component/billing/readiness?check=container-runs-as-non-root',
  );
  await expect(page.getByText(/Dockerfile:\d+/).first()).toBeVisible();
  await take(page, 'check');

  await page.goto('/catalog/default/component/billing/readiness');
  await expect(page.getByRole('heading', { name: 'Levels' })).toBeVisible();
  await take(page, 'entity-tab');
});

test('a check that a template mends', async ({ page }) => {
  await open(
    page,
    '/catalog/default/component/billing/readiness?check=runbook-exists',
  );
  await expect(
    page.getByRole('button', { name: 'Fix it with a template' }),
  ).toBeVisible();
  await take(page, 'fix');
});

test('the golden path', async ({ page }) => {
  await fillIn(page, {
    template: 'node-service',
    name: 'order-intake',
    description: 'Takes orders from shops and hands them to the depots',
  });
  // What will be created is at the end of the page.
  await page.getByRole('button', { name: 'Review' }).scrollIntoViewIfNeeded();
  await take(page, 'golden-path-form', 780);
  await create(page);
  // Without the log, which names folders of the machine.
  await take(page, 'golden-path', 680);
});

test('a service behind its template', async ({ page, request }) => {
  test.slow();
  await releaseWorker(request, '1.0.0');
  await createWorker(page, 'letter-sender');
  await releaseWorker(request, '1.1.0');
  await waitUntil<LineageResponse>(
    request,
    'lineage?show=behind',
    ({ totalItems }) => totalItems > 0,
  );
  await page.goto('/readiness/templates');
  await expect(
    page.getByRole('button', { name: 'Upgrade letter-sender' }),
  ).toBeVisible();
  await take(page, 'templates', 480);
});
