/** Inputs of an action as written under `with`. */
export type ActionInputs = Record<string, unknown>;

/** No name of an action is longer. */
const maxName = 200;

/** What an action does, by its name without a version. */
interface ActionRule {
  action: RegExp;
  does: string[];
  /** What its inputs add. */
  adds?: (inputs: ActionInputs) => string[];
  /** What it does instead, when its inputs say so. */
  instead?: (inputs: ActionInputs) => string[] | undefined;
}

const given = (value: unknown) =>
  !['', 'undefined', 'null', 'false'].includes(String(value));

const when = (condition: boolean, ...does: string[]) => (condition ? does : []);

const trivyScans: Record<string, string[] | undefined> = {
  image: ['image-scan'],
  fs: ['dependency-scan'],
  filesystem: ['dependency-scan'],
  rootfs: ['image-scan'],
  repo: ['dependency-scan'],
  sbom: ['dependency-scan'],
  config: ['iac-scan'],
};

/** The first rule that fits counts. */
const rules: ActionRule[] = [
  {
    action: /^(?:ariga\/atlas-action\/migrate\/lint|sbdchd\/squawk-action)$/,
    does: ['migration-lint'],
  },

  // Cache and set-up
  {
    action: /^(?:actions|gitea|runs-on|buildjet|useblacksmith)\/cache(?:\/|$)/,
    does: ['cache'],
  },
  {
    action: /^actions\/setup-go$/,
    does: [],
    adds: ({ cache = true }) => when(given(cache), 'cache'),
  },
  {
    action:
      /^(?:actions|bufbuild|denoland|erlef|graalvm|shivammathur|pnpm|useblacksmith)\/(?:setup-[\w-]+|action-setup)$/,
    does: [],
    adds: inputs => when(given(inputs.cache), 'cache'),
  },
  {
    action: /^gradle\/(?:actions\/setup-gradle|gradle-build-action)$/,
    does: ['cache'],
  },
  {
    action:
      /^(?:swatinem\/rust-cache|mozilla-actions\/sccache-action|hendrikmuhs\/ccache-action|burrunan\/gradle-cache-action|coursier\/cache-action|determinatesystems\/magic-nix-cache-action)$/,
    does: ['cache'],
  },
  {
    action: /^actions-rust-lang\/setup-rust-toolchain$/,
    does: [],
    adds: ({ cache = true }) => when(given(cache), 'cache'),
  },
  {
    action: /^ruby\/setup-ruby$/,
    does: [],
    adds: inputs => when(given(inputs['bundler-cache']), 'cache'),
  },
  {
    action: /^astral-sh\/setup-uv$/,
    does: [],
    adds: inputs => when(given(inputs['enable-cache'] ?? 'auto'), 'cache'),
  },
  {
    action: /^(?:bahmutov\/npm-install|pdm-project\/setup-pdm)$/,
    does: ['install', 'cache'],
  },
  {
    action:
      /^(?:sigstore\/cosign-installer|anchore\/sbom-action\/download-syft|aquasecurity\/setup-trivy)$/,
    does: ['install'],
  },

  // Images
  {
    action:
      /^docker\/(?:build-push-action|bake-action)$|^depot\/build-push-action$/,
    does: ['image-build'],
    adds: inputs => [
      ...when(
        given(inputs.push) ||
          /push=true|type=registry/.test(String(inputs.outputs)),
        'image-push',
      ),
      ...when(
        String(inputs.platforms ?? '')
          .split(/[,\n]/)
          .filter(platform => platform.trim()).length > 1,
        'multi-arch',
      ),
      ...when(given(inputs.sbom), 'sbom'),
      ...when(given(inputs.provenance), 'provenance'),
      ...when(given(inputs['cache-from']), 'cache'),
    ],
  },
  {
    action: /^redhat-actions\/buildah-build$/,
    does: ['image-build'],
    adds: inputs =>
      when(
        /,/.test(String(inputs.platforms ?? inputs.archs ?? '')),
        'multi-arch',
      ),
  },
  { action: /^redhat-actions\/push-to-registry$/, does: ['image-push'] },

  // Scans
  {
    action: /^aquasecurity\/trivy-action$/,
    does: ['image-scan'],
    instead: inputs => trivyScans[String(inputs['scan-type'] ?? 'image')],
    adds: inputs => [
      ...when(/cyclonedx|spdx/.test(String(inputs.format)), 'sbom'),
      ...when(/secret/.test(String(inputs.scanners)), 'secret-scan'),
    ],
  },
  {
    action: /^anchore\/scan-action$/,
    does: ['image-scan'],
    instead: inputs => (given(inputs.image) ? undefined : ['dependency-scan']),
  },
  {
    action:
      /^(?:docker\/scout-action|snyk\/actions\/docker|azure\/container-scan|sysdiglabs\/scan-action)$/,
    does: ['image-scan'],
  },
  {
    action:
      /^(?:aquasecurity\/tfsec-[\w-]+|bridgecrewio\/checkov-action|checkmarx\/kics-github-action|stackrox\/kube-linter-action|snyk\/actions\/iac|yannh\/kubeconform|instrumenta\/kubeval-action)$/,
    does: ['iac-scan'],
  },
  {
    action:
      /^(?:actions\/dependency-review-action|google\/osv-scanner-action(?:\/.*)?|dependency-check\/dependency-check_action|golang\/govulncheck-action|pypa\/gh-action-pip-audit|snyk\/actions(?:\/(?!docker|iac).*)?|rustsec\/audit-check|actions-rust-lang\/audit)$/,
    does: ['dependency-scan'],
  },
  {
    action:
      /^(?:github\/codeql-action\/analyze|returntocorp\/semgrep-action|semgrep\/semgrep-action|securego\/gosec|pycqa\/bandit-action|sonarsource\/[\w-]+|bearer\/bearer-action)$/,
    does: ['sast'],
  },
  {
    action:
      /^(?:gitleaks\/gitleaks-action|zricethezav\/gitleaks-action|trufflesecurity\/trufflehog|gitguardian\/ggshield(?:-action)?(?:\/.*)?)$/,
    does: ['secret-scan'],
  },

  // Provenance
  {
    action:
      /^(?:anchore\/sbom-action|cyclonedx\/[\w-]+|advanced-security\/spdx-dependency-submission-action|actions\/attest-sbom)$/,
    does: ['sbom'],
  },
  {
    action:
      /^(?:actions\/attest(?:-build-provenance)?|slsa-framework\/slsa-github-generator(?:\/.*)?)$/,
    does: ['provenance'],
  },
  { action: /^notaryproject\/notation-action\/sign$/, does: ['sign'] },

  // Quality
  {
    action:
      /^(?:codecov\/codecov-action|coverallsapp\/github-action|paambaati\/codeclimate-action|irongut\/codecoveragesummary|davelosert\/vitest-coverage-report-action|madrapps\/jacoco-report|qltysh\/qlty-action\/coverage)$/,
    does: ['coverage'],
  },
  {
    action:
      /^(?:golangci\/golangci-lint-action|hadolint\/hadolint-action|(?:super-linter|github)\/super-linter(?:\/.*)?|oxsecurity\/megalinter(?:\/.*)?|ibiqlik\/action-yamllint|ludeeus\/action-shellcheck|reviewdog\/[\w-]+|davidanson\/markdownlint-cli2-action|wagoid\/commitlint-github-action|stoplightio\/spectral-action)$/,
    does: ['lint'],
  },
  {
    action: /^(?:astral-sh|chartboost)\/ruff-action$/,
    does: ['lint'],
    instead: inputs =>
      /format/.test(String(inputs.args)) ? ['format'] : undefined,
  },
  {
    action: /^(?:psf\/black|creyd\/prettier_action|biomejs\/setup-biome)$/,
    does: ['format'],
  },
  { action: /^(?:cypress-io\/github-action)$/, does: ['integration-test'] },
  {
    action: /^(?:grafana\/(?:run-)?k6-action|artilleryio\/action-cli)$/,
    does: ['load-test'],
  },
  {
    action:
      /^(?:zaproxy\/action-[\w-]+|schemathesis\/action|matt-ball\/newman-action|dannydainton\/newman-action)$/,
    does: ['api-test'],
  },
  { action: /^goreleaser\/goreleaser-action$/, does: ['build'] },

  // Deploy
  {
    action:
      /^(?:azure\/(?:k8s-deploy|webapps-deploy|aks-set-context-deploy|container-apps-deploy-action)|aws-actions\/(?:amazon-ecs-deploy-task-definition|aws-cloudformation-github-deploy)|google-github-actions\/(?:deploy-[\w-]+)|akhileshns\/heroku-deploy|digitalocean\/app_action(?:\/deploy)?|deliverybot\/helm|dflook\/terraform-apply|serverless\/github-action)$/,
    does: ['deploy'],
  },

  // Previews
  {
    action:
      /^(?:okteto\/deploy-preview|superfly\/fly-pr-review-apps|rossjrw\/pr-preview-action|uffizzicloud\/[\w-]+|bunnyshell\/[\w-]+)$/,
    does: ['preview'],
  },
  {
    action: /^amondnet\/vercel-action$/,
    does: ['preview'],
    instead: inputs =>
      /--prod/.test(String(inputs['vercel-args'])) ? ['deploy'] : undefined,
  },
  {
    action: /^nwtgck\/actions-netlify$/,
    does: ['preview'],
    instead: inputs =>
      given(inputs['production-deploy']) ? ['deploy'] : undefined,
  },
  {
    action: /^firebaseextended\/action-hosting-deploy$/,
    does: ['preview'],
    instead: inputs => (inputs.channelId === 'live' ? ['deploy'] : undefined),
  },

  {
    action:
      /^(?:helm\/kind-action|engineerd\/setup-kind|container-tools\/kind-action|(?:absaoss|nolar)\/(?:k3d-action|setup-k3d-k3s)|medyagh\/setup-minikube|manusa\/actions-setup-minikube)$/,
    does: ['cluster'],
  },

  { action: /(?:^|\/)airworthy(?:-action|\/.*)?$/, does: ['readiness-check'] },
];

/**
 * What a used action does.
 *
 * @param action - such as `docker/build-push-action`, without a version
 */
export function doesOfAction(action: string, inputs: ActionInputs): string[] {
  const name = action.toLowerCase().slice(0, maxName);
  const rule = rules.find(known => known.action.test(name));
  if (!rule) {
    return [];
  }
  return [
    ...(rule.instead?.(inputs) ?? rule.does),
    ...(rule.adds?.(inputs) ?? []),
  ].sort();
}
