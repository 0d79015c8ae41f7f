/** What the templates and components that come with GitLab do, by their names. */
const rules: { name: RegExp; does: string[] }[] = [
  { name: /\bsast-iac\b/, does: ['iac-scan'] },
  { name: /\bsast\b/, does: ['sast'] },
  { name: /\bsecret-detection\b/, does: ['secret-scan'] },
  { name: /\bdependency-scanning\b/, does: ['dependency-scan', 'sbom'] },
  { name: /\bcontainer-scanning\b/, does: ['image-scan'] },
  {
    name: /\b(?:dast|dast-api|api-security|api-fuzzing)\b/,
    does: ['api-test'],
  },
  { name: /\bcode-quality\b/, does: ['lint'] },
  { name: /\bload-performance-testing\b/, does: ['load-test'] },
  { name: /\bbuild\b/, does: ['image-build', 'image-push'] },
  { name: /\bdeploy\b/, does: ['deploy'] },
  { name: /\bairworthy\b/, does: ['readiness-check'] },
  {
    name: /\bauto-devops\b/,
    does: [
      ...['image-build', 'image-push', 'unit-test', 'deploy', 'sast'],
      ...['secret-scan', 'dependency-scan', 'image-scan', 'lint'],
    ],
  },
];

/** What an included template or component does, by its path. */
export function doesOfTemplate(path: string): string[] {
  const name = path
    .split('@', 1)[0]
    .replace(/\.gitlab-ci\.ya?ml$/, '')
    .split('/')
    // Components are called `group/project/component`; templates `Folder/Name`.
    .slice(-2)
    .join(' ')
    .replace(/[._]/g, '-')
    .toLowerCase();
  return rules.find(rule => rule.name.test(name))?.does ?? [];
}
