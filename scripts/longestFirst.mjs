// The order of test files: those that ask for the most time come first, so that
// none is left to run alone at the end. Jest itself goes by size, and by what it
// remembers of other runs, of which a fresh clone has none.
import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

const timeAskedFor = /jest\.setTimeout\(([\d_]+)\)/;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const times = new Map(
      tests.map(test => {
        const [, time = '0'] =
          timeAskedFor.exec(readFileSync(test.path, 'utf8')) ?? [];
        return [test, Number(time.replaceAll('_', ''))];
      }),
    );
    return super.sort(tests).sort((a, b) => times.get(b) - times.get(a));
  }
}
