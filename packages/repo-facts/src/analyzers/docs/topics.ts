/** What a heading, or the name of a file or folder, is about. */
const topicPatterns: Record<string, RegExp> = {
  runbook: /\b(run ?books?|play ?books?)\b/,
  deploy:
    /\b(deploy\w*|releasing|release process|roll(ing)? ?out\w*)\b|^releases?\b(?! notes)/,
  rollback:
    /\b(roll(ing)? ?backs?|(revert|undo)(ing)? (a |the )?(release|deploy\w*)|tak(e|ing) (a |the )?(release|deploy\w*) back)\b/,
  'on-call': /\bon ?call\b/,
  escalation: /\bescalat\w+/,
  incident: /\bincidents?\b/,
  severity: /\b(severit(y|ies)|sev ?\d?)\b/,
  'post-mortem': /\b(post ?mortems?|incident reviews?)\b/,
  slo: /\b(slos?|slis?|service level (objective|indicator)s?|error budgets?)\b/,
  backup: /\bback ?ups?\b/,
  restore: /\b(restor(e|es|ing|ation)|recovery|rto)\b/,
  retention: /\bretention\b/,
  architecture: /\b(architecture|system design|adrs?|decision records?)\b/,
  chaos: /\b(chaos|game ?days?|fault injection)\b/,
  'disaster-recovery': /\b(disaster recovery|dr (plan|exercise)s?)\b/,
  configuration: /\b(configur\w+|environment variables|settings)\b/,
  'getting-started':
    /\b(getting started|quick ?start|install(ation|ing)?|usage|(local )?development|run(ning)?( it)? locally)\b/,
};

/** What a line of text says so plainly that it needs no heading. */
const statements: Record<string, RegExp> = {
  escalation: /\bescalat(e|es|ion)\b.{0,100}\b(to|after)\b/i,
  severity: /\bsev-?[0-4]\b/i,
};

/** The topics that a few words name. */
export function topicsOf(words: string): string[] {
  const text = words
    .slice(0, 300)
    .toLowerCase()
    .replace(/[-_/.\s]+/g, ' ');
  return Object.entries(topicPatterns)
    .filter(([, pattern]) => pattern.test(text))
    .map(([topic]) => topic);
}

/** The topics on which a line of text says something. */
export function topicsStatedIn(line: string): string[] {
  return Object.entries(statements)
    .filter(([, pattern]) => pattern.test(line))
    .map(([topic]) => topic);
}

const troubleshooting = /\btrouble ?shooting\b/i;

/** Words of people who mend a service that runs, not a set-up that does not. */
const operatingWords = [
  /\balert(s|ing)?\b/i,
  /\b(incidents?|outages?|on-?call|escalat\w+)\b/i,
  /\b(roll(ing)? ?back|fail(ing)? ?over|scale (up|out)|drain)\b/i,
  /\b(kubectl|systemctl|journalctl|helm (rollback|history))\b/i,
  /\b(dashboards?|grafana|latency|error rate|saturation)\b/i,
];

/** Whether a heading announces help with trouble, be it of users or of those on call. */
export function isTroubleshooting(heading: string): boolean {
  return troubleshooting.test(heading);
}

/** Whether a text helps who operates the service, not who installs it. */
export function isAboutOperating(text: string): boolean {
  return operatingWords.filter(words => words.test(text)).length >= 2;
}
