import autocannon from 'autocannon';

/** Requests a second. */
export const rate = 50;

/**
 * Milliseconds within which 95 of 100 requests are answered, at a steady rate.
 *
 * @param backend - that is asked
 * @param seconds - that it lasts
 * @param headers - of the caller, or else the token of the backend
 */
export async function latencyUnderLoad(
  backend,
  { path, body, seconds, headers },
) {
  const times = [];
  const run = autocannon({
    url: `${backend.url}/api/${path}`,
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${backend.token}`,
      ...headers,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    // So many that a slow answer holds up no other request.
    connections: rate,
    overallRate: rate,
    duration: seconds,
  });
  run.on('response', (_client, _status, _bytes, time) => times.push(time));
  const { errors, non2xx } = await run;
  if (errors + non2xx > 0) {
    throw new Error(
      `${path}: ${non2xx} requests were refused and ${errors} not answered`,
    );
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
}
