import { IncomingMessage, ServerResponse } from 'node:http';
import {
  ForgeRequest,
  LoopbackForge,
  LoopbackRepository,
} from './LoopbackForge';

const endpoints = new Map([
  ['commits', 'commits'],
  ['commits/status', 'status'],
  ['tarball', 'archive'],
]);

const route =
  /^\/api\/v3\/repos\/([^/]+\/[^/]+)(?:\/(commits|tarball)\/([^/]+)(\/status)?)?$/;

/** Speaks the part of GitHub's REST API that serves revisions and archives. */
export class LoopbackGithub extends LoopbackForge {
  get integration() {
    const { host } = this;
    return {
      github: [{ host, apiBaseUrl: `http://${host}/api/v3`, token: 'secret' }],
    };
  }

  urlOf(repository: string, folder: string = ''): string {
    return `http://${this.host}/${repository}/tree/main/${folder}`;
  }

  protected parse(
    { pathname }: URL,
    { headers }: IncomingMessage,
  ): ForgeRequest | undefined {
    const [match, repository, resource, ref, status] =
      route.exec(pathname) ?? [];
    if (match === undefined) {
      return undefined;
    }
    const etag = headers['if-none-match'];
    return {
      repository,
      ref,
      endpoint: endpoints.get(`${resource}${status ?? ''}`) ?? 'repository',
      known: resource === 'commits' && !status ? etag?.slice(1, -1) : undefined,
    };
  }

  protected answer(
    { endpoint, repository: name, ref = '' }: ForgeRequest,
    repository: LoopbackRepository,
    response: ServerResponse,
  ): void {
    const { revision } = repository;
    if (endpoint === 'repository') {
      this.json(response, { default_branch: 'main' });
    } else if (!['main', 'HEAD', revision].includes(ref)) {
      this.fail(response, 422);
    } else if (endpoint === 'commits') {
      response.setHeader('etag', `"${revision}"`);
      response.end(revision);
    } else if (endpoint === 'status') {
      const repo = `http://${this.host}/api/v3/repos/${name}`;
      this.json(response, {
        sha: revision,
        repository: { archive_url: `${repo}/{archive_format}{/ref}` },
      });
    } else {
      this.archive(response, repository);
    }
  }

  protected limitHeaders(): Record<string, string> {
    return {
      'x-ratelimit-limit': `${this.limit}`,
      'x-ratelimit-remaining': `${this.remaining}`,
      'x-ratelimit-reset': `${Math.ceil(this.resetsAt.getTime() / 1_000)}`,
    };
  }

  protected refuse(response: ServerResponse): void {
    this.fail(response, 403);
  }
}
