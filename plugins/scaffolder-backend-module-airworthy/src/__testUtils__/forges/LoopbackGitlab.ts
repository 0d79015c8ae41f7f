import { BareRepository } from './BareRepository';
import { Endpoint, LoopbackForge, Refusal } from './LoopbackForge';

const api = '/api/v4';
const project = `${api}/projects/(?<name>[^/]+)`;

/** A file that a commit over the API makes or changes. */
interface CommitAction {
  action: 'create' | 'update';
  file_path: string;
  content: string;
  execute_filemode?: boolean;
}

/** Speaks the part of GitLab's API that publishes, proposes and reads. */
export class LoopbackGitlab extends LoopbackForge {
  /** What each project was made with. */
  readonly settings = new Map<string, object>();
  /** By their ids, which count from one. */
  readonly #namespaces: string[] = [];
  protected readonly unauthorized = '401 Unauthorized';
  protected readonly pusher = 'oauth2';

  get integration() {
    const { host, url: baseUrl, token } = this;
    return {
      gitlab: [{ host, baseUrl, apiBaseUrl: `${baseUrl}${api}`, token }],
    };
  }

  protected readonly endpoints: Record<string, Endpoint> = {
    // Publishing.
    [`GET ${api}/namespaces/(?<path>[^/]+)`]: async ({ params: { path } }) => {
      const id = this.#namespaces.push(path);
      return { id, kind: 'group', path, full_path: path };
    },
    [`GET ${api}/user`]: async () => ({ id: 1, username: 'portal' }),
    [`GET ${api}/groups/(?<path>[^/]+)/projects`]: async () => [],
    [`POST ${api}/projects`]: async ({ body }) => {
      const name = `${this.#namespaces[body.namespace_id - 1]}/${body.path}`;
      await this.create(name);
      this.settings.set(name, body);
      return this.#describe(name);
    },

    // Reading.
    [`GET ${project}`]: async ({ params }) => this.#describe(params.name),
    [`GET ${project}/repository/files/(?<path>[^/]+)/raw`]: async ({
      params,
      query,
    }) => this.repository(params.name).read(query.get('ref')!, params.path),
    [`GET ${project}/repository/commits`]: async ({ params, query }) => [
      {
        id: await this.repository(params.name).resolve(query.get('ref_name')!),
      },
    ],
    [`GET ${project}/repository/archive`]: async ({ params, query }) =>
      this.repository(params.name).archive(query.get('sha')!),

    // Proposing.
    [`GET ${project}/repository/tree`]: async ({ params, query }) => {
      const files = await this.repository(params.name).files(query.get('ref')!);
      return [...files].map(([path, { blob: id }]) => ({ path, id }));
    },
    [`GET ${project}/repository/branches/(?<branch>[^/]+)`]: async ({
      params: { name, branch },
    }) => {
      if (!(await this.repository(name).resolve(branch))) {
        throw new Refusal(404, '404 Branch Not Found');
      }
      return { name: branch };
    },
    [`POST ${project}/repository/branches`]: async ({
      params,
      query,
      body,
    }) => {
      const { branch, ref } = { ...Object.fromEntries(query), ...body };
      const repository = this.repository(params.name);
      const commit = (await repository.resolve(ref))!;
      await repository.setBranch(branch, commit);
      return { name: branch };
    },
    [`POST ${project}/repository/commits`]: async ({ params, body }) => ({
      id: await this.#commit(this.repository(params.name), body),
    }),
    [`POST ${project}/merge_requests`]: async ({ params: { name }, body }) => {
      this.proposals.push({
        repository: name,
        from: body.source_branch,
        to: body.target_branch,
        title: body.title,
        body: body.description,
      });
      const iid = this.proposals.length;
      return { iid, web_url: `${this.url}/${name}/-/merge_requests/${iid}` };
    },
  };

  async #commit(
    repository: BareRepository,
    options: {
      branch: string;
      commit_message: string;
      actions: CommitAction[];
    },
  ): Promise<string> {
    const { branch, commit_message: message, actions } = options;
    const parent = (await repository.resolve(branch))!;
    const files = await repository.files(parent);
    const entries = await Promise.all(
      actions.map(async ({ action, file_path: path, content, ...file }) => {
        if (files.has(path) !== (action === 'update')) {
          throw new Refusal(400, `${path} cannot be made by ${action}`);
        }
        return {
          path,
          mode: file.execute_filemode ? '100755' : '100644',
          blob: await repository.writeBlob(Buffer.from(content, 'base64')),
        };
      }),
    );
    const tree = await repository.writeTree(parent, entries);
    const commit = { tree, parents: [parent], message };
    const id = await repository.writeCommit(commit);
    await repository.setBranch(branch, id, parent);
    return id;
  }

  #describe(name: string) {
    // There is one, or it says so.
    this.repository(name);
    return {
      id: 42,
      path: name.split('/').pop(),
      path_with_namespace: name,
      default_branch: 'main',
      web_url: `${this.url}/${name}`,
      http_url_to_repo: `${this.url}/${name}.git`,
    };
  }
}
