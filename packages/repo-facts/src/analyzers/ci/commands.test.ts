import fc from 'fast-check';
import { MemoryTree } from '../../tree/MemoryTree';
import { readScript } from './commands';
import { OwnCommands } from './own/OwnCommands';
import { shellCommands } from './shell';
import { doesOfTask } from './taskNames';

const doesOf = (script: string) => [...readScript(script).does].sort();

/** What scripts do that run at the root of a repository. */
async function inRepository(files: Record<string, string>) {
  const tree = new MemoryTree(files);
  const own = await OwnCommands.read({ tree, listing: await tree.list() });
  return (script: string) =>
    [
      ...readScript(script, { own, folder: '', variables: new Map() }).does,
    ].sort();
}

describe('a command whose failure is swallowed', () => {
  it.each([
    ['npm run x && jest --coverage || true', ['coverage']],
    ['eslint . || :', []],
    ['npm audit || true', ['dependency-scan']],
    ['jest || exit 1', ['unit-test']],
  ])('%s does %j', (script, does) => {
    expect(doesOf(script)).toEqual(does);
  });
});

describe('shellCommands', () => {
  it.each<[string, string, string[][]]>([
    [
      'lines and separators',
      'a b\nc; d && e || f | g',
      [['a', 'b'], ['c'], ['d'], ['e'], ['f'], ['g']],
    ],
    ['comments', '# a\nb # c\nd#e', [['b'], ['d#e']]],
    ['quotes', `a "b c" 'd # e' f"g"'h'`, [['a', 'b c', 'd # e', 'fgh']]],
    ['continued lines', 'a \\\n  b \\\r\n c', [['a', 'b', 'c']]],
    ['heredocs', 'cat <<EOF > x\na && b\nEOF\nc', [['cat', '>', 'x'], ['c']]],
    ['quoted heredocs', "cat <<-'END'\na\n\tEND\nc", [['cat'], ['c']]],
    ['redirections', 'a >b 2>&1 &> c', [['a', '>b', '2>&1', '&>', 'c']]],
    ['subshells', '(a; b) && $(c d)', [['a'], ['b'], ['$'], ['c', 'd']]],
    ['expressions', 'a ${{ x && y }} b', [['a', '$EXPRESSION', 'b']]],
    ['an open quote', 'a "b', [['a', 'b']]],
    [
      'swallowed failures',
      'a b || true\nc || truth',
      [['||', 'a', 'b'], ['true'], ['c'], ['truth']],
    ],
  ])('splits %s', (_, script, commands) => {
    expect(shellCommands(script)).toEqual(commands);
  });

  it('never throws, whatever the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), script => {
        expect(Array.isArray(shellCommands(script))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a command does', () => {
  it.each<[string, string[]]>([
    // Elixir and PHP
    ['mix deps.get', ['install']],
    ['mix format --check-formatted', ['format']],
    [
      'mix credo --strict && mix test --cover',
      ['coverage', 'lint', 'unit-test'],
    ],
    ['vendor/bin/phpstan analyse src', ['lint']],
    ['vendor/bin/phpunit --testsuite unit', ['unit-test']],
    ['php artisan test', ['unit-test']],
    ['php artisan migrate --force', ['migrate']],
    // .NET
    ['dotnet format --verify-no-changes', ['format', 'lint']],
    ['dotnet format whitespace --verify-no-changes', ['format']],
    // Node
    ['npm ci', ['install']],
    ['uv pip sync --quiet requirements.txt', ['install']],
    ['yarn', ['install']],
    ['yarn install --immutable', ['install']],
    ['npm test', ['unit-test']],
    ['npm test -- --coverage', ['coverage', 'unit-test']],
    ['npm run lint', ['lint']],
    ['npm run test:integration', ['integration-test']],
    ['npm run typecheck', ['type-check']],
    ['pnpm --filter api run build', ['build']],
    ['pnpm lint', ['lint']],
    ['yarn workspace api test', ['unit-test']],
    ['yarn tsc', ['type-check']],
    ['yarn prettier --check .', ['format']],
    ['npx eslint .', ['lint']],
    ['npx --yes prettier@3 --check .', ['format']],
    ['npx playwright test', ['integration-test']],
    ['npx playwright install', []],
    ['node --test', ['unit-test']],
    ['c8 node --test', ['coverage', 'unit-test']],
    ['npm audit --audit-level=high', ['dependency-scan']],
    ['npm start', []],
    ['npm publish', []],
    // Python
    ['pip install -r requirements.txt', ['install']],
    ['python -m pip install .', ['install']],
    ['pytest --cov=app', ['coverage', 'unit-test']],
    ['uv run pytest tests/integration', ['integration-test']],
    ['poetry run ruff check .', ['lint']],
    ['ruff format --check .', ['format']],
    ['python3 -m mypy src', ['type-check']],
    ['coverage run -m pytest', ['coverage', 'unit-test']],
    ['coverage run --source app --branch -m pytest', ['coverage', 'unit-test']],
    [
      'docker compose exec -T web coverage run -p src/manage.py test src',
      ['coverage', 'unit-test'],
    ],
    ['docker compose run web sh -c "python manage.py test"', ['unit-test']],
    ['python manage.py migrate', ['migrate']],
    ['python -m build', ['build']],
    // Rust
    ['cargo llvm-cov --lcov', ['coverage', 'unit-test']],
    ['heroku container:release web', ['deploy', 'imperative-deploy']],
    // Go
    ['go test -race -coverprofile=c.out ./...', ['coverage', 'unit-test']],
    ['go test -tags=integration ./...', ['integration-test']],
    ['go vet ./...', ['lint']],
    [
      'go run golang.org/x/vuln/cmd/govulncheck@latest ./...',
      ['dependency-scan'],
    ],
    ['CGO_ENABLED=0 go build -o app .', ['build']],
    // Java
    ['./mvnw -B verify', ['build', 'unit-test']],
    ['mvn -B package -DskipTests', ['build']],
    ['./gradlew check integrationTest', ['integration-test', 'unit-test']],
    ['./gradlew build -x test', ['build']],
    ['./gradlew :api:jib', ['image-build', 'image-push']],
    ['./gradlew ktlintCheck', ['lint']],
    ['mvn spotless:check jacoco:report', ['coverage', 'format']],
    // Make and the like
    ['make lint test', ['lint', 'unit-test']],
    ['make docker-build', ['image-build']],
    ['turbo run build test', ['build', 'unit-test']],
    // Images
    ['docker build -t app .', ['image-build']],
    [
      'docker buildx build --push --platform linux/amd64,linux/arm64 --sbom=true .',
      ['image-build', 'image-push', 'multi-arch', 'sbom'],
    ],
    [
      'docker buildx build --platform linux/amd64 --provenance=false .',
      ['image-build'],
    ],
    ['docker push app:1', ['image-push']],
    [
      'docker run --rm -v $PWD:/src aquasec/trivy:0.50 fs /src',
      ['dependency-scan'],
    ],
    [
      'docker run -t ghcr.io/zaproxy/zaproxy:stable zap-baseline.py -t x',
      ['api-test'],
    ],
    ['docker run app', []],
    ['docker login', []],
    // Supply chain
    ['trivy --severity HIGH image app:1', ['image-scan']],
    ['trivy image --format cyclonedx app:1', ['image-scan', 'sbom']],
    ['trivy config .', ['iac-scan']],
    ['grype app:1', ['image-scan']],
    ['syft app:1 -o spdx-json', ['sbom']],
    ['cosign sign --yes app@sha256:abc', ['sign']],
    ['cosign attest --predicate p.json app', ['provenance']],
    ['cosign verify app', ['verify-signature']],
    [
      'cosign verify-attestation --type slsaprovenance1 app',
      ['verify-provenance'],
    ],
    ['cosign verify-attestation --type spdxjson app', ['verify-signature']],
    ['gh attestation verify oci://app -R a/b', ['verify-provenance']],
    ['slsa-verifier verify-image app', ['verify-provenance']],
    ['vercel deploy --prod', ['deploy']],
    ['vercel deploy', ['preview']],
    ['semgrep ci', ['sast']],
    ['gitleaks detect', ['secret-scan']],
    // Deliver
    ['kubectl -n prod apply -k overlays/prod', ['deploy']],
    ['kubectl apply --dry-run=server -f k8s', ['iac-scan']],
    ['kustomize build overlays/prod | kubectl apply -f -', ['deploy']],
    ['kubectl set image deploy/app app=app:2', ['deploy', 'imperative-deploy']],
    ['kubectl rollout status deployment/app', []],
    ['kubectl rollout undo deployment/app', ['rollback']],
    ['helm upgrade --install app ./chart --version 1.2.3', ['deploy']],
    ['helm lint ./chart', ['iac-scan']],
    ['argocd app sync app', ['deploy']],
    ['terraform apply -auto-approve', ['deploy']],
    ['k6 run load.js', ['load-test']],
    ['npx prisma migrate deploy', ['migrate']],
    ['npx squawk migrations/*.sql', ['migration-lint']],
    ['python manage.py lintmigrations', ['migration-lint']],
    ['npx @airworthy/cli check --min-level L2', ['readiness-check']],
    // Wrapped
    ['sudo -E env A=b timeout 60 pytest', ['unit-test']],
    ['bash -c "npm ci && npm test"', ['install', 'unit-test']],
    ['if [ -f x ]; then go test ./...; fi', ['unit-test']],
    ['cd api && npm test', ['unit-test']],
    ['./scripts/run-smoke.sh', ['smoke-test']],
    ['bash ./ci/deploy.sh prod', ['deploy']],
    // Nothing
    ['echo "npm test"', []],
    ['echo npm test && exit 0', []],
    ['# npm test', []],
    ['cat <<EOF\nnpm test\nEOF', []],
    ['git commit -m "docker build"', []],
    ['pytest --version', []],
    ['apt-get install -y trivy', []],
    ['test -f Dockerfile', []],
    ['constructor', []],
    ['', []],
  ])('%s', (script, does) => {
    expect(doesOf(script)).toEqual(does);
  });

  it('is what the scripts of the package do', async () => {
    const doesInPackage = await inRepository({
      'package.json': JSON.stringify({
        scripts: {
          test: 'echo "no test specified" && exit 1',
          check: 'eslint . && tsc --noEmit',
          verify: 'npm run check && npm run test:e2e',
          'test:e2e': 'vitest run --config e2e.ts',
          build: 'node scripts/make.mjs',
          loop: 'npm run loop',
        },
      }),
      'api/package.json': '{"scripts": {"test": "eslint ."}}',
    });
    expect(doesInPackage('npm test')).toEqual([]);
    expect(doesInPackage('npm run check')).toEqual(['lint', 'type-check']);
    expect(doesInPackage('yarn verify')).toEqual([
      'integration-test',
      'lint',
      'type-check',
    ]);
    expect(doesInPackage('npm run build')).toEqual(['build']);
    expect(doesInPackage('npm run loop')).toEqual([]);
    expect(doesInPackage('cd api && npm test')).toEqual(['lint']);
    expect(doesInPackage('npm --prefix api test')).toEqual(['lint']);
    expect(doesInPackage('cd $WHERE && npm test')).toEqual(['unit-test']);
  });

  it.each<[string, Record<string, string>, Record<string, string[]>]>([
    [
      'a Makefile',
      {
        Makefile: `GO ?= go
.PHONY: all test
all: test lint

# deploy: is not written yet
test: lint ## what is tested
\t@$(GO) test \\
\t  -coverprofile=c.out ./...
lint:
\tgolangci-lint run
deploy:
\t@echo "nothing is deployed"
release: ; docker push app
unit = x
audit:
ifeq ($(shell command -v trivy),)
\tdocker run --rm aquasec/trivy:0.69.3 fs .
else
\ttrivy fs .
endif
api-test:
\t$(MAKE) -C api test
`,
        'api/Makefile': 'test:\n\tpytest --cov-fail-under=85\n',
      },
      {
        'make test': ['coverage', 'lint', 'unit-test'],
        make: ['coverage', 'lint', 'unit-test'],
        'make deploy': [],
        'make audit': ['dependency-scan'],
        'make api-test': ['api-test', 'coverage'],
        'make -C api test': ['coverage', 'unit-test'],
        'make e2e': ['integration-test'],
      },
    ],
    [
      'a justfile',
      {
        justfile:
          'go := "go"\ncheck: lint (test "x")\n\nlint:\n  golangci-lint run\ntest pattern="":\n  {{go}} test {{pattern}}\n',
      },
      { 'just check': ['lint', 'unit-test'] },
    ],
    [
      'a Taskfile',
      {
        'Taskfile.yml':
          "tasks:\n  default: { deps: [lint], cmds: [{ task: test }] }\n  test: { cmd: 'go test {{.ARGS}}' }\n  lint: [golangci-lint run]\n",
      },
      { task: ['lint', 'unit-test'], 'task lint': ['lint'] },
    ],
    [
      'hooks',
      {
        '.pre-commit-config.yaml': `repos:
  - hooks:
      - { id: gitleaks }
      - { id: ruff-format }
      - { id: slow, entry: pytest, stages: [pre-push] }
  - hooks: [{ id: own, entry: npm run check }]
`,
        'package.json': '{"scripts": {"check": "eslint ."}}',
      },
      {
        'pre-commit run --all-files': ['format', 'lint', 'secret-scan'],
        'uv run prek run --from-ref main': ['format', 'lint', 'secret-scan'],
        'pre-commit run slow': ['unit-test'],
        'pre-commit run --all-files gitleaks': ['secret-scan'],
        'pre-commit install': [],
      },
    ],
    [
      'programs in bin',
      { 'bin/migrate': '#!/bin/sh\necho later\n' },
      {
        'bin/brakeman --no-pager': ['sast'],
        'bin/rails test': ['unit-test'],
        'bin/rails test:system': ['integration-test'],
        './bin/importmap audit': ['dependency-scan'],
        'bin/migrate': [],
      },
    ],
    [
      'tox.ini',
      {
        'tox.ini':
          '[tox]\nenvlist = py313, lint\n[testenv]\ncommands =\n    pytest {posargs}\n[testenv:lint]\ncommands =\n    ruff check .\n    # mypy\n',
      },
      {
        tox: ['lint', 'unit-test'],
        'tox -e lint': ['lint'],
        'python -m tox -e py313': ['unit-test'],
      },
    ],
    [
      'noxfile.py',
      {
        'noxfile.py':
          'import nox\n\n@nox.session(name="check")\n@nox.parametrize("a", [1])\ndef lint(session):\n    # session.run("mypy")\n    session.run("ruff", "check", ".")\n\n@nox.session\ndef tests(session):\n    session.run("pytest", "--cov")\n',
      },
      {
        nox: ['coverage', 'lint', 'unit-test'],
        'nox -s check': ['lint'],
        'nox --session=tests': ['coverage', 'unit-test'],
      },
    ],
    [
      'shell scripts',
      {
        'ci/all': '#!/usr/bin/env bash\n./ci/lint.sh && npm test\n',
        'ci/lint.sh': 'set -e\ngo test ./...\n',
        'ci/deploy.sh': 'echo "not yet"\n',
        'ci/rollback.sh': 'git revert HEAD && git push\n',
        'ci/smoke.sh': 'curl --fail "$1/healthz"\n',
        'ci/lib.sh': 'deploy() { kubectl apply -k .; }\n',
        'ci/loop.sh': './ci/loop.sh; ./ci/loop.sh\n',
        'ci/test.py': 'print()\n',
      },
      {
        './ci/all': ['unit-test'],
        'ci/lint.sh': ['unit-test'],
        'bash ci/deploy.sh': [],
        'ci/rollback.sh': ['rollback'],
        'ci/smoke.sh https://x': ['fetch', 'smoke-test'],
        'cd ci && ./lint.sh': ['unit-test'],
        '"$GITHUB_WORKSPACE/ci/lint.sh"': ['unit-test'],
        'source ci/lib.sh': [],
        'ci/loop.sh': [],
        'ci/deploy-elsewhere.sh': ['deploy'],
        'python ci/test.py': ['unit-test'],
        '../../ci/lint.sh': ['lint'],
      },
    ],
  ])('is what is written in %s', async (_, files, expected) => {
    const doesIt = await inRepository(files);
    expect(
      Object.fromEntries(
        Object.keys(expected).map(script => [script, doesIt(script)]),
      ),
    ).toEqual(expected);
  });

  it('never throws, whatever the script', () => {
    const word = fc.constantFrom(
      ...['npm', 'yarn', 'run', 'exec', 'test', 'docker', 'sh', '-c', '"', "'"],
      ...['&&', '\n', '$(', ')', '<<EOF', 'EOF', 'python', '-m', 'mvn', '-x'],
      ...['make', 'coverage', 'kubectl', 'npx', 'timeout', '--', 'A=b', '\\'],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(word).map(words => words.join(' ')),
        ),
        script => {
          expect(Array.isArray(doesOf(script))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the coverage that a command asks for', () => {
  it.each<[string, number]>([
    ['pytest --cov --cov-fail-under=85', 85],
    ['coverage report --fail-under 80', 80],
    ['c8 --check-coverage --lines 82 node --test', 82],
    ['c8 --lines 82 node --test', 0],
    ['vitest run --coverage.thresholds.lines=81', 81],
    ['npx jest --coverageThreshold=\'{"global":{"lines":84}}\'', 84],
    ['dotnet test /p:Threshold=80', 80],
    ['diff-cover coverage.xml --fail-under=90', 0],
    ['echo --cov-fail-under=90', 0],
  ])('%s', (script, percent) => {
    expect(readScript(script).minimumCoverage).toBe(percent);
  });
});

describe('the images that a script pushes', () => {
  it.each<[string, string[]]>([
    ['docker push a/b:1', ['a/b:1']],
    ['docker build -t a/b:1 .', []],
    [
      'TAG=$(git rev-parse HEAD)\ndocker buildx build --push --tag "a/b:$TAG" -t a/b .',
      ['a/b:$GIT_COMMIT', 'a/b'],
    ],
    ['A=x B=y; docker push $A/${B}:${C}', ['x/y:${C}']],
    ['A=$A:1; docker push $A', ['$A']],
    ['docker push a:${{ github.sha }}', ['a:$GITHUB_SHA']],
    ['docker push a:${{ env.TAG }}', ['a:$TAG']],
    ['skopeo copy docker://a:1 docker://b:2', ['b:2']],
    ['/kaniko/executor --destination a:1 --destination=a:2', ['a:1', 'a:2']],
    ['pack build a/b:1 --builder x --publish', ['a/b:1']],
    ['pack build a/b:1', []],
    ['ko build --bare --tags=1 .', ['$KO_DOCKER_REPO:1']],
    ['echo docker push a', []],
  ])('%s', (script, images) => {
    expect(readScript(script).pushes).toEqual(images);
  });
});

describe('what a task does by its name', () => {
  it.each<[string, string[]]>([
    ['test:unit', ['unit-test']],
    ['e2e-tests', ['integration-test']],
    ['integrationTest', ['integration-test']],
    ['smoke_test', ['smoke-test']],
    ['check-types', ['type-check']],
    ['fmt', ['format']],
    ['setup-tests', []],
    ['create-deploy-resources', []],
    ['start:test', []],
    ['latest', []],
    ['contest', []],
  ])('%s', (name, does) => {
    expect(doesOfTask(name)).toEqual(does);
  });
});
