import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Problem } from '../../src/domain/problem.ts';
import type { OutgoingCall, PlaceResult, Telephony } from '../../src/operations/ports/telephony.ts';
import { retellTelephony } from '../../src/telephony/retell/retell.ts';
import { openAccount } from '../support/retell-account.ts';
import { deadAddress, json, openStub, type Respond, refusal } from './retell-stub.ts';

const secret = 'key_5ecret_0f_the_test';

const request: OutgoingCall = {
  database: '0b8a1c1d-2e3f-4bb0-8f6d-5d0c3c367e0c',
  scheduledCallId: 7,
  attempt: 1,
  reference: 'vb_5d0c3c36-7e0c-4bb0-8f6d-0b8a1c1d2e3f',
  fromNumber: '+61255501234',
  toNumber: '+61491570006',
  agentId: 'agent_demo',
  dynamicVariables: { contact_name: 'Ada', order_count: '7', empty: '' },
};

const call = { call_id: 'call_1', call_status: 'registered', call_type: 'phone_call' };

function telephonyAt(baseUrl: string, requestTimeout = 5000, log?: (line: string) => void): Telephony {
  return retellTelephony({ apiKey: secret, baseUrl, requestTimeout, ...(log ? { log } : {}) });
}

const html: Respond = (response) => {
  response.writeHead(201, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Sign in to the hotel network</title>');
};

const halfForEver: Respond = (response) => {
  response.writeHead(201, { 'content-type': 'application/json' });
  response.write('{"call_id":"call_1",');
};

const cutInTheMiddle: Respond = (response) => {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"call_id":"call_1",', () => response.destroy());
};

const cut: Respond = (response) => void response.destroy();
const silence: Respond = () => undefined;

interface Row {
  what: string;
  respond: Respond;
  outcome: { kind: PlaceResult['kind']; [fact: string]: unknown };
  timeout?: number;
}

const responses: Row[] = [
  { what: '201', respond: json(201, call), outcome: { kind: 'placed' } },
  ...[
    { call_id: 'call_1' },
    { ...call, start_timestamp: 1_770_000_000_000.25, duration_ms: 'long' },
    { ...call, call_status: 7, metadata: 'none', disconnection_reason: ['?'], end_timestamp: -1 },
  ].map((body) => ({
    what: `201 with ${JSON.stringify(body)}`,
    respond: json(201, body),
    outcome: {
      kind: 'placed' as const,
      report: expect.objectContaining({ retellCallId: 'call_1', status: 'registered' }),
    },
  })),
  ...[400, 404, 422].map((status) => ({
    what: String(status),
    respond: refusal(status, 'No such agent'),
    outcome: { kind: 'refused', reason: `No such agent (${status})` } as const,
  })),
  ...[401, 402, 403].map((status) => ({
    what: String(status),
    respond: refusal(status, 'Trial has ended'),
    outcome: { kind: 'account', reason: `Trial has ended (${status})` } as const,
  })),
  {
    what: '429 with Retry-After',
    respond: refusal(429, 'Slow down', { 'retry-after': '7' }),
    outcome: { kind: 'throttled', reason: 'Slow down (429)', retryAfterMs: 7000 },
  },
  {
    what: '429 with RateLimit-Reset',
    respond: refusal(429, 'Slow down', { 'ratelimit-reset': '3' }),
    outcome: { kind: 'throttled', retryAfterMs: 3000 },
  },
  {
    what: '429 with a date as Retry-After',
    respond: refusal(429, 'Slow down', {
      'retry-after': 'Mon, 02 Mar 2026 00:00:09 GMT',
      date: 'Mon, 02 Mar 2026 00:00:04 GMT',
    }),
    outcome: { kind: 'throttled', retryAfterMs: 5000 },
  },
  {
    what: '429 with a Retry-After in the past',
    respond: refusal(429, 'Slow down', { 'retry-after': 'Mon, 02 Mar 2020 00:00:09 GMT' }),
    outcome: { kind: 'throttled', retryAfterMs: 0 },
  },
  {
    what: '429 with a Retry-After that cannot be read',
    respond: refusal(429, 'Slow down', { 'retry-after': 'soon' }),
    outcome: { kind: 'throttled', retryAfterMs: undefined },
  },
  ...[408, 409, 500, 502, 503, 504].map((status) => ({
    what: String(status),
    respond: refusal(status, 'Something went wrong.'),
    outcome: { kind: 'unknown' } as const,
  })),
  ...[204, 300, 303, 405, 418].map((status) => ({
    what: `${status}, which Retell does not document`,
    respond: json(status, ''),
    outcome: { kind: 'unknown' } as const,
  })),
  { what: '201 with HTML', respond: html, outcome: { kind: 'unknown' } },
  {
    what: '201 with nothing',
    respond: (response) => response.writeHead(201).end(),
    outcome: { kind: 'unknown' },
  },
  {
    what: '201 with JSON that is not a call',
    respond: json(201, { ok: true }),
    outcome: { kind: 'unknown' },
  },
  {
    what: '201 with a call that has no id',
    respond: json(201, { ...call, call_id: '' }),
    outcome: { kind: 'unknown' },
  },
  {
    what: '201 with truncated JSON',
    respond: (response) => response.writeHead(201, { 'content-type': 'application/json' }).end('{"call_id":'),
    outcome: { kind: 'unknown' },
  },
  { what: 'a response cut off halfway', respond: cutInTheMiddle, outcome: { kind: 'unknown' } },
  { what: 'a connection cut before any response', respond: cut, outcome: { kind: 'unknown' } },
  { what: 'no response at all', respond: silence, timeout: 400, outcome: { kind: 'unknown' } },
  { what: 'half a body that never ends', respond: halfForEver, timeout: 400, outcome: { kind: 'unknown' } },
];

/** Started first and checked last, because Node gives a connection 10 s to be made. */
let withoutConnection: Promise<PlaceResult>;
let nobodyAccepts: string;
beforeAll(async () => {
  nobodyAccepts = await silentAddress();
  withoutConnection = telephonyAt(nobodyAccepts, 20_000).placeCall(request);
});

describe('one request to place a call', () => {
  it.each(responses)(
    '$what: $outcome.kind, after a single request',
    async ({ respond, outcome, timeout }) => {
      const stub = await openStub(respond);
      const began = performance.now();
      expect(await telephonyAt(stub.url, timeout).placeCall(request)).toMatchObject(outcome);
      expect(performance.now() - began).toBeLessThan((timeout ?? 5000) + 1500);
      expect(stub.received).toHaveLength(1);
    },
  );

  it('does not follow a redirect, which would send the request again', async () => {
    const elsewhere = await openStub(json(201, call));
    const stub = await openStub((response) =>
      response.writeHead(307, { location: `${elsewhere.url}/v2/create-phone-call` }).end(),
    );
    expect(await telephonyAt(stub.url).placeCall(request)).toMatchObject({
      kind: 'not_retell',
      reason: `it points to ${elsewhere.url}/v2/create-phone-call (307)`,
    });
    expect([stub.received.length, elsewhere.received.length]).toEqual([1, 0]);
  });

  it.each([
    ['nothing listens', deadAddress],
    ['the name does not resolve', async () => 'http://nowhere.invalid'],
  ])('is unreachable where %s', async (_, address) => {
    expect(await telephonyAt(await address()).placeCall(request)).toMatchObject({ kind: 'unreachable' });
  });

  it.each([301, 302, 307, 308, 407, 421])('was not carried out: %i', async (status) => {
    const stub = await openStub(
      json(status, '', { location: 'https://user:secret@other.example/x?key=secret' }),
    );
    const result = await telephonyAt(stub.url).placeCall(request);
    expect(result).toMatchObject({ kind: 'not_retell', address: stub.url });
    expect(everythingOf(result)).not.toContain('secret');
    expect(stub.received).toHaveLength(1);
  });

  it('is sent once, with its length, whatever the status of the response', async () => {
    const statuses = Object.keys(STATUS_CODES)
      .map(Number)
      .filter((status) => status >= 200);
    let status = 0;
    const stub = await openStub((response) => response.writeHead(status).end());
    for (status of statuses) await telephonyAt(stub.url).placeCall(request);
    expect(stub.received).toHaveLength(statuses.length);
    for (const { headers, body } of stub.received) {
      expect(headers['content-length']).toBe(String(JSON.stringify(body).length));
      expect(headers['transfer-encoding']).toBeUndefined();
    }
  });

  it.each([
    [
      'the server speaks no TLS',
      async () => (await openStub(json(201, call))).url.replace('http:', 'https:'),
    ],
    ['the connection is cut during the handshake', async () => `https://127.0.0.1:${await cuttingPort()}`],
    ['the address has a blank at its end', async () => `${(await openStub(json(201, call))).url} `],
    ['the address is none', async () => 'http://127.0.0.1:99999'],
  ])('certainly never left if %s', async (_, address) => {
    expect(await telephonyAt(await address()).placeCall(request)).toMatchObject({ kind: 'unreachable' });
  });

  it('certainly never left if time is up before there is a connection', async () => {
    expect(await telephonyAt(nobodyAccepts, 300).placeCall(request)).toMatchObject({
      kind: 'unreachable',
    });
  });

  it("does not count another server's 404, at a wrong base URL, as a refusal", async () => {
    const stub = await openStub((response) => response.writeHead(404).end('<h1>nginx</h1>'));
    const { kind } = await telephonyAt(`${stub.url}/wrong`).placeCall(request);
    expect(kind).not.toBe('refused');
    expect(kind).not.toBe('placed');
  });
});

describe('the request itself', () => {
  it('carries the reference twice, the agent, and variables that are all strings', async () => {
    const stub = await openStub(json(201, call));
    await telephonyAt(stub.url).placeCall(request);
    expect(stub.received).toMatchObject([
      { path: '/v2/create-phone-call', headers: { authorization: `Bearer ${secret}` } },
    ]);
    expect(stub.received[0]?.body).toEqual({
      from_number: '+61255501234',
      to_number: '+61491570006',
      override_agent_id: 'agent_demo',
      honor_internal_dnc: true,
      idempotency_key: request.reference,
      metadata: {
        voicebot_reference: request.reference,
        voicebot_database: request.database,
        voicebot_scheduled_call: '7',
        voicebot_attempt: '1',
      },
      retell_llm_dynamic_variables: { contact_name: 'Ada', order_count: '7', empty: '' },
    });
  });

  it('places one call however often it is sent with the same key, and finds it by reference', async () => {
    const { simulator } = await openAccount();
    const telephony = telephonyAt(simulator.url);
    const [first, again] = [await telephony.placeCall(request), await telephony.placeCall(request)];
    expect(again).toMatchObject({ kind: 'placed', response: 'response' in first && first.response });
    expect(simulator.rings()).toHaveLength(1);
    const retellCallId = 'report' in first && first.report.retellCallId;
    expect(await telephony.findByReference(request.reference)).toMatchObject({ retellCallId });
    expect(await telephony.findByReference('vb_of_another_call')).toBeUndefined();
  });

  it('shows the API key neither in its log nor in its results', async () => {
    const lines: string[] = [];
    for (const { respond, timeout } of responses) {
      const stub = await openStub(respond);
      const telephony = telephonyAt(stub.url, timeout ?? 1000, (line) => lines.push(line));
      expect(everythingOf(await telephony.placeCall(request))).not.toContain(secret);
    }
    expect(lines.length).toBeGreaterThanOrEqual(responses.length);
    expect(lines.join('\n')).not.toContain(secret);
  });
});

describe('lookups', () => {
  const other = { ...call, metadata: { voicebot_reference: 'vb_other' } };
  const mine = { call_id: 'call_2', metadata: { voicebot_reference: request.reference } };
  const unreadable = { code: 'retell_unreadable' };
  const nothing = { nothing: true };
  const lists: { what: string; pages: unknown[]; result: object }[] = [
    { what: 'nothing', pages: [{ items: [] }], result: nothing },
    { what: 'other calls', pages: [{ items: [other, { ...call, metadata: {} }] }], result: nothing },
    { what: 'the call', pages: [{ items: [other, mine] }], result: { retellCallId: 'call_2' } },
    {
      what: 'the call twice',
      pages: [{ items: [mine, { ...mine, call_id: 'call_3' }] }],
      result: { retellCallId: 'call_2', alsoPlacedAs: 'call_3' },
    },
    {
      what: 'the call beside rubbish',
      pages: [{ items: ['rubbish', mine] }],
      result: { retellCallId: 'call_2' },
    },
    {
      what: 'the call on a second page',
      pages: [
        { items: [other], has_more: true, pagination_key: 'a' },
        { items: [mine], has_more: false },
      ],
      result: { retellCallId: 'call_2' },
    },
    {
      what: 'others on two pages',
      pages: [
        { items: [other], pagination_key: 'a' },
        { items: [other], has_more: false, pagination_key: 'b' },
      ],
      result: nothing,
    },
    { what: 'rubbish', pages: [{ items: ['rubbish'] }], result: unreadable },
    { what: 'a call without metadata', pages: [{ items: [call] }], result: unreadable },
    { what: 'a call without an id', pages: [{ items: [{ metadata: {} }] }], result: unreadable },
    {
      what: 'a reference that is no text',
      pages: [{ items: [{ ...call, metadata: { voicebot_reference: 7 } }] }],
      result: unreadable,
    },
    {
      what: 'an empty page with more',
      pages: [{ items: [], has_more: true, pagination_key: 'a' }],
      result: unreadable,
    },
    { what: 'more, and no key', pages: [{ items: [other], has_more: true }], result: unreadable },
    { what: 'no end', pages: [{ items: [other], has_more: true, pagination_key: 'a' }], result: unreadable },
  ];

  it.each(lists)('by reference, given a list of $what', async ({ pages, result }) => {
    let asked = 0;
    const stub = await openStub((response, received) =>
      json(200, pages[Math.min(asked++, pages.length - 1)])(response, received),
    );
    const found = await telephonyAt(stub.url)
      .findByReference(request.reference)
      .catch((error: unknown) => error);
    expect(found ?? nothing).toMatchObject(result);
  });

  it('fetch a hundred calls in one request', async () => {
    const { simulator } = await openAccount({ limits: { concurrency: 1000 } });
    const telephony = telephonyAt(simulator.url);
    const ids: string[] = [];
    for (let n = 0; n < 100; n++) {
      const outcome = await telephony.placeCall({ ...request, reference: `vb_number_${n}` });
      if (outcome.kind === 'placed') ids.push(outcome.report.retellCallId);
    }
    const before = simulator.requests().length;
    const { reports } = await telephony.reportsOf([...ids.slice(0, 99), 'call_that_is_not']);
    expect(reports.map((report) => report.retellCallId).sort()).toEqual(ids.slice(0, 99).sort());
    expect(simulator.requests().length - before).toBe(1);
  });

  it('ask about fewer calls at once if Retell refuses that many, and from then on', async () => {
    const { simulator } = await openAccount({ limits: { concurrency: 1000 }, mostIds: 40 });
    const telephony = telephonyAt(simulator.url);
    const ids: string[] = [];
    for (let n = 0; n < 100; n++) {
      const outcome = await telephony.placeCall({ ...request, reference: `vb_number_${n}` });
      if (outcome.kind === 'placed') ids.push(outcome.report.retellCallId);
    }
    const requestsFor = async () => {
      const before = simulator.requests().length;
      const { reports } = await telephony.reportsOf(ids);
      expect(reports.map((report) => report.retellCallId)).toEqual(expect.arrayContaining(ids));
      return simulator.requests().length - before;
    };
    // 100 and 50 are refused, four times 25 are not.
    expect(await requestsFor()).toBe(6);
    expect(await requestsFor()).toBe(4);
    simulator.addFault({ on: 'list', kind: 'status', status: 400, times: 99 });
    await expect(telephony.reportsOf(ids)).rejects.toBeInstanceOf(Problem);
  });

  it('report the state of a call', async () => {
    const over = {
      ...call,
      call_status: 'ended',
      disconnection_reason: 'user_hangup',
      start_timestamp: 1_770_000_000_000,
      end_timestamp: 1_770_000_042_000,
      duration_ms: 42_000,
    };
    const items = [over, { ...call, call_id: 'call_2', call_status: 'a status of the future' }];
    const stub = await openStub(json(200, { items }));
    const { reports } = await telephonyAt(stub.url).reportsOf(['call_1', 'call_2']);
    expect(reports).toMatchObject([
      {
        retellCallId: 'call_1',
        status: 'ended',
        disconnectionReason: 'user_hangup',
        startedAt: new Date(1_770_000_000_000),
        endedAt: new Date(1_770_000_042_000),
        durationMs: 42_000,
      },
      {
        retellCallId: 'call_2',
        status: 'registered',
        disconnectionReason: null,
        startedAt: null,
        endedAt: null,
        durationMs: null,
      },
    ]);
  });

  const troubles: { what: string; respond: Respond; kind: string; code: string }[] = [
    { what: '400', respond: refusal(400, 'What?'), kind: 'failed', code: 'retell_refused' },
    { what: '401', respond: refusal(401, 'No.'), kind: 'not_set_up', code: 'retell_account' },
    { what: '402', respond: refusal(402, 'Pay.'), kind: 'not_set_up', code: 'retell_account' },
    {
      what: '429',
      respond: refusal(429, 'Slow.', { 'retry-after': '3' }),
      kind: 'try_again',
      code: 'retell_throttled',
    },
    { what: '500', respond: refusal(500, 'Oh.'), kind: 'try_again', code: 'retell_unreachable' },
    { what: 'a cut connection', respond: cut, kind: 'try_again', code: 'retell_unreachable' },
    { what: 'silence', respond: silence, kind: 'try_again', code: 'retell_unreachable' },
    { what: 'half a body', respond: halfForEver, kind: 'try_again', code: 'retell_unreachable' },
    { what: 'HTML', respond: html, kind: 'try_again', code: 'retell_unreadable' },
    { what: 'another JSON', respond: json(200, { ok: 1 }), kind: 'try_again', code: 'retell_unreadable' },
  ];

  it.each(troubles)('turn $what into a Problem: $code', async ({ respond, kind, code }) => {
    const stub = await openStub(respond);
    const telephony = telephonyAt(stub.url, 700);
    const began = performance.now();
    const errors = await Promise.all([
      telephony.findByReference(request.reference).catch((error: unknown) => error),
      telephony.reportsOf(['call_1']).catch((error: unknown) => error),
      telephony.lines().catch((error: unknown) => error),
    ]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({ kind, code });
      expect(everythingOf(error)).not.toContain(secret);
    }
    // A request that took longer could outlast the claim that waits for it.
    expect(performance.now() - began).toBeLessThan(700 + 500);
  });
});

describe('a network that drops every packet', () => {
  it('is unreachable, because no request was sent', async () => {
    expect(await withoutConnection).toMatchObject({ kind: 'unreachable' });
  });
});

/** Returns the port of a server that cuts each connection at its first byte. */
async function cuttingPort(): Promise<number> {
  const server = createServer((socket) => void socket.once('data', () => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** Returns everything in an error or a result, including causes and properties that are not enumerable. */
function everythingOf(value: unknown, depth = 0): string {
  if (depth > 6 || typeof value !== 'object' || value === null) return String(value);
  const parts = Reflect.ownKeys(value).map((name) => {
    const property: unknown = Reflect.get(value, name);
    return `${String(name)}: ${everythingOf(property, depth + 1)}`;
  });
  const headers = value instanceof Headers ? [...value.entries()].flat() : [];
  return [...parts, ...headers, JSON.stringify(Object.keys(value))].join('\n');
}

/**
 * Returns the address of a listener that never accepts a connection and whose queue is full, so that another attempt
 * gets no reply, as behind a firewall that drops packets.
 */
async function silentAddress(): Promise<string> {
  const listening = `
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', listening]);
  const [chunk]: unknown[] = await once(child.stdout, 'data');
  const port = Number(String(chunk));
  const filling = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  afterAll(() => {
    for (const socket of filling) socket.destroy();
    child.kill('SIGKILL');
  });
  const [first, second] = filling;
  await Promise.all([first, second].map((socket) => socket?.connecting && once(socket, 'connect')));
  return `http://127.0.0.1:${port}`;
}
