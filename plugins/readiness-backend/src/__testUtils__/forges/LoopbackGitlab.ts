import { ServerResponse } from 'node:http';
import {
  ForgeRequest,
  LoopbackForge,
  LoopbackRepository,
} from './LoopbackForge';

const route =
  /^\/api\/v4\/projects\/([^/]+)(?:\/repository\/(commits|archive))?$/;

/** Speaks the part of GitLab's REST API that serves revisions and archives. */
export class LoopbackGitlab extends LoopbackForge {
  /** Seconds that a refusal asks to wait. */
  retryAfter = 60;

  get integration() {
    const { host } = this;
    return {
      gitlab: [
        {
          host,
          baseUrl: `http://${host}`,
          apiBaseUrl: `http://${host}/api/v4`,
          token: 'secret',
        },
      ],
    };
  }

  urlOf(repository: string, folder: string = ''): string {
    return `http://${this.host}/${repository}/-/tree/main/${folder}`;
  }

  protected parse({ pathname, searchParams }: URL): ForgeRequest | undefined {
    const [match, project, resource = 'project'] = route.exec(pathname) ?? [];
    return match === undefined
      ? undefined
      : {
          endpoint: resource,
          repository: decodeURIComponent(project),
          ref:
            searchParams.get('ref_name') ?? searchParams.get('sha') ?? 'main',
        };
  }

  protected answer(
    { endpoint, ref }: ForgeRequest,
    repository: LoopbackRepository,
    response: ServerResponse,
  ): void {
    if (endpoint === 'project') {
      this.json(response, { default_branch: 'main' });
    } else if (ref !== 'main') {
      this.fail(response, 404);
    } else if (endpoint === 'commits') {
      this.json(response, [{ id: repository.revision }]);
    } else {
      this.archive(response, repository);
    }
  }

  protected limitHeaders(): Record<string, string> {
    return {
      'ratelimit-limit': `${this.limit}`,
      'ratelimit-remaining': `${this.remaining}`,
      'ratelimit-reset': `${Math.ceil(this.resetsAt.getTime() / 1_000)}`,
    };
  }

  protected refuse(response: ServerResponse): void {
    response.setHeader('retry-after', `${this.retryAfter}`);
    this.fail(response, 429);
  }
}
