import { APIRequestContext, expect, Page } from '@playwright/test';
import { filesOfGuide } from '../packages/cli/src/__testUtils__/filesOfGuide';
import { create, open, refresh, somebodyElse } from './portal';
import { commit } from './repositories';

// The golden path that docs/golden-paths.md has whole, in two versions.

/** The first version ran as root, which the second no longer does. */
const dockerfiles = {
  '1.0.0': (dockerfile: string) => dockerfile.replace('USER 1000\n', ''),
  '1.1.0': (dockerfile: string) => dockerfile,
};

function filesOf(version: keyof typeof dockerfiles): Record<string, string> {
  const files = filesOfGuide();
  const [template, dockerfile] = [
    'templates/worker.yaml',
    'templates/worker/Dockerfile',
  ];
  return {
    ...files,
    [template]: files[template].replace(
      'template-version: 1.0.0',
      `template-version: ${version}`,
    ),
    [dockerfile]: dockerfiles[version](files[dockerfile]),
  };
}

/** Releases a version of the golden path, and waits until the catalog has it. */
export async function releaseWorker(
  request: APIRequestContext,
  version: keyof typeof dockerfiles,
) {
  commit('golden-path', filesOf(version), `feat: worker ${version}`);
  await refresh(request, 'location:default/golden-path');
  await expect(async () => {
    const answer = await request.get(
      '/api/catalog/entities/by-name/template/default/worker',
      { headers: somebodyElse },
    );
    const { metadata } = await answer.json();
    expect(metadata?.annotations['airworthy.dev/template-version']).toBe(
      version,
    );
  }).toPass();
}

/** Has a worker created. */
export async function createWorker(page: Page, name: string) {
  await open(page, '/create/templates/default/worker');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await expect(page.getByText(`Repository ${name}`)).toBeVisible();
  await create(page);
  await expect(page.getByText('Level L1', { exact: true })).toBeVisible();
}
