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
