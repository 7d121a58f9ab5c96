/*
 * A stand-in for Retell that takes almost no time: it places every call at once, returns the fields that the API reference requires
 * (`V2PhoneCallResponse`), and counts. The simulator would do more per call than any contestant, and has Retell's limits.
 * Prints its URL, and exits when standard input closes.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const createBody = z.object({
  from_number: z.string(),
  to_number: z.string(),
  override_agent_id: z.string(),
});

let numbers: string[] = [];

function place(body: unknown): unknown {
  const { from_number, to_number, override_agent_id } = createBody.parse(body);
  numbers.push(to_number);
  return {
    call_type: 'phone_call',
    call_id: `call_${numbers.length}`,
    agent_id: override_agent_id,
    agent_version: 0,
    call_status: 'registered',
    from_number,
    to_number,
    direction: 'outbound',
  };
}

/** Returns how many calls were placed since the last request, and to how many numbers. */
function count(): unknown {
  const counts = { calls: numbers.length, numbers: new Set(numbers).size };
  numbers = [];
  return counts;
}

const responses: Record<string, (body: string) => [status: number, body: unknown]> = {
  '/v2/create-phone-call': (body) => [201, place(JSON.parse(body))],
  '/get-concurrency': () => [200, { current_concurrency: 0, concurrency_limit: 1_000_000 }],
  '/v3/list-calls': () => [200, { items: [], has_more: false }],
  '/count': () => [200, count()],
};

const server = createServer((request, response) => {
  void text(request).then((body) => {
    const [status, responseBody] = responses[request.url ?? '']?.(body) ?? [404, { status: 'error' }];
    const json = JSON.stringify(responseBody);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(json),
    });
    response.end(json);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.stdin.resume().once('end', () => process.exit());
