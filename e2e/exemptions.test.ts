import { expect, test } from '@playwright/test';
import type { ExemptionsResponse } from '@airworthy/backstage-plugin-readiness-common';
import {
  expectAccessible,
  open,
  somebodyElse,
  waitUntilGraded,
} from './portal';

// What need not pass, by the word of people or of the repository.

test.beforeAll(({ request }) => waitUntilGraded(request));

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
  // Of a service that no other file looks at: they run beside this one.
  const check = 'container-runs-as-non-root';
  await open(
    page,
    `/catalog/default/component/label-printer/readiness?check=${check}`,
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
