import { expect, Page, test } from '@playwright/test';
import { createService, signIn, waitUntilGraded } from './portal';

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

test('the readiness page', async ({ page }) => {
  await signIn(page);
  await waitUntilGraded(page);
  await take(page, 'readiness-page');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'readiness-page-dark');
});

test('the ownership scorecard', async ({ page }) => {
  await signIn(page);
  await waitUntilGraded(page);
  await page.goto('/readiness?scorecard=ownership');
  await expect(
    page.getByRole('heading', { name: 'Whose is it?' }),
  ).toBeVisible();
  await take(page, 'ownership');
});

test('the tab and the card of a service', async ({ page }) => {
  await signIn(page);
  await waitUntilGraded(page);
  await page.goto('/catalog/default/component/billing');
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

test('the golden path', async ({ page }) => {
  await signIn(page);
  await waitUntilGraded(page);
  await createService(page, {
    template: 'node-service',
    name: 'order-intake',
    description: 'Takes orders from shops and hands them to the depots',
  });
  // Without the log, which names folders of the machine.
  await take(page, 'golden-path', 680);
});
