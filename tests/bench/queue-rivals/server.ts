/*
 * A stand-in for Retell that takes no time: it places every call at once, answers with the fields that the API reference
 * demands (`V2PhoneCallResponse`), and counts. The simulator does more for each call than any contestant, and has
 * Retell's own limits. Prints its address; ends when its standard input does.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const createBody = z.object({
  from_number: z.string(),
  to_number: z.string(),
  override_agent_id: z.string(),
});

let phoned: string[] = [];

function place(body: unknown): unknown {
  const { from_number, to_number, override_agent_id } = createBody.parse(body);
  phoned.push(to_number);
  return {
    call_type: 'phone_call',
    call_id: `call_${phoned.length}`,
    agent_id: override_agent_id,
    agent_version: 0,
    call_status: 'registered',
    from_number,
    to_number,
    direction: 'outbound',
  };
}

/** How many calls were placed since it was last asked, and to how many numbers. */
function count(): unknown {
  const counted = { calls: phoned.length, numbers: new Set(phoned).size };
  phoned = [];
  return counted;
}

const answers: Record<string, (body: string) => [status: number, answer: unknown]> = {
  '/v2/create-phone-call': (body) => [201, place(JSON.parse(body))],
  '/get-concurrency': () => [200, { current_concurrency: 0, concurrency_limit: 1_000_000 }],
  '/v3/list-calls': () => [200, { items: [], has_more: false }],
  '/count': () => [200, count()],
};

const server = createServer((request, response) => {
  void text(request).then((body) => {
    const [status, answer] = answers[request.url ?? '']?.(body) ?? [404, { status: 'error' }];
    const json = JSON.stringify(answer);
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
