import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../src/telephony/retell/webhooks/read-webhook.ts';

const receivedAt = new Date('2026-12-08T03:10:00Z');
const start = Date.parse('2026-12-08T03:00:00Z');
const end = start + 60_000;
const call = { call_id: 'call_1', call_status: 'ongoing', start_timestamp: start };
const ended = {
  ...call,
  call_status: 'ended',
  end_timestamp: end,
  duration_ms: 60_000,
  disconnection_reason: 'user_hangup',
};
const read = (event: unknown, about: unknown) =>
  readWebhook(JSON.stringify({ event, call: about }), receivedAt);

describe('a webhook', () => {
  it.each([
    { what: 'that a call has started', event: 'call_started', about: call, status: 'ongoing', at: start },
    {
      what: 'that it has started, of a call that is told as it was before',
      event: 'call_started',
      about: { ...call, call_status: 'registered' },
      ...{ status: 'ongoing', at: start },
    },
    { what: 'that it has ended', event: 'call_ended', about: ended, status: 'ended', at: end },
    {
      what: 'that it has ended, of a call that is told as it was before, by its reason',
      event: 'call_ended',
      about: { call_id: 'call_1', call_status: 'registered', disconnection_reason: 'dial_busy' },
      ...{ status: 'not_connected', at: receivedAt.getTime() },
    },
    {
      what: 'that it has ended, and nothing else, proves no end',
      event: 'call_ended',
      about: { call_id: 'call_1', call_status: 'ongoing' },
      ...{ status: 'registered', at: receivedAt.getTime() },
    },
    {
      what: 'that it was analysed, which is newer than its end',
      event: 'call_analyzed',
      about: { ...ended, call_analysis: { call_summary: 'Agreed.' } },
      ...{ status: 'ended', at: end + 1 },
    },
    {
      what: 'from a clock that is ahead is no newer than when it came',
      event: 'call_ended',
      about: { ...ended, end_timestamp: receivedAt.getTime() + 1000 },
      ...{ status: 'ended', at: receivedAt.getTime() },
    },
  ])('$what', ({ event, about, status, at }) => {
    const report = { retellCallId: 'call_1', status, observedAt: new Date(at), isPushed: true };
    expect(read(event, about)).toMatchObject({ kind: 'webhook', webhook: { event, report } });
  });

  it('says which attempt it is about, and what was said', () => {
    const metadata = { voicebot_reference: 'vb_1', voicebot_database: 'db_1' };
    const transcript_object = [{ role: 'user', content: 'Hello.', words: [] }];
    const about = { ...ended, to_number: '+61491570006', metadata, transcript_object };
    expect(read('call_ended', about)).toMatchObject({
      webhook: {
        ...{ reference: 'vb_1', database: 'db_1', toNumber: '+61491570006' },
        transcript: [{ speaker: 'user', text: 'Hello.' }],
      },
    });
  });

  it.each([
    ['an empty transcript, which may be too early', 'call_ended', { ...ended, transcript_object: [] }],
    [
      'that of a call that has only begun',
      'call_started',
      { ...call, transcript_object: [{ role: 'agent', content: 'Hi' }] },
    ],
  ])('is not believed about what was said: %s', (_, event, about) => {
    expect(read(event, about)).toMatchObject({ webhook: { transcript: undefined } });
  });

  it.each([
    ['no JSON', 'not JSON', 'unreadable'],
    ['no object', '[1]', 'unreadable'],
    ['no event', '{"call":{"call_id":"call_1"}}', 'unreadable'],
    ['a call without an id', '{"event":"call_ended","call":{}}', 'unreadable'],
    ['no call', '{"event":"call_ended"}', 'unreadable'],
    ['a chat', '{"event":"chat_ended","chat":{}}', 'ignored'],
    ['a transcript that goes on', '{"event":"transcript_updated","call":{"call_id":"call_1"}}', 'ignored'],
  ])('about %s', (_, text, kind) => {
    expect(readWebhook(text, receivedAt)).toEqual({ kind });
  });
});
