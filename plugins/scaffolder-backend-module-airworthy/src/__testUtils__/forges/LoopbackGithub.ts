import { Endpoint, LoopbackForge } from './LoopbackForge';

const api = '/api/v3';
const repo = `${api}/repos/(?<name>[^/]+/[^/]+)`;

/** Speaks the part of GitHub's API that publishes, proposes and reads. */
export class LoopbackGithub extends LoopbackForge {
  /** What was asked for the protection of branches, such as `acme/intake main`. */
  readonly protections = new Map<string, object>();
  protected readonly unauthorized = 'Bad credentials';
  protected readonly pusher = 'x-access-token';

  get integration() {
    const { host, url, token } = this;
    return { github: [{ host, apiBaseUrl: `${url}${api}`, token }] };
  }

  protected readonly endpoints: Record<string, Endpoint> = {
    // Publishing.
    [`GET ${api}/users/(?<login>[^/]+)`]: async ({ params }) => ({
      login: params.login,
      type: 'Organization',
    }),
    [`POST ${api}/orgs/(?<owner>[^/]+)/repos`]: async ({ params, body }) => {
      const name = `${params.owner}/${body.name}`;
      await this.create(name);
      return this.#describe(name);
    },
    [`PUT ${repo}/branches/(?<branch>[^/]+)/protection`]: async ({
      params: { name, branch },
      body,
    }) => {
      this.protections.set(`${name} ${branch}`, body);
      return {};
    },

    // Reading.
    [`GET ${repo}`]: async ({ params }) => this.#describe(params.name),
    [`(?:GET|HEAD) ${repo}/contents/(?<path>.+)`]: async ({ params, query }) =>
      this.repository(params.name).read(query.get('ref')!, params.path),
    [`GET ${repo}/commits/(?<ref>[^/]+)/status`]: async ({ params }) => ({
      sha: await this.repository(params.name).resolve(params.ref),
      repository: this.#describe(params.name),
    }),
    [`GET ${repo}/tarball/(?<ref>[^/]+)`]: async ({ params }) =>
      this.repository(params.name).archive(params.ref),

    // Proposing.
    [`GET ${repo}/commits`]: async ({ params, query }) => {
      const repository = this.repository(params.name);
      const branch = query.get('sha')!;
      return [
        {
          sha: await repository.resolve(branch),
          commit: {
            tree: { sha: await repository.resolve(`${branch}^{tree}`) },
          },
        },
      ];
    },
    [`POST ${repo}/git/blobs`]: async ({ params, body }) => {
      const content = Buffer.from(body.content, body.encoding);
      return { sha: await this.repository(params.name).writeBlob(content) };
    },
    [`POST ${repo}/git/trees`]: async ({ params, body }) => {
      const entries = body.tree.map(
        ({ path, mode, sha }: Record<string, string>) => ({
          path,
          mode,
          blob: sha,
        }),
      );
      return {
        sha: await this.repository(params.name).writeTree(
          body.base_tree,
          entries,
        ),
      };
    },
    [`POST ${repo}/git/commits`]: async ({ params, body }) => ({
      sha: await this.repository(params.name).writeCommit(body),
    }),
    // Asks which open pull request a branch has.
    'POST /api/graphql': async ({ body: { variables } }) => ({
      data: { repository: { ref: await this.#refOf(variables) } },
    }),
    [`POST ${repo}/git/refs`]: async ({ params, body }) => {
      const branch = body.ref.replace('refs/heads/', '');
      await this.repository(params.name).setBranch(branch, body.sha);
      return { ref: body.ref, object: { sha: body.sha } };
    },
    [`POST ${repo}/pulls`]: async ({ params: { name }, body }) => {
      this.proposals.push({
        repository: name,
        from: body.head.split(':')[1],
        to: body.base,
        title: body.title,
        body: body.body,
      });
      const number = this.proposals.length;
      return {
        number,
        html_url: `${this.url}/${name}/pull/${number}`,
        base: { ref: body.base },
      };
    },
  };

  async #refOf({ owner, repo: name, head }: Record<string, string>) {
    const branch = await this.repository(`${owner}/${name}`).resolve(head);
    return branch ? { associatedPullRequests: { edges: [] } } : null;
  }

  #describe(name: string) {
    // There is one, or it says so.
    this.repository(name);
    return {
      full_name: name,
      default_branch: 'main',
      permissions: { push: true },
      html_url: `${this.url}/${name}`,
      clone_url: `${this.url}/${name}.git`,
      archive_url: `${this.url}${api}/repos/${name}/{archive_format}{/ref}`,
    };
  }
}
