import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';

/** Where the forges have the name of a branch, tag or commit in their URLs. */
const forms: Record<string, { pattern: RegExp; tag: string }> = {
  github: {
    pattern: /^(\/[^/]+\/[^/]+\/(?:tree|blob)\/)([^/]+)(\/.+)$/,
    tag: '',
  },
  gitlab: { pattern: /^(\/.+\/-\/(?:tree|blob)\/)([^/]+)(\/.+)$/, tag: '' },
  gitea: {
    pattern: /^(\/[^/]+\/[^/]+\/src\/)((?:branch|tag|commit)\/[^/]+)(\/.+)$/,
    tag: 'tag/',
  },
  bitbucketCloud: {
    pattern: /^(\/[^/]+\/[^/]+\/src\/)([^/]+)(\/.+)$/,
    tag: '',
  },
};

/**
 * The URL of a file as it is at a tag of its repository.
 *
 * @throws InputError where a URL does not say what is the branch in it
 */
export function atTag(
  url: string,
  tag: string,
  integrations: ScmIntegrationRegistry,
): string {
  const form = forms[integrations.byUrl(url)?.type ?? ''];
  const parsed = new URL(url);
  const parts = form?.pattern.exec(parsed.pathname);
  if (!parts) {
    throw new InputError(
      `The URL ${url} does not say which part of it is the branch, so it cannot be read at the tag ${tag}`,
    );
  }
  const [, before, , after] = parts;
  parsed.pathname = `${before}${form.tag}${encodeURIComponent(tag)}${after}`;
  return parsed.href;
}
