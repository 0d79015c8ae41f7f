import { Phrases } from './Phrases';

/** What prepares a change and tests it. */
export const verifying: Phrases[] = [
  // Install
  {
    does: ['install'],
    phrases: [
      ...['npm ci', 'npm install', 'npm i', 'yarn install', 'pnpm install'],
      ...['pnpm i', 'bun install', 'pip install', 'pip3 install'],
      ...['poetry install', 'uv sync', 'uv pip install', 'uv pip sync'],
      ...['pipenv install', 'pipenv sync', 'pdm install', 'go mod download'],
      ...['bundle install', 'composer install', 'dotnet restore'],
      ...['cargo fetch', 'mix deps.get', 'mvn dependency:go-offline'],
      ...['mvn dependency:resolve'],
    ],
  },

  // Lint, format, types
  {
    does: ['lint'],
    phrases: [
      ...['eslint', 'oxlint', 'stylelint', 'standard', 'xo', 'tslint'],
      ...['next lint', 'ng lint', 'markdownlint', 'markdownlint-cli2', 'ruff'],
      ...['ruff check', 'flake8', 'pylint', 'pycodestyle', 'golangci-lint'],
      ...['golangci-lint run', 'go vet', 'staticcheck', 'revive', 'hadolint'],
      ...['yamllint', 'shellcheck', 'actionlint', 'spectral lint'],
      ...['promtool check', 'promtool test', 'rubocop', 'ktlint', 'detekt'],
      ...['checkstyle', 'cargo clippy', 'biome lint', 'sqlfluff lint', 'vale'],
      ...['buf lint', 'redocly lint', 'swiftlint', 'mix credo', 'phpcs'],
      ...['phpstan', 'phpstan analyse', 'rector', 'backstage-cli repo lint'],
      ...['backstage-cli package lint'],
    ],
  },
  // Style and analyzers as well as white space
  {
    does: ['lint', 'format'],
    phrases: ['dotnet format', 'biome check', 'biome ci', 'trunk check'],
  },
  {
    does: ['format'],
    phrases: [
      ...['prettier', 'black', 'isort', 'ruff format', 'gofmt', 'gofumpt'],
      ...['goimports', 'biome format', 'cargo fmt', 'dprint', 'yapf'],
      ...['mix format', 'php-cs-fixer', 'pint', 'terraform fmt'],
      ...['dotnet format whitespace', 'google-java-format'],
    ],
  },
  {
    does: ['type-check'],
    phrases: [
      ...['tsc', 'vue-tsc', 'svelte-check', 'mypy', 'pyright', 'basedpyright'],
      ...['pyre', 'ty check', 'mix dialyzer', 'attw', 'cargo check'],
    ],
  },

  // Test
  {
    does: ['unit-test'],
    phrases: [
      ...['jest', 'vitest', 'mocha', 'ava', 'tap', 'karma', 'ng test'],
      ...['react-scripts test', 'bun test', 'deno test', 'tape', 'jasmine'],
      ...['pytest', 'py.test', 'unittest', 'tox', 'nox', 'go test'],
      ...['gotestsum', 'cargo test', 'cargo nextest', 'dotnet test', 'rspec'],
      ...['phpunit', 'rails test', 'mix test', 'php artisan test', 'pest'],
      ...['hatch test', 'manage.py test', 'backstage-cli repo test'],
      ...['backstage-cli package test', 'ginkgo', 'bats'],
    ],
  },
  {
    does: ['integration-test'],
    phrases: [
      ...['playwright test', 'cypress run', 'testcafe', 'nightwatch', 'wdio'],
      ...['behave', 'robot', 'cucumber-js', 'rails test:system', 'cucumber'],
    ],
  },
  {
    does: ['unit-test', 'coverage'],
    phrases: ['mix coveralls', 'cargo llvm-cov', 'cargo tarpaulin'],
  },
  {
    does: ['coverage'],
    phrases: [
      ...['codecov', 'coveralls', 'coverage report', 'coverage xml'],
      ...['coverage html', 'go tool cover', 'nyc report'],
      ...['cargo llvm-cov report', 'c8 report', 'codecovcli'],
    ],
  },
  {
    does: ['api-test'],
    phrases: [
      ...['newman run', 'schemathesis run', 'schemathesis', 'dredd', 'hurl'],
      ...['st run', 'zap-baseline.py', 'zap-api-scan.py', 'zap-full-scan.py'],
      ...['nuclei', 'pact-verifier', 'karate', 'restler', 'bru run'],
    ],
  },
  {
    does: ['load-test'],
    phrases: [
      ...['k6 run', 'k6', 'locust', 'artillery run', 'artillery', 'gatling'],
      ...['jmeter', 'vegeta', 'wrk', 'wrk2', 'hey', 'autocannon', 'ab', 'oha'],
      ...['bombardier', 'ghz', 'siege'],
    ],
  },
  { does: ['smoke-test'], phrases: ['helm test'] },
];
