import { expect, it } from 'vitest';
import { numberOf, openWithContacts, ringsOf } from '../operations/calling/due-calls.ts';
import { type Api, startApi } from '../support/api.ts';
import type { Operator } from '../support/operator.ts';
import { brokenPromises, recover } from './crashing.ts';

/** Sends a request to a server that kills itself at this point. */
async function sendToDoomed(
  operator: Operator,
  point: string,
  send: (api: Api) => Promise<unknown>,
): Promise<void> {
  const doomed = await startApi(operator, [], { env: { VOICEBOT_CRASH_AT: point } });
  await expect(send(doomed), point).rejects.toThrow();
  expect(await doomed.running.ended, point).toMatchObject({ code: null });
}

it('a client repeats its request after the server died at any step: calls are scheduled once', async () => {
  const points = ['before-scheduleCalls', 'after-scheduleCalls', 'before-keepAnswer', 'after-keepAnswer'];
  const operator = await openWithContacts(points.length);
  const survivor = await startApi(operator);
  for (const [index, point] of points.entries()) {
    const order = {
      contactIds: [index + 1],
      scheduledTime: new Date(operator.clock.now().getTime() + 3_600_000),
    };
    const headers = { 'Idempotency-Key': point, Authorization: `Bearer ${survivor.token}` };
    const send = (api: Api) => api.send('POST', '/api/scheduled-calls', order, headers);
    await sendToDoomed(operator, point, send);
    const answers = [await send(survivor), await send(survivor)];
    expect(answers[0], point).toMatchObject({
      status: 200,
      json: { message: '1 call(s) scheduled successfully', scheduledCalls: [{ contactId: index + 1 }] },
    });
    expect(answers[1]?.text).toBe(answers[0]?.text);
  }
  expect(operator.rows('select contact_id from scheduled_calls order by id')).toEqual(
    points.map((_, index) => ({ contact_id: index + 1 })),
  );
}, 120_000);

it('a client repeats its request after the server died at any step: a phone rings at most once', async () => {
  const deaths = [
    { at: 'before-claimNew', answered: 200, rings: 1 },
    { at: 'after-claimNew', answered: 409, rings: 0 },
    { at: 'before-placeCall', answered: 409, rings: 0 },
    { at: 'after-placeCall', answered: 409, rings: 1 },
    { at: 'before-recordPlaced', answered: 409, rings: 1 },
    { at: 'after-recordPlaced', answered: 200, rings: 1 },
    { at: 'before-keepAnswer', answered: 200, rings: 1 },
    { at: 'after-keepAnswer', answered: 200, rings: 1 },
  ];
  const operator = await openWithContacts(deaths.length);
  const survivor = await startApi(operator);
  const sendTo = (api: Api, index: number) =>
    api.send(
      'POST',
      '/api/retell/create-call',
      { contactId: index + 1 },
      {
        'Idempotency-Key': String(index),
        Authorization: `Bearer ${survivor.token}`,
      },
    );
  for (const [index, { at, answered }] of deaths.entries()) {
    await sendToDoomed(operator, at, (api) => sendTo(api, index));
    const again = await sendTo(survivor, index);
    expect({ at, status: again.status, json: again.json }).toMatchObject({
      ...{ at, status: answered },
      json:
        answered === 200 ? { success: true, callRecord: { contactId: index + 1 } } : { code: 'call_unknown' },
    });
    expect((await sendTo(survivor, index)).status, at).toBe(answered);
  }
  await recover(operator);
  await recover(operator, 300, 6);
  for (const [index, { at, rings }] of deaths.entries()) {
    const { status, json } = await sendTo(survivor, index);
    expect({ at, status, json }).toMatchObject(
      rings === 1
        ? { status: 200, json: { success: true } }
        : { status: 409, json: { code: 'call_unknown' } },
    );
  }
  const rang = deaths.flatMap(({ rings }, index) => (rings === 1 ? [[numberOf(index + 1), 1]] : []));
  expect(ringsOf(operator)).toEqual(Object.fromEntries(rang));
  expect(brokenPromises(operator)).toEqual([]);
}, 120_000);
