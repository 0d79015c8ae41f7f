import { expect, Page } from '@playwright/test';

/** Signs a newcomer in, who then sees the readiness of all services. */
export async function signIn(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('heading', { name: 'Entities by level' }),
  ).toBeVisible();
}

/** Waits until the services of the organisation in examples/ are graded. */
export async function waitUntilGraded(page: Page) {
  await expect(async () => {
    await page.reload();
    const text = await page
      .getByText(/^\d+ entities are graded$/)
      .textContent({ timeout: 5_000 });
    expect(Number.parseInt(text!, 10)).toBeGreaterThanOrEqual(14);
  }).toPass({ timeout: 60_000 });
}

/** Fills in the form of a golden path and has the service created. */
export async function createService(
  page: Page,
  service: { template: string; name: string; description: string },
) {
  await page.goto(`/create/templates/default/${service.template}`);
  await page.getByRole('textbox', { name: 'Name' }).fill(service.name);
  await page
    .getByRole('textbox', { name: 'Description' })
    .fill(service.description);
  for (const [label, choice] of [
    ['Owner', 'Platform'],
    ['System', 'Developer platform'],
  ]) {
    await page.getByRole('textbox', { name: label }).click();
    await page.getByRole('option', { name: choice }).first().click();
  }
  await page.getByRole('button', { name: 'Next' }).click();
  // Pipeline, releases and database as they are proposed.
  await expect(page.getByRole('radio', { name: 'GitLab CI' })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(
    page.getByRole('link', { name: /Open in the catalog/ }),
  ).toBeVisible({ timeout: 60_000 });
}
