import { RepoFacts } from '../../facts';
import { Analyzer } from '../Analyzer';
import {
  hasIgnoreFile,
  isDockerfilePath,
  isOtherPurpose,
} from './dockerfilePaths';
import { isMinimalImage, isPinnedImage } from '../imageNames';
import { isSingleProcess } from './processes';
import { readDockerfile, Stage } from './readDockerfile';

type Image = RepoFacts['docker']['images'][number];

const superusers = new Set(['', 'root', '0', 'ContainerAdministrator']);

/** States what the Dockerfiles of a tree build. */
export const dockerAnalyzer: Analyzer<'docker'> = {
  section: 'docker',
  scope: 'entity',
  async analyze({ listing, read, problem }) {
    const images: Image[] = [];
    for (const { path } of listing.files) {
      if (!isDockerfilePath(path)) {
        continue;
      }
      const text = await read(path);
      if (text === undefined) {
        continue;
      }
      try {
        images.push(imageOf(path, text, hasIgnoreFile(path, listing)));
      } catch (error) {
        problem({
          path,
          line: 1,
          reason: `${path} ${(error as Error).message}`,
        });
      }
    }
    return { images };
  },
};

/** @throws when the Dockerfile builds no image, or none that can be read */
function imageOf(path: string, text: string, ignoreFile: boolean): Image {
  const { stages: all, secretsInDefaults } = readDockerfile(text);
  const stages = shippedStages(all);
  const final = stages[stages.length - 1];
  if (!final) {
    throw new Error('has no FROM instruction');
  }
  const bases = stages
    .filter(stage => !stage.inherited)
    .map(({ line, base }) => ({
      path,
      line,
      image: base,
      pinned: isPinnedImage(base),
    }));
  return {
    path,
    line: final.line,
    stages: stages.length,
    base: final.base,
    bases,
    pinned: bases.every(({ pinned }) => pinned),
    user: final.user,
    nonRoot: !superusers.has(final.user),
    healthcheck: final.healthcheck,
    minimal: isMinimalImage(final.base),
    singleProcess: isSingleProcess([...final.entrypoint, ...final.command]),
    ignoreFile,
    secretsInDefaults,
  };
}

/** Stages for tests and development often follow the one that is shipped. */
function shippedStages(stages: Stage[]): Stage[] {
  const last = stages.findLastIndex(({ name }) => !isOtherPurpose(name));
  return last < 0 ? stages : stages.slice(0, last + 1);
}
