import {
  NotAllowedError,
  NotFoundError,
  NotModifiedError,
} from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  getGitLabIntegrationRelativePath,
  getGitLabRequestOptions,
  GithubCredentialsProvider,
  GithubIntegration,
  GitLabIntegration,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { Hosts } from './Hosts';
import { rateLimitOf } from './rateLimit';

/** Repository and branch; what is below it has the same revision. */
const githubPath =
  /^\/([^/]+\/[^/]+?)(?:\.git)?(?:\/(?:tree|blob)\/([^/]+)(?:\/.*)?)?\/?$/;

/** Project, branch and folder. */
const gitlabPath =
  /^\/([^/]+\/.+?)(?:\.git)?(?:(?:\/-)?\/(?:tree|blob)\/([^/]+)(?:\/(.*?))?)?\/?$/;

/** A revision that somebody knows of a tree. */
interface Known {
  etag?: string;
  signal?: AbortSignal;
}

/** How a forge is asked for the revision of a tree. */
interface Question {
  ask: (init: RequestInit) => Promise<Response>;
  headers?: HeadersInit;
  revisionIn: (response: Response) => Promise<unknown>;
}

/**
 * Asks GitHub and GitLab which revision a tree is at. Backstage's readers know
 * as well, but they take up to two requests for it and keep to themselves what
 * the answer says of the rate limit. On GitHub an unchanged tree costs nothing
 * of that.
 */
export class Revisions {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #githubCredentials: GithubCredentialsProvider;
  readonly #hosts: Hosts;
  readonly #now: () => Date;

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    hosts: Hosts;
    now: () => Date;
  }) {
    this.#integrations = options.integrations;
    this.#githubCredentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#hosts = options.hosts;
    this.#now = options.now;
  }

  /**
   * Asks once. Does nothing for other forges, whose readers have to find out.
   *
   * @throws NotModifiedError when the tree is at the known revision;
   * NotFoundError or NotAllowedError when it is not to be had; PostponedError
   * when the forge wants to be left alone.
   */
  async expectNews(url: string, known: Known): Promise<void> {
    const question = await this.#questionOf(url);
    if (!question) {
      return;
    }
    const headers = new Headers(question.headers);
    if (known.etag && /^[0-9a-f]+$/.test(known.etag)) {
      headers.set('If-None-Match', `"${known.etag}"`);
    }
    const response = await question.ask({ headers, signal: known.signal });
    try {
      this.#heed(url, response);
      const revision = await question.revisionIn(response);
      if (revision !== undefined && revision === known.etag) {
        throw new NotModifiedError();
      }
    } finally {
      await response.body?.cancel().catch(() => {});
    }
  }

  async #questionOf(url: string): Promise<Question | undefined> {
    const github = this.#integrations.github.byUrl(url);
    if (github?.config.apiBaseUrl) {
      const { headers } = await this.#githubCredentials.getCredentials({ url });
      return askGithub(url, github, headers);
    }
    const gitlab = this.#integrations.gitlab.byUrl(url);
    return gitlab && askGitlab(url, gitlab);
  }

  #heed(url: string, { status, headers }: Response): void {
    const { host } = new URL(url);
    const said = rateLimitOf(headers, this.#now().getTime());
    if (
      status === 429 ||
      (status === 403 && said.remaining === 0) ||
      (said.retryAt !== undefined && status >= 400)
    ) {
      this.#hosts.refused(host, said);
    }
    if (status >= 500) {
      throw new Error(`${host} answered ${status} when asked about ${url}`);
    }
    this.#hosts.answered(host, said);
    if (status === 304) {
      throw new NotModifiedError();
    }
    if (status === 401 || status === 403) {
      throw new NotAllowedError(
        `${host} answered ${status} when asked about ${url}: the token of the integration may not read it`,
      );
    }
    if (status >= 300) {
      throw new NotFoundError(
        `${host} answered ${status} when asked about ${url}: the repository or branch does not exist, or the token of the integration may not see it`,
      );
    }
  }
}

/** Answers with nothing but the revision, which is the answer's etag as well. */
function askGithub(
  url: string,
  { config }: GithubIntegration,
  credentials?: HeadersInit,
): Question | undefined {
  const [, repository, ref] = githubPath.exec(new URL(url).pathname) ?? [];
  return repository === undefined
    ? undefined
    : {
        ask: init =>
          fetch(
            `${config.apiBaseUrl}/repos/${repository}/commits/${ref || 'HEAD'}`,
            init,
          ),
        headers: { ...credentials, Accept: 'application/vnd.github.sha' },
        revisionIn: response => response.text(),
      };
}

/** Asks as Backstage's reader does, whose revision is to be the same. */
function askGitlab(
  url: string,
  gitlab: GitLabIntegration,
): Question | undefined {
  const { config } = gitlab;
  const [, project, ref, folder] =
    gitlabPath.exec(
      new URL(url).pathname.slice(
        getGitLabIntegrationRelativePath(config).length,
      ),
    ) ?? [];
  if (project === undefined) {
    return undefined;
  }
  const query = new URLSearchParams({
    per_page: '1',
    ...(ref && { ref_name: decodeURIComponent(ref) }),
    ...(folder && { path: decodeURIComponent(folder) }),
  });
  return {
    ask: init =>
      gitlab.fetch(
        `${config.apiBaseUrl}/projects/${encodeURIComponent(
          project,
        )}/repository/commits?${query}`,
        init,
      ),
    headers: getGitLabRequestOptions(config).headers,
    revisionIn: async response => (await response.json())[0]?.id,
  };
}
