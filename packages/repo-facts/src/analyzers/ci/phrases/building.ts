import { Phrases } from './Phrases';

/** What builds it, and shows what is in it. */
export const building: Phrases[] = [
  // Build
  {
    does: ['build'],
    phrases: [
      ...['vite build', 'webpack', 'esbuild', 'rollup', 'tsup', 'next build'],
      ...['nuxt build', 'ng build', 'react-scripts build', 'parcel build'],
      ...['swc', 'nest build', 'python -m build', 'build', 'poetry build'],
      ...['uv build', 'hatch build', 'go build', 'go install', 'goreleaser'],
      ...['cargo build', 'dotnet build', 'dotnet publish', 'compileall'],
      ...['pyinstaller', 'backstage-cli repo build'],
      ...['backstage-cli package build'],
    ],
  },
  {
    does: ['image-build'],
    phrases: [
      ...['docker build', 'docker buildx build', 'docker buildx bake'],
      ...['docker image build', 'docker compose build', 'docker-compose build'],
      ...['podman build', 'buildah bud', 'buildah build', 'pack build'],
      ...['nerdctl build', 'buildctl build', 'buildctl-daemonless.sh build'],
      ...['img build', 'depot build'],
    ],
  },
  {
    does: ['image-push'],
    phrases: [
      ...['docker push', 'docker image push', 'docker compose push'],
      ...['docker-compose push', 'podman push', 'buildah push', 'crane push'],
      ...['crane copy', 'skopeo copy', 'docker buildx imagetools create'],
    ],
  },
  {
    does: ['image-build', 'image-push'],
    phrases: ['ko build', 'ko publish', '/kaniko/executor', 'ko resolve'],
  },

  // Supply chain
  {
    does: ['image-scan'],
    phrases: [
      ...['trivy image', 'trivy i', 'grype', 'docker scout', 'docker scan'],
      ...['snyk container', 'clair-scanner', 'dockle', 'anchore-cli'],
      ...['trivy rootfs'],
    ],
  },
  {
    does: ['dependency-scan'],
    phrases: [
      ...['trivy fs', 'trivy filesystem', 'trivy repo', 'trivy sbom'],
      ...['osv-scanner', 'npm audit', 'yarn audit', 'yarn npm audit'],
      ...['pnpm audit', 'bun audit', 'audit-ci', 'better-npm-audit'],
      ...['pip-audit', 'safety', 'govulncheck', 'nancy', 'cargo audit'],
      ...['cargo deny', 'bundle-audit', 'bundler-audit', 'snyk test'],
      ...['dependency-check', 'dependency-check.sh', 'composer audit'],
      ...['uv audit', 'dotnet list package', 'importmap audit'],
      ...['mix deps.audit', 'mix hex.audit'],
    ],
  },
  {
    does: ['sast'],
    phrases: [
      ...['semgrep', 'opengrep', 'codeql', 'bandit', 'gosec', 'njsscan'],
      ...['brakeman', 'mix sobelow', 'sonar-scanner', 'snyk code'],
      ...['bearer scan', 'horusec', 'psalm'],
    ],
  },
  {
    does: ['secret-scan'],
    phrases: [
      ...['gitleaks', 'trufflehog', 'detect-secrets', 'detect-secrets-hook'],
      ...['ggshield', 'secretlint', 'git-secrets', 'git secrets', 'kingfisher'],
    ],
  },
  {
    does: ['sbom'],
    phrases: [
      ...['syft', 'cdxgen', 'cyclonedx-npm', 'cyclonedx-py', 'cyclonedx-gomod'],
      ...['npm sbom', 'docker sbom', 'sbom-tool', 'bom generate', 'cyclonedx'],
    ],
  },
  {
    does: ['sign'],
    phrases: ['cosign sign', 'cosign sign-blob', 'notation sign'],
  },
  {
    does: ['provenance'],
    phrases: ['cosign attest', 'cosign attest-blob', 'witness run'],
  },
  { does: ['verify-signature'], phrases: ['cosign verify', 'notation verify'] },
  {
    does: ['verify-provenance'],
    phrases: [
      ...['slsa-verifier verify-image', 'slsa-verifier verify-artifact'],
      ...['gh attestation verify', 'cosign verify-attestation'],
      ...['cosign verify-blob-attestation'],
    ],
  },
  {
    does: ['iac-scan'],
    phrases: [
      ...['trivy config', 'trivy conf', 'trivy k8s', 'checkov', 'tfsec'],
      ...['terrascan', 'kics', 'kube-score', 'kube-linter', 'kubesec'],
      ...['conftest', 'kubeconform', 'kubeval', 'polaris', 'tflint'],
      ...['terraform validate', 'helm lint', 'snyk iac', 'datree', 'pluto'],
      ...['kyverno apply', 'cfn-lint', 'ct lint'],
    ],
  },
];
