import { expect, Page, test } from '@playwright/test';
import { expectAccessible, fillIn, open, waitUntilGraded } from './portal';

// The pages that people see most, as axe finds them in both themes.

test.beforeAll(({ request }) => waitUntilGraded(request));

async function expectAccessibleInBothThemes(page: Page, content: string) {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      scheme,
    );
    await expectAccessible(page, content);
  }
}

test('axe finds nothing on the overview and on the tab of a service', async ({
  page,
}) => {
  await open(page, '/readiness');
  await expect(
    page
      .getByRole('table', { name: 'Graded entities' })
      .getByRole('row')
      .nth(1),
  ).toBeVisible();
  await expectAccessibleInBothThemes(page, 'main');

  await page.goto('/catalog/default/component/basket/readiness');
  await expect(
    page.getByRole('heading', { name: 'Checks', exact: true }),
  ).toBeVisible();
  await page
    .getByRole('button', { name: /The container runs as a non-root user/ })
    .click();
  await expectAccessibleInBothThemes(page, 'main');
});

// Another theme begins the form anew.
for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the form of a golden path, ${scheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await fillIn(page, {
      template: 'go-service',
      name: 'greeter',
      description: 'Greets people who have just arrived',
    });
    await expectAccessible(page, 'form');
  });
}
