import { describe, expect, it } from 'vitest';
import { webhookDoor } from '../../../src/telephony/retell/webhooks/webhook-door.ts';
import { signature } from '../../../src/telephony/simulator/webhooks/webhook-sender.ts';

const body = '{"event":"call_ended","call":{"call_id":"call_1"}}';
const bytes = (text: string) => new TextEncoder().encode(text);
const minutesAgo = (count: number) => Date.now() - count * 60_000;
const door = webhookDoor(['key_one', 'key_two']);

describe('a webhook is let in', () => {
  it.each([
    ['if it was signed with the account’s key', bytes(body), signature(body, 'key_one', Date.now()), body],
    ['if it was signed with its next one', bytes(body), signature(body, 'key_two', Date.now()), body],
    ['if it was signed four minutes ago', bytes(body), signature(body, 'key_one', minutesAgo(4)), body],
    ['if its clock is four minutes ahead', bytes(body), signature(body, 'key_one', minutesAgo(-4)), body],
    [
      'not if it was signed six minutes ago',
      bytes(body),
      signature(body, 'key_one', minutesAgo(6)),
      undefined,
    ],
    [
      'not if it was signed six minutes hence',
      bytes(body),
      signature(body, 'key_one', minutesAgo(-6)),
      undefined,
    ],
    [
      'not if it was signed with another key',
      bytes(body),
      signature(body, 'key_three', Date.now()),
      undefined,
    ],
    ['not without a signature', bytes(body), undefined, undefined],
    ['not with an empty signature', bytes(body), '', undefined],
    ['not if anything was added', bytes(`${body} `), signature(body, 'key_one', Date.now()), undefined],
    [
      'with its marks as they were',
      bytes('{"a":"�"}'),
      signature('{"a":"�"}', 'key_one', Date.now()),
      '{"a":"�"}',
    ],
    [
      'not with other bytes that read alike',
      new Uint8Array([...bytes('{"a":"'), 0xff, ...bytes('"}')]),
      signature('{"a":"�"}', 'key_one', Date.now()),
      undefined,
    ],
    [
      'not with a byte order mark that was not signed',
      new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(body)]),
      signature(body, 'key_one', Date.now()),
      undefined,
    ],
  ])('%s', async (_, received, signed, expected) => {
    expect(await door.open(received, signed)).toBe(expected);
  });

  it('not if there is no key', async () => {
    expect(await webhookDoor([]).open(bytes(body), signature(body, '', Date.now()))).toBeUndefined();
  });
});
