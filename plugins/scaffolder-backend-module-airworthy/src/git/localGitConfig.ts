import { resolve } from 'node:path';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** Where local repositories live, and who commits to them. */
export interface LocalGitConfig {
  /** Absolute. */
  folder: string;
  /** Entity ref of the Location that reads all working copies. */
  location: string;
  author: { name: string; email: string };
}

/**
 * Reads `airworthy.localGit`; `undefined` when it is not configured.
 *
 * @throws InputError when a value is malformed
 */
export function readLocalGitConfig(
  config: RootConfigService,
): LocalGitConfig | undefined {
  const localGit = config.getOptionalConfig('airworthy.localGit');
  if (!localGit) {
    return undefined;
  }
  return {
    folder: resolve(localGit.getString('folder')),
    location: readLocation(
      localGit.getOptionalString('location') ??
        'location:default/local-repositories',
    ),
    author: {
      name: localGit.getOptionalString('author.name') ?? 'Scaffolder',
      email:
        localGit.getOptionalString('author.email') ?? 'scaffolder@localhost',
    },
  };
}

/** @throws InputError when there is no configuration */
export function requireLocalGit(
  localGit: LocalGitConfig | undefined,
): LocalGitConfig {
  if (!localGit) {
    throw new InputError(
      'Local repositories are not configured: set airworthy.localGit.folder',
    );
  }
  return localGit;
}

function readLocation(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      `airworthy.localGit.location is not an entity ref: ${ref}`,
    );
  }
}
