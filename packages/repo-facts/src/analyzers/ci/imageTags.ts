import { parseImageName } from '../imageNames';

/** What a tag is: it names the commit, a version or build, or it moves on. */
export type TagKind = 'commit' | 'version' | 'moving';

/** The first rule that fits a tag counts; variables keep their names. */
const rules: { tag: RegExp; kind: TagKind }[] = [
  { tag: /^$/, kind: 'moving' },
  // Also that of a pull request.
  { tag: /_SHA\b/i, kind: 'commit' },
  { tag: /CI_COMMIT_TAG|TAG_NAME/, kind: 'version' },
  {
    tag: /CI_COMMIT_(?:REF|BRANCH)|REF_NAME|HEAD_REF|REF_SLUG|BRANCH|MERGE_REQUEST|EVENT_NUMBER|PULL_REQUEST/i,
    kind: 'moving',
  },
  {
    tag: /\$\{?(?:\w{0,99}_)?(?:SHORT_?|FULL_?)?(?:SHA\d{0,3}|COMMIT|REVISION|REV|DIGEST|GITHASH|HASH)(?:_|\b)/i,
    kind: 'commit',
  },
  { tag: /\b[0-9a-f]{40}\b/, kind: 'commit' },
  {
    tag: /\$\{?\w{0,99}(?:VERSION|SEMVER|RELEASE|RUN_NUMBER|RUN_ID|RUN_ATTEMPT|PIPELINE_I?ID|BUILD_NUMBER|BUILD_ID|BUILDNUMBER)/i,
    kind: 'version',
  },
  { tag: /^v?\d{1,9}(?:\.\d{1,9}){1,3}(?:[-+_.]|$)/, kind: 'version' },
  { tag: /^[^$]*$/, kind: 'moving' },
];

/** `${SHA::8}`, `${REF#refs/tags/}`: a part of a value, with signs of its own. */
const expansion = /\$\{(\w{1,100})[^\w{}][^{}]{0,200}\}/g;

/** An image that is pushed, and what its tag is; `undefined` when that is not known. */
export interface PushedImage {
  image: string;
  tag: TagKind | undefined;
}

/** @param reference - with the values of known variables in place */
export function readPushedImage(reference: string): PushedImage {
  const { repository, tag, digest } = parseImageName(
    reference.slice(0, 500).replace(expansion, '${$1}'),
  );
  if (digest) {
    return { image: repository, tag: 'commit' };
  }
  // A variable alone may hold a tag as well.
  if (tag === '' && /^\$\{?\w+\}?$/.test(repository)) {
    const kind = kindOf(repository);
    const isImage = /IMAGE$|REPOSITORY$/i.test(repository);
    return { image: repository, tag: isImage ? 'moving' : kind };
  }
  return { image: repository, tag: kindOf(tag) };
}

function kindOf(tag: string): TagKind | undefined {
  return rules.find(rule => rule.tag.test(tag))?.kind;
}
