/**
 * What commands do in a pipeline. A phrase is the program and, where it
 * matters, its subcommands; the longest phrase that a command begins with
 * counts. Options do not belong to phrases.
 */
export const doesByPhrase: Record<string, string[]> = {
  // Install
  ...all(
    ['install'],
    [
      ...['npm ci', 'npm install', 'npm i', 'yarn install', 'pnpm install'],
      ...['pnpm i', 'bun install', 'pip install', 'pip3 install'],
      ...['poetry install', 'uv sync', 'uv pip install', 'uv pip sync'],
      ...['pipenv install'],
      ...['pipenv sync', 'pdm install', 'go mod download', 'bundle install'],
      ...['composer install', 'dotnet restore', 'cargo fetch'],
      ...['mix deps.get'],
      ...['mvn dependency:go-offline', 'mvn dependency:resolve'],
    ],
  ),

  // Lint, format, types
  ...all(
    ['lint'],
    [
      ...['eslint', 'oxlint', 'stylelint', 'standard', 'xo', 'tslint'],
      ...['next lint', 'ng lint', 'markdownlint', 'markdownlint-cli2'],
      ...['ruff', 'ruff check', 'flake8', 'pylint', 'pycodestyle'],
      ...[
        'golangci-lint',
        'golangci-lint run',
        'go vet',
        'staticcheck',
        'revive',
      ],
      ...['hadolint', 'yamllint', 'shellcheck', 'actionlint', 'spectral lint'],
      ...['promtool check', 'promtool test', 'rubocop'],
      ...['ktlint', 'detekt', 'checkstyle', 'cargo clippy', 'biome lint'],
      ...['sqlfluff lint', 'vale', 'buf lint', 'redocly lint', 'swiftlint'],
      ...['mix credo', 'phpcs', 'phpstan', 'phpstan analyse', 'rector'],
      ...['backstage-cli repo lint', 'backstage-cli package lint'],
    ],
  ),
  // Style and analyzers as well as white space
  ...all(
    ['lint', 'format'],
    ['dotnet format', 'biome check', 'biome ci', 'trunk check'],
  ),
  ...all(
    ['format'],
    [
      ...['prettier', 'black', 'isort', 'ruff format', 'gofmt', 'gofumpt'],
      ...['goimports', 'biome format', 'cargo fmt', 'dprint', 'yapf'],
      ...['mix format', 'php-cs-fixer', 'pint'],
      ...['terraform fmt', 'dotnet format whitespace', 'google-java-format'],
    ],
  ),
  ...all(
    ['type-check'],
    [
      ...['tsc', 'vue-tsc', 'svelte-check', 'mypy', 'pyright', 'basedpyright'],
      ...['pyre', 'ty check', 'mix dialyzer', 'attw', 'cargo check'],
    ],
  ),

  // Test
  ...all(
    ['unit-test'],
    [
      ...['jest', 'vitest', 'mocha', 'ava', 'tap', 'karma', 'ng test'],
      ...['react-scripts test', 'bun test', 'deno test', 'tape', 'jasmine'],
      ...[
        'pytest',
        'py.test',
        'unittest',
        'tox',
        'nox',
        'go test',
        'gotestsum',
      ],
      ...['cargo test', 'cargo nextest', 'dotnet test', 'rspec', 'phpunit'],
      ...['rails test', 'mix test', 'php artisan test', 'pest'],
      ...['hatch test', 'manage.py test', 'backstage-cli repo test'],
      ...['backstage-cli package test', 'ginkgo', 'bats'],
    ],
  ),
  ...all(
    ['integration-test'],
    [
      ...['playwright test', 'cypress run', 'testcafe', 'nightwatch', 'wdio'],
      ...['behave', 'robot', 'cucumber-js', 'rails test:system', 'cucumber'],
    ],
  ),
  ...all(
    ['unit-test', 'coverage'],
    ['mix coveralls', 'cargo llvm-cov', 'cargo tarpaulin'],
  ),
  ...all(
    ['coverage'],
    [
      ...['codecov', 'coveralls', 'coverage report', 'coverage xml'],
      ...[
        'coverage html',
        'go tool cover',
        'nyc report',
        'cargo llvm-cov report',
        'c8 report',
        'codecovcli',
      ],
    ],
  ),
  ...all(
    ['api-test'],
    [
      ...['newman run', 'schemathesis run', 'schemathesis', 'dredd', 'hurl'],
      ...['st run', 'zap-baseline.py', 'zap-api-scan.py', 'zap-full-scan.py'],
      ...['nuclei', 'pact-verifier', 'karate', 'restler', 'bru run'],
    ],
  ),
  ...all(
    ['load-test'],
    [
      ...['k6 run', 'k6', 'locust', 'artillery run', 'artillery', 'gatling'],
      ...['jmeter', 'vegeta', 'wrk', 'wrk2', 'hey', 'autocannon', 'ab', 'oha'],
      ...['bombardier', 'ghz', 'siege'],
    ],
  ),
  ...all(['smoke-test'], ['helm test']),

  // Build
  ...all(
    ['build'],
    [
      ...['vite build', 'webpack', 'esbuild', 'rollup', 'tsup', 'next build'],
      ...[
        'nuxt build',
        'ng build',
        'react-scripts build',
        'parcel build',
        'swc',
      ],
      ...['nest build', 'python -m build', 'build', 'poetry build', 'uv build'],
      ...['hatch build', 'go build', 'go install', 'goreleaser', 'cargo build'],
      ...['dotnet build', 'dotnet publish', 'compileall', 'pyinstaller'],
      ...['backstage-cli repo build', 'backstage-cli package build'],
    ],
  ),
  ...all(
    ['image-build'],
    [
      ...['docker build', 'docker buildx build', 'docker buildx bake'],
      ...['docker image build', 'docker compose build', 'docker-compose build'],
      ...[
        'podman build',
        'buildah bud',
        'buildah build',
        'pack build',
        'nerdctl build',
      ],
      ...[
        'buildctl build',
        'buildctl-daemonless.sh build',
        'img build',
        'depot build',
      ],
    ],
  ),
  ...all(
    ['image-push'],
    [
      ...['docker push', 'docker image push', 'docker compose push'],
      ...['docker-compose push', 'podman push', 'buildah push', 'crane push'],
      ...['crane copy', 'skopeo copy', 'docker buildx imagetools create'],
    ],
  ),
  ...all(
    ['image-build', 'image-push'],
    [...['ko build', 'ko publish', '/kaniko/executor', 'ko resolve']],
  ),

  // Supply chain
  ...all(
    ['image-scan'],
    [
      ...['trivy image', 'trivy i', 'grype', 'docker scout', 'docker scan'],
      ...[
        'snyk container',
        'clair-scanner',
        'dockle',
        'anchore-cli',
        'trivy rootfs',
      ],
    ],
  ),
  ...all(
    ['dependency-scan'],
    [
      ...[
        'trivy fs',
        'trivy filesystem',
        'trivy repo',
        'trivy sbom',
        'osv-scanner',
      ],
      ...[
        'npm audit',
        'yarn audit',
        'yarn npm audit',
        'pnpm audit',
        'bun audit',
      ],
      ...['audit-ci', 'better-npm-audit', 'pip-audit', 'safety', 'govulncheck'],
      ...[
        'nancy',
        'cargo audit',
        'cargo deny',
        'bundle-audit',
        'bundler-audit',
      ],
      ...[
        'snyk test',
        'dependency-check',
        'dependency-check.sh',
        'composer audit',
      ],
      ...[
        'uv audit',
        'dotnet list package',
        'importmap audit',
        'mix deps.audit',
        'mix hex.audit',
      ],
    ],
  ),
  ...all(
    ['sast'],
    [
      ...[
        'semgrep',
        'opengrep',
        'codeql',
        'bandit',
        'gosec',
        'njsscan',
        'brakeman',
        'mix sobelow',
      ],
      ...['sonar-scanner', 'snyk code', 'bearer scan', 'horusec', 'psalm'],
    ],
  ),
  ...all(
    ['secret-scan'],
    [
      ...['gitleaks', 'trufflehog', 'detect-secrets', 'detect-secrets-hook'],
      ...['ggshield', 'secretlint', 'git-secrets', 'git secrets', 'kingfisher'],
    ],
  ),
  ...all(
    ['sbom'],
    [
      ...['syft', 'cdxgen', 'cyclonedx-npm', 'cyclonedx-py', 'cyclonedx-gomod'],
      ...['npm sbom', 'docker sbom', 'sbom-tool', 'bom generate', 'cyclonedx'],
    ],
  ),
  ...all(['sign'], ['cosign sign', 'cosign sign-blob', 'notation sign']),
  ...all(
    ['provenance'],
    ['cosign attest', 'cosign attest-blob', 'witness run'],
  ),
  ...all(['verify-signature'], ['cosign verify', 'notation verify']),
  ...all(
    ['verify-provenance'],
    [
      ...['slsa-verifier verify-image', 'slsa-verifier verify-artifact'],
      ...['gh attestation verify', 'cosign verify-attestation'],
      ...['cosign verify-blob-attestation'],
    ],
  ),
  ...all(
    ['iac-scan'],
    [
      ...[
        'trivy config',
        'trivy conf',
        'trivy k8s',
        'checkov',
        'tfsec',
        'terrascan',
      ],
      ...[
        'kics',
        'kube-score',
        'kube-linter',
        'kubesec',
        'conftest',
        'kubeconform',
      ],
      ...['kubeval', 'polaris', 'tflint', 'terraform validate', 'helm lint'],
      ...[
        'snyk iac',
        'datree',
        'pluto',
        'kyverno apply',
        'cfn-lint',
        'ct lint',
      ],
    ],
  ),

  // Deliver
  ...all(
    ['deploy'],
    [
      ...['kubectl apply', 'kubectl replace', 'oc apply'],
      ...['kubectl argo rollouts promote'],
      ...[
        'kustomize edit set',
        'helm upgrade',
        'helm install',
        'helmfile apply',
      ],
      ...['helmfile sync', 'argocd app sync'],
      ...['flux reconcile', 'skaffold run', 'skaffold deploy', 'kapp deploy'],
      ...['terraform apply', 'tofu apply', 'terragrunt apply', 'pulumi up'],
      ...['cdk deploy', 'sam deploy', 'serverless deploy', 'sls deploy'],
      ...['gcloud app deploy', 'aws cloudformation deploy', 'aws deploy'],
      ...[
        'fly deploy',
        'flyctl deploy',
        'cf push',
        'ansible-playbook',
        'eb deploy',
        'nomad job run',
        'nomad run',
      ],
      ...['docker stack deploy', 'wrangler deploy', 'fastapi deploy'],
      ...['firebase deploy', 'kamal deploy', 'cap deploy', 'dep deploy'],
      ...['azd deploy', 'azd up', 'copilot deploy', 'copilot svc deploy'],
      ...['railway up', 'sst deploy', 'werf converge', 'kluctl deploy'],
      ...['timoni apply', 'timoni bundle apply', 'func azure functionapp'],
      ...['gcloud deploy releases create', 'git push heroku'],
      ...['git push dokku'],
    ],
  ),
  ...all(
    ['deploy', 'imperative-deploy'],
    [
      ...['kubectl set image', 'kubectl set env', 'kubectl rollout restart'],
      ...['kubectl create deployment', 'kubectl argo rollouts set'],
      ...['argocd app set', 'argocd app create', 'aws ecs update-service'],
      ...['aws lambda update-function-code', 'az webapp deploy'],
      ...['az containerapp update', 'docker service update'],
      ...['gcloud run deploy', 'gcloud functions deploy'],
      ...['heroku container:release'],
    ],
  ),
  ...all(
    ['rollback'],
    [
      ...['kubectl rollout undo', 'helm rollback', 'argocd app rollback'],
      ...['kubectl argo rollouts undo', 'kubectl argo rollouts abort'],
      ...['kamal rollback', 'vercel rollback', 'wrangler rollback'],
    ],
  ),
  ...all(
    ['migrate'],
    [
      ...['flyway migrate', 'flyway', 'liquibase update', 'alembic upgrade'],
      ...[
        'prisma migrate deploy',
        'knex migrate:latest',
        'typeorm migration:run',
      ],
      ...[
        'drizzle-kit migrate',
        'sequelize db:migrate',
        'sequelize-cli db:migrate',
      ],
      ...['node-pg-migrate up', 'goose', 'migrate', 'dbmate up', 'dbmate'],
      ...['atlas migrate apply', 'manage.py migrate', 'rails db:migrate'],
      ...[
        'mix ecto.migrate',
        'php artisan migrate',
        'rails db:prepare',
        'rake db:migrate',
        'sqlx migrate run',
      ],
      ...['umzug up', 'yoyo apply', 'flask db upgrade'],
    ],
  ),

  ...all(
    ['migration-lint'],
    [
      ...[
        'squawk',
        'atlas migrate lint',
        'atlas schema lint',
        'pgroll validate',
      ],
      ...['manage.py lintmigrations', 'django-admin lintmigrations'],
    ],
  ),

  ...all(
    ['readiness-check'],
    [...['airworthy', 'airworthy check', '@airworthy/cli']],
  ),

  ...all(
    ['preview'],
    [
      ...['okteto preview deploy', 'uffizzi preview create'],
      ...['vercel', 'vercel deploy', 'netlify deploy'],
      ...['wrangler versions upload'],
    ],
  ),

  ...all(
    ['cluster'],
    ['kind create cluster', 'k3d cluster create', 'minikube start'],
  ),
  // Fetches a page: a smoke test where the job or step is called so.
  ...all(['fetch'], ['curl', 'wget', 'http', 'https', 'xh']),
  // Reaches another machine, or starts containers for good: a deployment
  // where the job or step is called so.
  ...all(
    ['ship'],
    [
      ...['ssh', 'scp', 'sftp', 'rsync', 'aws s3 sync', 'aws s3 cp'],
      ...['docker compose up', 'docker-compose up', 'podman-compose up'],
      ...['systemctl restart', 'pm2 reload', 'pm2 restart', 'pm2 deploy'],
    ],
  ),

  // Phrases that would otherwise be taken for a shorter one.
  ...all(
    [],
    [
      ...['go mod', 'migrate create', 'goose create'],
      ...['dbmate new', 'flyway info', 'flyway validate', 'codecov help'],
    ],
  ),
};

/** Runners whose every word that is no option names a task. */
export const taskRunners = new Set([
  ...['make', 'just', 'task', 'mage', 'rake', 'invoke', 'inv', 'bazel'],
  ...['mvn', 'mvnw', 'gradle', 'gradlew', 'turbo', 'nx', 'lerna', 'moon'],
  ...['wireit', 'poe', 'doit', 'earthly', 'dagger'],
]);

/** What the goals of Maven and the tasks of Gradle do, where the name alone misleads. */
export const doesByGoal: Record<string, string[]> = {
  verify: ['unit-test', 'build'],
  install: ['unit-test', 'build'],
  package: ['unit-test', 'build'],
  check: ['unit-test'],
  build: ['unit-test', 'build'],
  assemble: ['build'],
  compile: ['build'],
  deploy: ['build'],
  publish: ['build'],
  bootJar: ['build'],
  'jib:build': ['image-build', 'image-push'],
  jib: ['image-build', 'image-push'],
  'jib:dockerBuild': ['image-build'],
  jibDockerBuild: ['image-build'],
  'spring-boot:build-image': ['image-build'],
  bootBuildImage: ['image-build'],
  'checkstyle:check': ['lint'],
  checkstyleMain: ['lint'],
  spotlessCheck: ['format'],
  'spotless:check': ['format'],
  'dependency-check:check': ['dependency-scan'],
  dependencyCheckAnalyze: ['dependency-scan'],
  'spotbugs:check': ['sast'],
  spotbugsMain: ['sast'],
  'sonar:sonar': ['sast'],
  sonar: ['sast'],
  'failsafe:integration-test': ['integration-test'],
  'failsafe:verify': ['integration-test'],
  'jacoco:report': ['coverage'],
  jacocoTestReport: ['coverage'],
  'flyway:migrate': ['migrate'],
  flywayMigrate: ['migrate'],
  'cyclonedx:makeAggregateBom': ['sbom'],
  'cyclonedx:makeBom': ['sbom'],
  cyclonedxBom: ['sbom'],
};

/** What options add to what a command does. */
export const doesByOption: {
  when: string[];
  option: RegExp;
  adds: string[];
}[] = [
  {
    when: ['unit-test', 'integration-test'],
    option:
      /^--?(?:cov(?:erage)?|cover|coverprofile|covermode)\b|^--experimental-test-coverage$|^--collect/,
    adds: ['coverage'],
  },
  {
    when: ['image-build'],
    option: /^--(?:push|publish)$/,
    adds: ['image-push'],
  },
  // Helm takes a release back that does not come up.
  {
    when: ['deploy'],
    option: /^--(?:atomic|rollback-on-failure)(?:=true)?$/,
    adds: ['rollback'],
  },
  {
    when: ['image-build'],
    option: /^--platforms?[= ].*,/,
    adds: ['multi-arch'],
  },
  {
    when: ['image-build'],
    option: /^--sbom(?:=(?!false).*)?$/,
    adds: ['sbom'],
  },
  {
    when: ['image-build'],
    option: /^--provenance(?:=(?!false).*)?$|^--attest[= ].*provenance/,
    adds: ['provenance'],
  },
  { when: ['image-build'], option: /^--cache-(?:from|to)\b/, adds: ['cache'] },
  {
    when: ['image-scan', 'dependency-scan'],
    option: /^(?:--format|-f|-o|--output)[= ](?:cyclonedx|spdx)/,
    adds: ['sbom'],
  },
];

/** What commands do instead, when an option says so. */
export const doesInstead: { what: string; option: RegExp; does: string }[] = [
  { what: 'preview', option: /^--prod(?:uction)?$/, does: 'deploy' },
  {
    // Other attestations say what is in an image, not where it comes from.
    what: 'verify-provenance',
    option: /^--type[= ](?:spdx|cyclonedx|vuln|openvex)/,
    does: 'verify-signature',
  },
];

function all(does: string[], phrases: string[]): Record<string, string[]> {
  return Object.fromEntries(phrases.map(phrase => [phrase, does]));
}
