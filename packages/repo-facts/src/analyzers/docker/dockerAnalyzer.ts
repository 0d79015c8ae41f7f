import { RepoFacts } from '../../facts';
import { parseYamlDocuments } from '../../yaml/readYaml';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { composeServices, isComposePath } from './composeServices';
import {
  hasIgnoreFile,
  isDockerfilePath,
  isOtherPurpose,
} from './dockerfilePaths';
import { isMinimalImage, isPinnedImage } from '../imageNames';
import { imageBuilders, mayBuildImages } from './imageBuilders';
import { isSingleProcess } from './processes';
import { readDockerfile, Stage } from './readDockerfile';

type Image = RepoFacts['docker']['images'][number];

const superusers = new Set(['', 'root', '0', 'ContainerAdministrator']);

/** States what the Dockerfiles of a tree build, and what compose files run. */
export const dockerAnalyzer: Analyzer<'docker'> = {
  section: 'docker',
  scope: 'entity',
  async analyze(context) {
    const services = await readComposeFiles(context);
    const { listing, read, problem } = context;
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
    return { images, services, builders: await readBuilders(context) };
  },
};

async function readBuilders({
  listing,
  tree,
  problem,
}: AnalyzerContext): Promise<RepoFacts['docker']['builders']> {
  const builders: RepoFacts['docker']['builders'] = [];
  for (const { path } of listing.files.filter(file =>
    mayBuildImages(file.path),
  )) {
    try {
      builders.push(...imageBuilders(path, await tree.read(path)));
    } catch (error) {
      problem({ list: 'builders', path, reason: (error as Error).message });
    }
  }
  return builders;
}

async function readComposeFiles({
  listing,
  tree,
  problem,
}: AnalyzerContext): Promise<RepoFacts['docker']['services']> {
  const services: RepoFacts['docker']['services'] = [];
  for (const { path } of listing.files.filter(file =>
    isComposePath(file.path),
  )) {
    try {
      const { documents, errors } = parseYamlDocuments(await tree.read(path));
      for (const document of documents) {
        services.push(...composeServices(path, document));
      }
      for (const { message, line } of errors) {
        const reason = `${path}:${line} ${message}`;
        problem({ list: 'services', path, line, reason });
      }
    } catch (error) {
      problem({ list: 'services', path, reason: (error as Error).message });
    }
  }
  return services;
}

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
    healthPath: final.healthPath,
    port: final.port,
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
