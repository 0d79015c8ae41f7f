import fc from 'fast-check';
import { readScript } from './commands';
import { shellCommands } from './shell';
import { doesOfTask } from './taskNames';

const doesOf = (script: string, scripts: Record<string, string> = {}) =>
  [...readScript(script, new Map(Object.entries(scripts))).does].sort();

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
    // Node
    ['npm ci', ['install']],
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
    ['cosign verify app', []],
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

  it('is what the script of the package does', () => {
    const scripts = {
      test: 'echo "no test specified" && exit 1',
      check: 'eslint . && tsc --noEmit',
      verify: 'npm run check && npm run test:e2e',
      'test:e2e': 'vitest run --config e2e.ts',
      build: 'node scripts/make.mjs',
      loop: 'npm run loop',
    };
    expect(doesOf('npm test', scripts)).toEqual([]);
    expect(doesOf('npm run check', scripts)).toEqual(['lint', 'type-check']);
    expect(doesOf('yarn verify', scripts)).toEqual([
      'integration-test',
      'lint',
      'type-check',
    ]);
    expect(doesOf('npm run build', scripts)).toEqual(['build']);
    expect(doesOf('npm run loop', scripts)).toEqual([]);
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
          expect(Array.isArray(doesOf(script, { test: script }))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
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
    ['start:test', []],
    ['latest', []],
    ['contest', []],
  ])('%s', (name, does) => {
    expect(doesOfTask(name)).toEqual(does);
  });
});
