/**
 * What a task does, told from its name: a script of a package, a target of a
 * Makefile, the file name of a script. The first rule that fits counts.
 */
const rules: { words: RegExp; does: string[] }[] = [
  {
    words:
      /^(?:setup|prepare|create|start|serve|dev|watch|clean|stop|wait|down|up)\b/,
    does: [],
  },
  { words: /\brollback\b|\broll back\b/, does: ['rollback'] },
  { words: /\bsmoke\b/, does: ['smoke-test'] },
  { words: /\b(?:load|performance|perf|stress|k6)\b/, does: ['load-test'] },
  {
    words:
      /\b(?:api|contract|schema|dast|zap)\b.*\btests?\b|\btests?\b.*\b(?:api|contract)\b|\bdast\b/,
    does: ['api-test'],
  },
  {
    words: /\b(?:integration|e2e|end to end|acceptance|functional|it)\b/,
    does: ['integration-test'],
  },
  { words: /\b(?:coverage|cov|cover)\b/, does: ['unit-test', 'coverage'] },
  { words: /\b(?:sbom|cyclonedx)\b/, does: ['sbom'] },
  { words: /\b(?:sast|semgrep|codeql)\b/, does: ['sast'] },
  {
    words:
      /\b(?:gitleaks|trufflehog|secretlint)\b|\bsecrets?\b.*\bscan\b|\bscan\b.*\bsecrets?\b/,
    does: ['secret-scan'],
  },
  { words: /\b(?:audit|vuln|vulncheck)\b/, does: ['dependency-scan'] },
  {
    words:
      /\b(?:image|docker|container)\b.*\bscan\b|\bscan\b.*\b(?:image|docker|container)\b/,
    does: ['image-scan'],
  },
  {
    words:
      /\b(?:image|docker|container)\b.*\bpush\b|\bpush\b.*\b(?:image|docker|container)\b/,
    does: ['image-push'],
  },
  {
    words:
      /\b(?:image|docker|container)\b.*\bbuild\b|\bbuild\b.*\b(?:image|docker|container)\b/,
    does: ['image-build'],
  },
  { words: /\b(?:lint|eslint|vet|checkstyle|ktlint|detekt)\b/, does: ['lint'] },
  { words: /\b(?:format|fmt|prettier|spotless)\b/, does: ['format'] },
  {
    words: /\b(?:typecheck|tsc|mypy|types)\b|\btype check\b|\bcheck types?\b/,
    does: ['type-check'],
  },
  { words: /\b(?:migrate|migrations?)\b/, does: ['migrate'] },
  {
    words: /\b(?:test|tests|unit|jest|vitest|pytest|spec)\b/,
    does: ['unit-test'],
  },
  { words: /\b(?:deploy|rollout)\b/, does: ['deploy'] },
  { words: /\b(?:build|compile|bundle)\b/, does: ['build'] },
];

/** No name is longer; the rules take quadratic time. */
const maxName = 100;

/** What a task of this name does, as far as the name says. */
export function doesOfTask(name: string): string[] {
  const words = name
    .slice(0, maxName)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .join(' ')
    .trim()
    .toLowerCase();
  return rules.find(rule => rule.words.test(words))?.does ?? [];
}
