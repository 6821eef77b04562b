import { createServer } from 'node:http';

/** An HTTP server that answers as a test tells it, and keeps what it was sent. */
export async function startGateway(answer) {
  const requests = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const received = {
        method: request.method,
        path: request.url,
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      };
      requests.push(received);
      const { status = 200, body = {}, headers = {} } = answer(received, requests) ?? {};
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    saved: () =>
      requests
        .filter((request) => request.path.includes('/save-message'))
        .flatMap((request) => request.body.messages ?? [request.body]),
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

export const token = (researchId) =>
  `x.${Buffer.from(JSON.stringify({ research_id: researchId })).toString('base64url')}.x`;

/** Logs everybody in and takes everything, with rows that are counted from 1. */
export function takesEverything() {
  let row = 0;
  return (request) => {
    if (request.path.endsWith('/login')) {
      return { body: { access_token: token(request.body.research_id) } };
    }
    if (request.path.endsWith('/save-messages')) {
      const results = request.body.messages.map((message, index) => ({
        index,
        success: true,
        message_id: (row += 1),
        timestamp: message.timestamp,
      }));
      return { body: { results } };
    }
    return { body: { success: true, message_id: (row += 1), timestamp: request.body?.timestamp } };
  };
}
