import { APIRequestContext, expect, Page } from '@playwright/test';
import { create, open, refresh, somebodyElse } from './portal';
import { commit } from './repositories';

// A golden path of a team's own, as docs/golden-paths.md has one made: small,
// and in two versions.

const template = (version: string) => `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: worker
  title: Queue worker
  description: Takes jobs from a queue, one after the other
  annotations:
    airworthy.dev/template-version: ${version}
    airworthy.dev/guaranteed-level: L1
spec:
  owner: group:default/platform
  type: service
  parameters:
    - title: The worker
      required: [name]
      properties:
        name:
          title: Name
          type: string
        created:
          title: What will be created
          type: string
          ui:field: WillBeCreated
          ui:options:
            level: L1
            scorecard: workers
            creates:
              - text: Repository \${{ parameters.name }}
              - text: Entry in the catalog
  steps:
    - id: render
      name: Write the worker
      action: fetch:template
      input:
        url: ./content
        values:
          name: \${{ parameters.name }}
    - id: stamp
      name: Note where it came from
      action: airworthy:stamp
      input:
        parameters: \${{ parameters }}
    - id: assess
      name: Grade it
      action: airworthy:assess
      input:
        scorecardPath: scorecard.yaml
        minimumLevel: L1
    - id: publish
      name: Publish to this machine
      action: publish:git:local
      input:
        name: \${{ parameters.name }}
        gitCommitMessage: 'feat: begin'
    - id: register
      name: Register from this machine
      action: airworthy:register:local
      input:
        catalogInfoTarget: \${{ steps.publish.output.catalogInfoTarget }}
  output:
    links:
      - title: Open in the catalog
        entityRef: \${{ steps.register.output.entityRef }}
    text:
      - title: Grade
        default: true
        content: Level \${{ steps.assess.output.level }}
`;

/** What the team asks of its workers, graded before they are published. */
const scorecard = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata:
  name: workers
  title: Workers
  owner: group:default/platform
spec:
  appliesTo: { kind: Component }
  levels:
    - { id: L1, title: Upgradable }
  checks:
    - id: came-from-golden-path
      title: It came from a golden path
      level: L1
      category: lineage
      pass: repo.lineage.stamps.size() > 0
      message: Improvements of the golden path do not arrive.
    - id: base-image-is-pinned
      title: Its base image is pinned
      level: L1
      category: containers
      pass: repo.docker.images.all(image, image.pinned)
      message: What it is built on changes by itself.
`;

const catalogInfo = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: \${{ values.name }}
spec:
  type: service
  lifecycle: production
  owner: group:default/platform
`;

const dockerfile = `FROM node:24.11.1-slim
COPY src/ /app/
CMD ["node", "/app/worker.js"]
`;

/** The second version no longer runs as root. */
const dockerfiles = {
  '1.0.0': dockerfile,
  '1.1.0': dockerfile.replace('CMD', 'USER 1000\nCMD'),
};

/** Releases a version of the golden path, and waits until the catalog has it. */
export async function releaseWorker(
  request: APIRequestContext,
  version: keyof typeof dockerfiles,
) {
  commit(
    'golden-path',
    {
      'worker.yaml': template(version),
      'content/catalog-info.yaml': catalogInfo,
      'content/scorecard.yaml': scorecard,
      'content/README.md': '# ${{ values.name }}\n\nIt takes jobs.\n',
      'content/Dockerfile': dockerfiles[version],
      'content/src/worker.js': "console.log('Waiting for jobs');\n",
    },
    `feat: worker ${version}`,
  );
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
