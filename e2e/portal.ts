import AxeBuilder from '@axe-core/playwright';
import { APIRequestContext, expect, Page } from '@playwright/test';
import type { SummaryResponse } from '@airworthy/backstage-plugin-readiness-common';

/** Somebody else than the guest, by the token of e2e/app-config.yaml. */
export const somebodyElse = { authorization: 'Bearer somebody-else' };

/** Opens a page of the portal, as a newcomer who signs in first. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('button', { name: 'Enter' }).click();
}

/** Has the catalog read an entity again, now. */
export async function refresh(request: APIRequestContext, entityRef: string) {
  const answer = await request.post('/api/catalog/refresh', {
    headers: somebodyElse,
    data: { entityRef },
  });
  expect(answer.ok()).toBe(true);
}

/** Waits until readiness answers as it should, which knows of changes when it next lists the catalog. */
export async function waitUntil<T>(
  request: APIRequestContext,
  path: string,
  isSo: (answer: T) => boolean,
) {
  await expect(async () => {
    const answer = await request.get(`/api/readiness/${path}`, {
      headers: somebodyElse,
    });
    expect(answer.ok()).toBe(true);
    expect(isSo((await answer.json()) as T)).toBe(true);
  }).toPass({ timeout: 90_000 });
}

/** Waits until the services of the organisation in examples/ are graded. */
export async function waitUntilGraded(request: APIRequestContext) {
  await waitUntil<SummaryResponse>(
    request,
    'summary?scorecard=production-readiness&groupBy=level',
    ({ totalItems }) => totalItems >= 14,
  );
}

/** Holds what is on a page to the rules of axe. */
export async function expectAccessible(page: Page, content: string) {
  const { violations } = await new AxeBuilder({ page })
    .include(content)
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(node => node.html),
    })),
  ).toEqual([]);
}

/** What a golden path is asked for. */
export interface NewService {
  template: string;
  name: string;
  description: string;
}

/** Fills in the form of a golden path, up to its last page. */
export async function fillIn(page: Page, service: NewService) {
  await open(page, `/create/templates/default/${service.template}`);
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
  // Releases and database as they are proposed.
  await expect(page.getByRole('radio', { name: 'PostgreSQL' })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('radio', { name: 'GitLab CI' })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'What will be created' }),
  ).toContainText(`Repository ${service.name} on this machine`);
}

/** Has a service created, whose form is filled in. */
export async function create(page: Page) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(
    page.getByRole('link', { name: /Open in the catalog/ }),
  ).toBeVisible({ timeout: 60_000 });
}
