import { describe, expect, it } from 'vitest';
import { namedIn, type Wanted } from '../../../src/cli/options/input/own-output.ts';
import { listAt, operatorWith } from '../../support/people.ts';

const calls = [
  { id: 7, contactId: 2, toNumber: '+61491570006', scheduledCallId: 5 },
  { id: 8, contactId: null, toNumber: '+61491570156', scheduledCallId: null },
];
const callsCsv = 'id,contactId,toNumber,scheduledCallId\n7,2,+61491570006,5\n8,,+61491570156,\n';
const contacts = [{ id: 3, name: 'Ada, "A."', phoneNumber: '+61491570110' }];
const contactsCsv = '\ufeffid,name,phoneNumber\r\n3,"Ada, ""A.""",+61491570110\r\n';

describe('a list on standard input', () => {
  it.each<[text: string, wanted: Wanted, named: string[] | undefined]>([
    [JSON.stringify({ contacts }), 'contact', ['3']],
    [JSON.stringify({ contacts }, null, 2), 'phoneNumber', ['+61491570110']],
    [contactsCsv, 'contact', ['3']],
    [contactsCsv, 'phoneNumber', ['+61491570110']],
    [JSON.stringify({ contacts: [{ id: 3 }, { id: 9 }] }), 'contact', ['3', '9']],
    [`${JSON.stringify(contacts[0])}\n${JSON.stringify({ ...contacts[0], id: 4 })}\n`, 'contact', ['3', '4']],
    // The ids of calls are not those of contacts: someone else's phone would ring.
    [JSON.stringify({ calls, total: 2 }), 'contact', ['2', '+61491570156']],
    [callsCsv, 'contact', ['2', '+61491570156']],
    [calls.map((call) => JSON.stringify(call)).join('\n'), 'contact', ['2', '+61491570156']],
    [JSON.stringify({ calls }), 'scheduledCall', ['5']],
    [callsCsv, 'scheduledCall', ['5']],
    [JSON.stringify({ scheduledCalls: [{ id: 5, contactId: 2 }] }), 'scheduledCall', ['5']],
    [JSON.stringify({ scheduledCalls: [{ id: 5, contactId: 2 }] }), 'contact', ['2']],
    ['id,scheduledTime,contact.name,contact.phoneNumber\n5,x,Ada,+61491570006\n', 'scheduledCall', ['5']],
    [
      'id,scheduledTime,contact.name,contact.phoneNumber\n5,x,Ada,+61491570006\n',
      'contact',
      ['+61491570006'],
    ],
    [JSON.stringify({ plan: [{ scheduledCallId: 5, contact: { id: 2, name: 'Ada' } }] }), 'contact', ['2']],
    ['name,phone,email\nAda,+61491570006,\n', 'contact', ['+61491570006']],
    [JSON.stringify({ contacts: [], total: 0 }), 'contact', []],
    ['id,name\n', 'contact', []],
    // Lines of ids, numbers and names are no list of ours.
    ['3\n7-9\n0491 570 006\nAda Lovelace\n', 'contact', undefined],
    ['3,7-9\n', 'contact', undefined],
    ['', 'contact', undefined],
  ])('%j names %ss %j', async (text, wanted, named) => {
    expect(await namedIn(text, wanted)).toEqual(named);
  });

  it.each<[text: string, wanted: Wanted, says: RegExp]>([
    [JSON.stringify({ calls: [{ id: 7 }] }), 'contact', /does not name contacts/],
    ['id\n7\n', 'contact', /does not name contacts/],
    ['id,status\n7,FAILED\n', 'scheduledCall', /does not name scheduled calls/],
    [JSON.stringify({ contacts: [{ id: 1, name: 'Ada' }] }), 'phoneNumber', /does not name phone numbers/],
    ['{"id":7}\n', 'contact', /does not name contacts/],
    ['{"contacts": [', 'contact', /JSON on standard input cannot be read/],
    ['{"id":1,"name":"Ada"}\n{"id":', 'contact', /JSON on standard input cannot be read/],
  ])('%j is refused where %ss are wanted', async (text, wanted, says) => {
    await expect(namedIn(text, wanted)).rejects.toThrow(says);
  });

  it('goes from one command to the next', async () => {
    const operator = await operatorWith(
      'Name,Phone,Tags\nAda,0491570006,vip\nBo,0491570156,\nCy,0491570110,vip\n',
    );
    const chosen = await operator.voicebot(['contacts', 'list', '--tag', 'vip', '--csv']);
    const at = ['--at', '+10m'];
    const scheduled = await operator.json(['schedule', '-', ...at], { stdin: chosen.stdout });
    expect(listAt(scheduled, 'scheduledCalls').map(({ contactId }) => contactId)).toEqual([1, 3]);
    const listed = await operator.voicebot(['scheduled', 'list', '--json']);
    const cancelled = await operator.json(['scheduled', 'cancel', '-', '--yes'], { stdin: listed.stdout });
    expect(listAt(cancelled, 'scheduledCalls').map(({ id }) => id)).toEqual([1, 2]);
    const none = await operator.voicebot(['schedule', '-', ...at], { stdin: '{"contacts": []}' });
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('list on standard input is empty'),
    });
  });
});
