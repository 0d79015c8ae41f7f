import { randomUUID } from 'node:crypto';
import { expect, Page, test } from '@playwright/test';
import type {
  EntityReadiness,
  LineageResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { expectAccessible, open, refresh, waitUntil } from './portal';
import { commit, git, publishService } from './repositories';
import { createWorker, releaseWorker } from './worker';

// What the portal proposes to the owners of a service: a branch in its
// repository, which is a real one on this machine.

/** Runs the template whose form is open, and filled in with a service. */
async function propose(page: Page, service: string) {
  await expect(page.getByRole('textbox', { name: 'Service' })).toHaveValue(
    `component:default/${service}`,
  );
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('link', { name: 'The service' })).toBeVisible({
    timeout: 60_000,
  });
}

test('a failing check leads to a branch that mends it', async ({
  page,
  request,
}) => {
  const name = `orders-${randomUUID().slice(0, 6)}`;
  publishService(name, {
    'catalog-info.yaml': `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: group:default/checkout
`,
    'README.md': '# Orders\n',
  });
  await refresh(request, 'location:default/local-repositories');

  await waitUntil<EntityReadiness>(
    request,
    `entities/by-name/component/default/${name}`,
    ({ reports }) => reports.length > 0,
  );

  await open(page, `/catalog/default/component/${name}/readiness`);
  await page.getByRole('button', { name: /Fails.*There is a runbook/ }).click();
  await page.getByRole('button', { name: 'Fix it with a template' }).click();
  await propose(page, name);
  await expect(page.getByText('There is a runbook')).toBeVisible();

  const bare = `repositories/${name}.git`;
  const branch = `add-runbooks-${name}`;
  const changes = git(bare, 'diff', '--name-status', `main...${branch}`);
  expect(changes).toMatch(/^A\tdocs\/runbooks\/.*\.md$/m);
  // What was there is as it was.
  expect(changes).not.toMatch(/^[^A]/m);
});

test('a service behind its template is shown, and upgraded by a branch', async ({
  page,
  request,
}) => {
  test.slow();
  const name = `mailer-${randomUUID().slice(0, 6)}`;
  const bare = `repositories/${name}.git`;
  const branch = 'upgrade-worker-1.1.0';
  await releaseWorker(request, '1.0.0');
  await createWorker(page, name);

  const readme = `# ${name}\n\nIt sends letters.\n`;
  commit(`repositories/${name}`, { 'README.md': readme }, 'docs: what it does');
  git(`repositories/${name}`, 'push', '--quiet', 'origin', 'main');
  await releaseWorker(request, '1.1.0');

  await waitUntil<LineageResponse>(
    request,
    'lineage?show=behind',
    ({ items }) => items.some(({ entityRef }) => entityRef.endsWith(name)),
  );

  await page.goto('/readiness/templates');
  const row = page.getByRole('row', { name });
  await expect(row).toContainText('1.0.0');
  await expect(row).toContainText('1.1.0, a minor version ahead');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, 'main');
  }

  await row.getByRole('button', { name: `Upgrade ${name}` }).click();
  await propose(page, name);
  await expect(
    page.getByText('The container runs as a non-root user'),
  ).toBeVisible();

  expect(git(bare, 'show', `${branch}:Dockerfile`)).toContain('USER 1000');
  expect(git(bare, 'show', `${branch}:README.md`)).toBe(readme.trim());
  expect(git(bare, 'show', 'main:Dockerfile')).not.toContain('USER');
});
