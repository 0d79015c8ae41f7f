import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { git } from '../git/git';
import { LocalGitConfig, requireLocalGit } from '../git/localGitConfig';
import { LocalRepository } from '../git/LocalRepository';
import { RepositoryOrigin } from './originOf';

/** Puts the files of a repository, without their history, into an empty folder. */
export async function fetchRepository(
  origin: RepositoryOrigin,
  options: {
    folder: string;
    reader: UrlReaderService;
    localGit: LocalGitConfig | undefined;
    signal?: AbortSignal;
  },
): Promise<void> {
  const { folder, reader, signal } = options;
  if (origin.publishing !== 'local') {
    const tree = await reader.readTree(origin.url, { signal });
    // What unpacks an archive expects the folder to be there.
    await mkdir(folder, { recursive: true });
    await tree.dir({ targetDir: folder });
    return;
  }
  const localGit = requireLocalGit(options.localGit);
  const { bare } = new LocalRepository(localGit, origin.name);
  await git(
    [
      'clone',
      '--quiet',
      '--depth=1',
      // Links become files: nothing that reads the workspace leaves it.
      '--config=core.symlinks=false',
      bare,
      folder,
    ],
    { author: localGit.author, signal },
  );
  await rm(join(folder, '.git'), { recursive: true });
}
