const options = [
  // pytest-cov, coverage.py, cargo llvm-cov and tarpaulin
  /^--(?:cov-)?fail-under(?:-lines)?[= ](\d{1,3})/,
  // c8 and nyc, which need --check-coverage as well
  /^--(?:lines|statements)[= ](\d{1,3})/,
  /^--coverage\.thresholds\.(?:lines|statements)[= ](\d{1,3})/,
  /^--test-coverage-lines[= ](\d{1,3})/,
  /^--coverageThreshold[= ].{0,99}?"?(?:lines|statements)"?\s?:\s?(\d{1,3})/,
  // coverlet
  /^[-/]p:Threshold=(\d{1,3})/,
];
const wrapperOption = options[1];

/** The percentage that options of a test command ask for; 0 for none. */
export function minimumCoverageOf(words: string[]): number {
  const checks = words.includes('--check-coverage');
  const percents = words.flatMap((word, index) => {
    const texts = [word, `${word} ${words[index + 1] ?? ''}`];
    return options
      .filter(option => option !== wrapperOption || checks)
      .flatMap(option =>
        texts.map(text => Number(option.exec(text.slice(0, 300))?.[1] ?? 0)),
      );
  });
  return Math.max(0, ...percents);
}
