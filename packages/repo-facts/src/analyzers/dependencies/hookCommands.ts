/** What commands and ids of hooks do. */
const hookCommands: Record<string, RegExp> = {
  lint: /\b(eslint|oxlint|biome|standard|stylelint|ruff(?!-format| format)|flake8|pylint|bandit|golangci-lint|go vet|go-vet|checkstyle|pmd|spotbugs|ktlint|detekt|rubocop|clippy|hadolint|shellcheck|markdownlint|yamllint|actionlint|tflint|kube-linter)\b|\blint\b/,
  format:
    /\b(prettier|biome|black|gofmt|go-fmt|gofumpt|goimports|ruff-format|ruff format|isort|spotless|google-java-format|rustfmt|terraform_fmt|dprint|end-of-file-fixer|trailing-whitespace|clang-format)\b|\bformat\b/,
  'type-check': /\b(tsc|mypy|pyright|basedpyright|type-?check)\b/,
  'secret-scan':
    /\b(gitleaks|detect-secrets|trufflehog|secretlint|detect-private-key|detect-aws-credentials|ggshield|git-secrets|talisman|ripsecrets)\b/,
  'migration-lint':
    /\b(squawk|atlas migrate lint|atlas-migrate-lint|lintmigrations|django-migration-linter)\b/,
  'unit-test':
    /\b(pytest|jest|vitest|mocha|node --test|go test|go-unit-tests|(npm|yarn|pnpm|bun)( run)? test|mvnw? test|gradlew? (test|check))\b/,
};

/** What a command or the id of a hook does; `lint`, `secret-scan` and so on. */
export function classifyHook(command: string): string[] {
  const text = command.slice(0, 2_000);
  return Object.entries(hookCommands)
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => what);
}
