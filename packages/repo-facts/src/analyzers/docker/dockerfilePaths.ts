import { SourceListing } from '../../tree/SourceTree';

/** Folders whose images serve the people and tools that build the product. */
const toolFolders = new Set([
  '.devcontainer',
  '.github',
  '.gitlab',
  '.circleci',
]);

/** Words around the name, and folders, that say that the image is not the one shipped. */
const otherPurposes = new Set([
  ...[
    'dev',
    'devel',
    'development',
    'local',
    'debug',
    'devcontainer',
    'gitpod',
  ],
  ...['test', 'tests', 'testing', 'e2e', 'integration', 'playwright'],
  ...['cypress', 'storybook', 'bench', 'benchmark', 'benchmarks', 'loadtest'],
  ...['ci', 'lint', 'docs'],
]);

/** Words after the name that say that it is no Dockerfile (yet). */
const otherKinds = new Set([
  ...['dockerignore', 'md', 'txt', 'j2', 'jinja', 'tmpl', 'tpl', 'template'],
  ...['erb', 'in', 'bak', 'orig', 'swp', 'lock', 'json', 'yaml', 'yml', 'sh'],
  ...['ts', 'js', 'py', 'go', 'rb', 'java'],
]);

/** Whether a name, such as that of a stage, says that nothing is shipped. */
export function isOtherPurpose(name: string): boolean {
  return name.split(/[._-]/).some(word => otherPurposes.has(word));
}

/** `e2e-tests` says it of all that lies there, `test-orders` does not. */
function isForOtherPurpose(folder: string): boolean {
  const words = folder.split(/[._-]/).filter(word => word !== 'docker');
  return words.length > 0 && words.every(word => otherPurposes.has(word));
}

/** Whether a path names a Dockerfile of an image that is shipped. */
export function isDockerfilePath(path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  const match =
    /^(?:dockerfile|containerfile)(?:[._-](.+))?$/.exec(name) ??
    /^(.+)\.(?:dockerfile|containerfile)$/.exec(name);
  if (
    !match ||
    parts.some(folder => toolFolders.has(folder) || isForOtherPurpose(folder))
  ) {
    return false;
  }
  const words = match[1] ?? '';
  return (
    !isOtherPurpose(words) && !otherKinds.has(words.split(/[._-]/).pop() ?? '')
  );
}

/** Whether a `.dockerignore` applies to a Dockerfile: its own, beside it, or at the root. */
export function hasIgnoreFile(path: string, listing: SourceListing): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const candidates = new Set([
    `${path}.dockerignore`,
    `${folder}.dockerignore`,
    '.dockerignore',
    ...(/containerfile/i.test(path)
      ? [`${folder}.containerignore`, '.containerignore']
      : []),
  ]);
  return listing.files.some(file => candidates.has(file.path));
}
