import { minimumCoverageOf } from './minimumCoverage';
import { doesByOption, doesInstead } from './optionTable';
import { building } from './phrases/building';
import { delivering } from './phrases/delivering';
import { verifying } from './phrases/verifying';
import { known, ScriptReading } from './ScriptReading';

const doesByPhrase = new Map(
  [...verifying, ...building, ...delivering].flatMap(({ does, phrases }) =>
    phrases.map(phrase => [phrase, does]),
  ),
);
const longestPhrase = 4;

/** Options before a subcommand that are followed by a value. */
const valuedOptions = new Set([
  ...['-n', '--namespace', '--context', '--kubeconfig', '-C', '--prefix'],
  ...['--cwd', '--workspace', '-w', '--filter', '-F', '-f', '--file', '-pl'],
  ...['--project', '--profile', '--region', '-H', '-s', '--server', '--chdir'],
  ...['--dir', '-P', '--repo', '--org', '--cluster', '--kube-context', '-p'],
]);

/**
 * Finds the longest phrase that a command begins with. Whether an option
 * before the subcommand takes a value is not known, so both are tried.
 */
export function doesOfPhrase(
  program: string,
  args: string[],
): string[] | undefined {
  const plain = args.filter(word => !word.startsWith('-'));
  const leading = args.findIndex(word => !word.startsWith('-'));
  const beginnings = [0, ...(leading > 0 ? [1, 2, 3] : [])];
  const candidates = [
    ...beginnings.map(skipped => plain.slice(skipped)),
    withoutValues(args),
  ];
  for (const candidate of candidates) {
    const words = [program, ...candidate];
    for (let length = longestPhrase; length > 1; length--) {
      const does = doesByPhrase.get(words.slice(0, length).join(' '));
      if (does && words.length >= length) {
        return does;
      }
    }
  }
  return doesByPhrase.get(program);
}

/** `compose -f x.yml up -d` is `compose up`. */
function withoutValues(args: string[]): string[] {
  return args.filter(
    (word, index) =>
      !word.startsWith('-') && !valuedOptions.has(args[index - 1] ?? ''),
  );
}

/** What a known command does, given the words after it. */
export function withOptions(does: string[], words: string[]): ScriptReading {
  const reading = known(does);
  const [only] = words.length === 1 ? words : [];
  if (only === '--version' || words.includes('--help')) {
    return known([]);
  }
  if (words.some(word => /^--dry-run(?:$|=(?!none|false))/.test(word))) {
    // A deployment that is only tried out validates the manifests.
    return known(does.includes('deploy') ? ['iac-scan'] : []);
  }
  words.forEach((word, index) => {
    const pair = `${word} ${words[index + 1] ?? ''}`;
    for (const { when, option, adds } of doesByOption) {
      if (
        when.some(what => does.includes(what)) &&
        (option.test(word) || option.test(pair))
      ) {
        adds.forEach(what => reading.does.add(what));
      }
    }
    for (const instead of doesInstead) {
      if (
        reading.does.has(instead.what) &&
        (instead.option.test(word) || instead.option.test(pair))
      ) {
        reading.does.delete(instead.what);
        reading.does.add(instead.does);
      }
    }
  });
  if (reading.does.has('unit-test') && words.some(isIntegrationHint)) {
    reading.does.delete('unit-test');
    reading.does.add('integration-test');
  }
  if (['unit-test', 'coverage'].some(what => reading.does.has(what))) {
    reading.minimumCoverage = minimumCoverageOf(words);
  }
  return reading;
}

/** `pytest tests/integration`, `go test -tags=integration`, `pytest -m e2e`. */
function isIntegrationHint(word: string): boolean {
  return (
    /(?:^|[/=._:-])(?:integration|e2e|acceptance)(?:$|[/._-])/i.test(word) &&
    !/ignore|exclude|not/i.test(word)
  );
}

/** The words from the subcommand on. */
export function withoutLeadingOptions(words: string[]): string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) {
    at += valuedOptions.has(words[at]) ? 2 : 1;
  }
  return words.slice(at);
}
