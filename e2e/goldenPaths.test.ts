import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { EntityReadiness } from '@airworthy/backstage-plugin-readiness-common';
import { create, fillIn } from './portal';

// A service of each language, from the form of its template to the catalog.

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
    const isProvable = ({ facts, awaits }: (typeof results)[number]) =>
      facts.every(fact => fact.startsWith('repo.')) &&
      !awaits?.includes('attestation');
    const open = results.filter(
      ({ status }) => status === 'fail' || status === 'unknown',
    );
    expect(results.filter(isProvable).length).toBeGreaterThan(50);
    expect(open.filter(isProvable).map(({ check }) => check)).toEqual([]);

    // The levels above are held back by that alone, and it is there to be read.
    const standing = page.getByRole('region', { name: 'Standing' });
    await expect(standing.getByText('L2 Stable')).toBeVisible();
    await expect(standing).toContainText('Fails0');
    const next = page.getByRole('region', { name: 'Next steps' });
    await expect(
      next.getByText('Somebody who knows has to attest it'),
    ).toHaveCount(3);
    const listed = await next.getByRole('link').allTextContents();
    expect(listed.sort()).toEqual(
      open
        .filter(({ status }) => status === 'unknown')
        .map(({ title }) => title)
        .sort(),
    );
  });
}

test('each forge is offered with its own host', async ({ page }) => {
  await fillIn(page, {
    template: 'node-service',
    name: 'greeter',
    description: 'Greets people who have just arrived',
  });
  const host = page.getByRole('combobox').filter({ hasText: /\.com/ });
  for (const [forge, itsHost] of [
    ['GitHub', 'github.com'],
    ['GitLab', 'gitlab.com'],
  ]) {
    await page.getByRole('radio', { name: forge, exact: true }).click();
    await expect(host.getByRole('option')).toHaveText([itsHost]);
    await expect(
      page.getByRole('region', { name: 'What will be created' }),
    ).toContainText(`Repository ${itsHost}/`);
  }
});
