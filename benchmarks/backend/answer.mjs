// What the process of a backend answers to the benchmark that started it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const answers = {
  /** Bytes: the most that it ever held, and what it holds without garbage. */
  memory() {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss, heapUsed, maxRss: process.resourceUsage().maxRSS * 1024 };
  },
};

/** Has questions of a name answered by a function. */
export function answer(question, by) {
  answers[question] = by;
}

// Nobody is left to stop it.
process.on('disconnect', () => process.exit(1));

process.on('message', async ({ question, id, value }) => {
  if (!id) return;
  try {
    process.send({ answerTo: id, value: await answers[question](value) });
  } catch (error) {
    process.send({ answerTo: id, error: String(error) });
  }
});
