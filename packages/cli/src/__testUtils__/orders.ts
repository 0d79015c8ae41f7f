/** A small service, and a scorecard for it. */
export const ordersService: Record<string, string> = {
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders
spec:
  type: service
  lifecycle: production
  owner: group:default/shop
`,
  Dockerfile: `FROM node:24.4.1-slim
USER node
CMD ["node", "server.js"]
`,
};

export const ordersScorecard = `apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: house, title: House rules }
spec:
  appliesTo: { kind: Component }
  levels:
    - { id: L1, title: First }
    - { id: L2, title: Second }
  checks:
    - id: non-root
      title: Images run as non-root
      level: L1
      category: Containers
      effortHours: 0.5
      pass: repo.docker.images.all(i, i.nonRoot)
      evidence: repo.docker.images.filter(i, !i.nonRoot)
      message: A container runs as root.
      reason: A bug in the service becomes a bug on the node.
      fix:
        guide: |
          Add to the Dockerfile:

              USER node
    - id: owner-exists
      title: The owner exists
      level: L1
      category: Owner
      pass: catalog.owner.exists
      message: Nobody owns it.
    - id: no-env
      title: No .env is committed
      level: L2
      category: Secrets
      pass: repo.files.env.size() == 0
      evidence: repo.files.env
      message: A file of secrets is committed.
`;
