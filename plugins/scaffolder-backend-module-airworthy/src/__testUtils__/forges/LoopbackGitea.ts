import { Endpoint, LoopbackForge, Refusal } from './LoopbackForge';

const api = '/api/v1';
const repo = `${api}/repos/(?<name>[^/]+/[^/]+)`;

/** Speaks the part of Gitea's API that publishes, proposes and reads. */
export class LoopbackGitea extends LoopbackForge {
  /** What each repository was made with. */
  readonly settings = new Map<string, object>();
  /** Whether its repositories have pull requests, which can be switched off. */
  takesProposals = true;
  protected readonly unauthorized = 'user does not exist';
  protected readonly pusher = 'portal';

  get integration() {
    const { host, url: baseUrl, pusher: username, token: password } = this;
    return { gitea: [{ host, baseUrl, username, password }] };
  }

  protected readonly endpoints: Record<string, Endpoint> = {
    // Publishing.
    [`GET ${api}/orgs/(?<owner>[^/]+)`]: async ({ params }) => ({
      username: params.owner,
    }),
    [`POST ${api}/orgs/(?<owner>[^/]+)/repos`]: async ({ params, body }) => {
      const name = `${params.owner}/${body.name}`;
      await this.create(name);
      this.settings.set(name, body);
      return { full_name: name, private: body.private };
    },
    // The page for people, which strangers do not see of a private repository.
    'GET /(?<name>[^/]+/[^/]+)/src/branch/(?<branch>[^/]+)': async ({
      params,
    }) => this.repository(params.name).branches(),

    // Reading.
    [`GET ${repo}`]: async ({ params: { name } }) => {
      // There is one, or it says so.
      this.repository(name);
      return { full_name: name, default_branch: 'main' };
    },
    [`GET ${repo}/git/commits/(?<branch>[^/]+)`]: async ({ params }) => ({
      sha: await this.repository(params.name).resolve(params.branch),
    }),
    [`GET ${repo}/archive/(?<branch>[^/]+)\\.tar\\.gz`]: async ({ params }) =>
      this.repository(params.name).archive(params.branch),
    [`GET ${repo}/contents/(?<path>.+)`]: async ({ params, query }) => {
      const { name, path } = params;
      const content = await this.repository(name).read(query.get('ref')!, path);
      return { encoding: 'base64', content: content.toString('base64') };
    },

    // Proposing.
    [`POST ${repo}/pulls`]: async ({ params: { name }, body }) => {
      if (!this.takesProposals) {
        throw new Refusal(404, 'Not Found');
      }
      this.proposals.push({
        repository: name,
        from: body.head,
        to: body.base,
        title: body.title,
        body: body.body,
      });
      const number = this.proposals.length;
      return { number, html_url: `${this.url}/${name}/pulls/${number}` };
    },
  };
}
