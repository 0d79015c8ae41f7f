import { Check } from './Check';
import { brokenNames, readPipeline, withIncluded } from './gitlabPipeline';
import { mistakesBySchema } from './gitlabSchema';

const pipeline = /(^|\/)\.gitlab-ci\.ya?ml$/;
const partOfOne = /(^|\/)\.gitlab\/[^/]+\.ya?ml$/;

/** Pipelines with what they include of their repository; the rest of the world is not looked at. */
export const gitlabPipelines: Check = {
  id: 'gitlab-ci',
  title: 'GitLab pipelines, by their schema',
  looksAt: ({ path }) => /\.ya?ml$/.test(path),
  partsOf(files) {
    const wholes = files
      .filter(({ path }) => pipeline.test(path))
      .map(file => withIncluded(file, files));
    const included = new Set(wholes.flat());
    const others = files.filter(
      file => partOfOne.test(file.path) && !included.has(file),
    );
    return [...wholes, ...others.map(file => [file])];
  },
  async run(files) {
    const read = files.flatMap(file => readPipeline(file) ?? []);
    const findings = read.flatMap(mistakesBySchema);
    const isWhole =
      pipeline.test(files[0].path) && read.length === files.length;
    return {
      findings: isWhole ? [...findings, ...brokenNames(read)] : findings,
    };
  },
};
