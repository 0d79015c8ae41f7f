import { mkdir } from 'node:fs/promises';
import { UrlReaderService } from '@backstage/backend-plugin-api';
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
  const repository = new LocalRepository(
    requireLocalGit(options.localGit),
    origin.name,
  );
  await repository.copyTo(folder, signal);
}
