import { relative, sep } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { findSourceLocation } from '@airworthy/backstage-plugin-readiness-node';
import parseGitUrl from 'git-url-parse';
import { LocalGitConfig } from '../git/localGitConfig';

/** Forges on which actions of the scaffolder open requests for changes. */
const forges = ['github', 'gitlab', 'gitea'] as const;

/** A branch on Gitea. What else has an address there takes no changes. */
const giteaBranch = /\/src\/branch\/[^/]+\/$/;

/** Where the repository of an entity is, and where changes of it go. */
export type RepositoryOrigin = {
  /** The entity's folder in the repository, `""` for its root. */
  path: string;
} & (
  | { publishing: 'local'; name: string }
  | {
      publishing: (typeof forges)[number];
      /** Of the tree, as a URL reader takes it. */
      url: string;
      /** As actions of the forge take it, such as `github.com?owner=acme&repo=intake`. */
      repoUrl: string;
    }
);

/**
 * Finds the repository of an entity: on a forge, or among those that
 * `publish:git:local` made.
 *
 * @throws InputError when it is in neither
 */
export function originOf(
  entity: Entity,
  options: {
    integrations: ScmIntegrationRegistry;
    localGit: LocalGitConfig | undefined;
  },
): RepositoryOrigin {
  const { integrations, localGit } = options;
  const location = findSourceLocation(entity, integrations);
  if (!location) {
    throw new InputError(
      `${stringifyEntityRef(entity)} does not say where its sources are`,
    );
  }
  const { target, folder } = location;
  if (location.type === 'file') {
    if (!localGit || !isChildPath(localGit.folder, target)) {
      throw new InputError(
        `${target} is a folder of this machine, and not one of the local repositories, so there is nowhere to propose a change to`,
      );
    }
    const [name, ...path] = relative(localGit.folder, target).split(sep);
    return { publishing: 'local', name, path: path.join('/') };
  }
  const type = integrations.byUrl(target)?.type;
  const publishing = forges.find(forge => forge === type);
  if (!publishing) {
    throw new InputError(
      `${target} is on no forge that changes can be proposed to: GitHub, GitLab, Gitea, or a local repository`,
    );
  }
  const { host, pathname } = new URL(target);
  const { owner, name, filepath } = parseGitUrl(target);
  // Else its folder would be taken for the root of the repository.
  const isRoot =
    publishing === 'gitea' ? giteaBranch.test(pathname) : filepath === '';
  if (!isRoot) {
    throw new InputError(
      `${target} is no folder of a branch that changes can be proposed to: an example, a commit or a tag is none`,
    );
  }
  return {
    publishing,
    url: target,
    repoUrl: `${host}?${new URLSearchParams({ owner, repo: name })}`,
    path: folder,
  };
}
