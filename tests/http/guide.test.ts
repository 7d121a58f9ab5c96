import { describe, expect, it } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { type Operator, openOperator } from '../support/operator.ts';

const people = 'Name,Phone\nAda,0491570006\nGrace,0491570156\nÉmile,0491570157\n';
const at = '2026-03-15T09:00:00+11:00';

async function serving(): Promise<{ operator: Operator; api: Api }> {
  const operator = await openOperator();
  operator.file('people.csv', people);
  await operator.voicebot(['contacts', 'import', 'people.csv']);
  return { operator, api: await startApi(operator) };
}

describe('the endpoints of the guide', () => {
  it('schedule, list, cancel and place calls, and call at once, as they were written', async () => {
    const { operator, api } = await serving();
    const scheduled = await api.send('POST', '/api/scheduled-calls', {
      ...{ contactIds: ['1', 2], scheduledTime: at, fromNumber: '+61255501234', agentId: 'agent_demo' },
      dynamicVariables: { offer: 'spring' },
    });
    expect(scheduled.status).toBe(200);
    expect(scheduled.json).toMatchObject({
      success: true,
      message: '2 call(s) scheduled successfully',
      scheduledCalls: [
        { id: 1, scheduledTime: '2026-03-14T22:00:00.000Z', dynamicVariables: { offer: 'spring' } },
        { id: 2, scheduledTime: '2026-03-14T22:02:00.000Z' },
      ],
    });
    const list = await api.get('/api/scheduled-calls?status=PENDING');
    expect(list.json).toMatchObject({
      scheduledCalls: [
        { contact: { name: 'Ada', phoneNumber: '+61491570006' } },
        { contact: { name: 'Grace' } },
      ],
    });
    const cancelled = await api.send('DELETE', '/api/scheduled-calls/2');
    expect(cancelled.json).toEqual({ message: 'Scheduled call cancelled successfully' });
    const placed = await api.send('POST', '/api/retell/create-call', { contactId: '3' });
    expect(placed.json).toMatchObject({
      success: true,
      callId: expect.stringMatching(/^call_/),
      callRecord: { contactId: 3, toNumber: '+61491570157', status: 'registered' },
      retellResponse: { call_status: 'registered' },
    });
    const idle = await api.send('POST', '/api/cron/process-scheduled-calls');
    expect(idle.json).toEqual({
      success: true,
      message: 'Processed 0 scheduled call(s)',
      results: { processed: 0, succeeded: 0, failed: 0, errors: [] },
    });
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('refuse what cannot be done, say why, and change nothing', async () => {
    const { operator, api } = await serving();
    const order = { contactIds: [1], scheduledTime: at };
    await api.send('POST', '/api/scheduled-calls', order);
    const before = operator.rows('select * from scheduled_calls');
    const refusals: [method: string, path: string, body: unknown, status: number, code: string][] = [
      ['POST', '/api/scheduled-calls', order, 409, 'already_scheduled'],
      ['POST', '/api/scheduled-calls', { ...order, contactIds: [9] }, 404, 'contact_not_found'],
      ['POST', '/api/scheduled-calls', { ...order, contactIds: ['+61491570006'] }, 400, 'malformed_request'],
      ['POST', '/api/scheduled-calls', { ...order, contactIds: [] }, 400, 'malformed_request'],
      ['POST', '/api/scheduled-calls', { contactIds: [2] }, 400, 'malformed_request'],
      ['POST', '/api/scheduled-calls', '{"contactIds":', 400, 'malformed_request'],
      ['POST', '/api/scheduled-calls', { ...order, scheduledTime: '2020-01-01 09:00' }, 422, 'time_in_past'],
      ['POST', '/api/scheduled-calls', { ...order, scheduledTime: 'soon-ish' }, 422, 'invalid_time'],
      ['POST', '/api/scheduled-calls', { ...order, fromNumber: 'x' }, 422, 'invalid_phone_number'],
      ['POST', '/api/retell/create-call', { contactId: 9 }, 404, 'contact_not_found'],
      ['POST', '/api/retell/create-call', { contactId: '1 or 1=1' }, 400, 'malformed_request'],
      ['DELETE', '/api/scheduled-calls/99', undefined, 404, 'scheduled_call_not_found'],
      ['DELETE', '/api/scheduled-calls/..%2f..%2fetc', undefined, 400, 'malformed_request'],
      ['GET', '/api/scheduled-calls?status=LATER', undefined, 400, 'malformed_request'],
      ['GET', '/api/scheduled-calls?limit=0', undefined, 400, 'malformed_request'],
      ['GET', '/api/nothing', undefined, 404, 'no_such_route'],
    ];
    for (const [method, path, body, status, code] of refusals) {
      const response = await api.send(method, path, body);
      expect({ path, body, status: response.status, answer: response.json }).toMatchObject({
        ...{ status, answer: { code, status, detail: expect.stringMatching(/\.$/) } },
      });
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      if (!path.includes('nothing'))
        expect(response.json).toMatchObject({ success: false, error: expect.any(String) });
    }
    expect(operator.rows('select * from scheduled_calls')).toEqual(before);
    expect(operator.simulator.rings()).toEqual([]);
  });

  it('schedule a contact again who waits already, if the request says so', async () => {
    const { api } = await serving();
    const order = { contactIds: [1, 2], scheduledTime: at };
    await api.send('POST', '/api/scheduled-calls', { ...order, contactIds: [1] });
    const skipped = await api.send('POST', '/api/scheduled-calls', { ...order, ifScheduled: 'skip' });
    expect(skipped.json).toMatchObject({
      message: '1 call(s) scheduled successfully',
      alreadyScheduled: [{ contactId: 1, scheduledCallId: 1 }],
    });
    const again = await api.send('POST', '/api/scheduled-calls', { ...order, ifScheduled: 'again' });
    expect(again.json).toMatchObject({ message: '2 call(s) scheduled successfully' });
  });
});

describe('a server', () => {
  it('finishes the request under way when it is stopped, and writes a line for each', async () => {
    const { operator } = await serving();
    const api = await startApi(operator, [], { env: { VOICEBOT_REQUEST_TIMEOUT: '1s' } });
    operator.simulator.addFault({ on: 'create', kind: 'hang' });
    const placing = api.send('POST', '/api/retell/create-call', { contactId: 1 });
    await expect.poll(() => operator.simulator.rings().length, { timeout: 30_000 }).toBe(1);
    api.running.process.kill('SIGTERM');
    const { status, json, headers } = await placing;
    // Whoever repeats it would have the phone ring again: no status after which clients do.
    expect({ status, json }).toMatchObject({ status: 409, json: { code: 'call_unknown' } });
    expect((await api.running.ended).code).toBe(143);
    const [line] = api.log();
    expect(line).toMatchObject({
      method: 'POST',
      path: '/api/retell/create-call',
      status: 409,
      profile: 'default',
    });
    expect(line?.['requestId']).toBe(headers.get('x-request-id'));
  });

  it('places due calls too, with --watch', async () => {
    const { operator } = await serving();
    await operator.voicebot(['schedule', '1-2', '--at', '+1m', '--every', '0s']);
    operator.clock.advance(61);
    const api = await startApi(operator, ['--watch']);
    await expect.poll(() => operator.simulator.rings().length, { timeout: 30_000 }).toBe(2);
    const events = () =>
      api.log().map(({ event, scheduledCallId, profile }) => ({ event, scheduledCallId, profile }));
    await expect.poll(events).toContainEqual({ event: 'placed', scheduledCallId: 2, profile: 'default' });
    const status = await operator.json(['doctor']);
    expect(JSON.stringify(status)).toContain('(serve)');
  });
});
