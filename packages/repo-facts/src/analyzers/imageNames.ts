/** An image reference taken apart. */
export interface ImageName {
  /** Registry and repository. */
  repository: string;
  tag: string;
  digest: string;
}

/** Takes `registry:5000/a/b:tag@sha256:…` apart; missing parts are `""`. */
export function parseImageName(image: string): ImageName {
  const at = image.indexOf('@');
  const digest = at < 0 ? '' : image.slice(at + 1);
  const name = at < 0 ? image : image.slice(0, at);
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest }
    : { repository: name, tag: '', digest };
}

/** Releases that are named by a word in place of a number. */
const releaseNames = new Set([
  ...['buster', 'bullseye', 'bookworm', 'trixie', 'forky'],
  ...['bionic', 'focal', 'jammy', 'noble', 'plucky', 'questing'],
]);

/**
 * Whether an image is pinned by a digest or by a tag that names a version.
 * `latest`, `lts`, `alpine` and the like move, and an unresolved variable may
 * hold anything.
 */
export function isPinnedImage(image: string): boolean {
  if (image === 'scratch') {
    return true;
  }
  const { repository, tag, digest } = parseImageName(image);
  if (/^sha256:[0-9a-f]+$/.test(digest)) {
    return true;
  }
  if (tag === '' || tag.includes('$')) {
    return false;
  }
  return (
    tag
      .split(/[-_.]/)
      .some(part => /\d/.test(part) || releaseNames.has(part)) ||
    // Distroless names the release in the repository: static-debian12:nonroot.
    (isDistroless(repository) &&
      tag !== 'latest' &&
      /-debian\d+$/.test(repository))
  );
}

/** Whether an image has little in it beyond what a program needs to run. */
export function isMinimalImage(image: string): boolean {
  const { repository, tag } = parseImageName(image);
  return (
    image === 'scratch' ||
    isDistroless(repository) ||
    /(?:^|\/)(?:alpine|busybox|wolfi-base)$/.test(repository) ||
    /(?:^cgr\.dev\/|\bchainguard\/|ubi\d*-(?:minimal|micro)|-minimal$|-slim$|-alpine$)/.test(
      repository,
    ) ||
    tag
      .split('-')
      .some(part =>
        /^(?:alpine[\d.]*|slim|minimal|micro|distroless|chiseled)$/.test(part),
      )
  );
}

/** Images that run as somebody other than root unless told otherwise. */
const defaultUsers: { repository: RegExp; user: string }[] = [
  { repository: /^cgr\.dev\/|(?:^|\/)chainguard\//, user: 'nonroot' },
  { repository: /(?:^|\/)nginx-unprivileged$/, user: 'nginx' },
  { repository: /(?:^|\/)bitnami\//, user: '1001' },
  {
    repository: /(?:^|\/)ubi\d+\/(?:nodejs|python|openjdk|go-toolset)-/,
    user: '1001',
  },
];

/** Who an external image runs as, as far as its name says; else `""`. */
export function defaultUserOf(image: string): string {
  const { repository, tag } = parseImageName(image);
  if (isDistroless(repository)) {
    return /(?:^|-)nonroot(?:-|$)/.test(tag) ? 'nonroot' : '';
  }
  if (
    repository.startsWith('mcr.microsoft.com/dotnet/') &&
    tag.includes('-chiseled')
  ) {
    return 'app';
  }
  return (
    defaultUsers.find(known => known.repository.test(repository))?.user ?? ''
  );
}

function isDistroless(repository: string): boolean {
  return /(?:^|[/-])distroless(?:[/-]|$)/.test(repository);
}
