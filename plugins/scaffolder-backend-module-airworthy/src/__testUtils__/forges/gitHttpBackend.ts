import { IncomingMessage, ServerResponse } from 'node:http';
import { runGit } from './runGit';

const endOfHeaders = Buffer.from('\r\n\r\n');

/** Answers fetches and pushes over HTTP with git's own program for servers. */
export async function gitHttpBackend(
  request: IncomingMessage,
  response: ServerResponse,
  options: { folder: string; user: string; body: Buffer },
): Promise<void> {
  const { folder, user, body } = options;
  const [path, query = ''] = request.url!.split('?');
  const output = await runGit(['http-backend'], {
    input: body,
    environment: {
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: `${body.length}`,
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: `${request.headers['git-protocol'] ?? ''}`,
      REMOTE_USER: user,
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  const end = output.indexOf(endOfHeaders);
  for (const line of output.subarray(0, end).toString().split('\r\n')) {
    const [name, value] = line.split(': ');
    if (name === 'Status') {
      response.statusCode = Number.parseInt(value, 10);
    } else {
      response.setHeader(name, value);
    }
  }
  response.end(output.subarray(end + endOfHeaders.length));
}
