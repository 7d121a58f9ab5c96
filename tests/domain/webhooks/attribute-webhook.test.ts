import { describe, expect, it } from 'vitest';
import { type Attribution, attribute } from '../../../src/domain/webhooks/attribute-webhook.ts';

const placed = { id: 1, reference: 'vb_1', toNumber: '+61491570006' };
const unconfirmed = { id: 2, reference: 'vb_2', toNumber: '+61491570157' };
const nothing = { reference: undefined, database: undefined, toNumber: undefined };
const aside = (because: Extract<Attribution, { kind: 'aside' }>['because']) => ({ kind: 'aside', because });

describe('a webhook', () => {
  it.each([
    {
      what: 'with the id and the reference of a call is about that',
      named: { reference: 'vb_1', database: 'db_1' },
      byId: placed,
      expected: { kind: 'reported', callId: 1 },
    },
    {
      what: 'with the id of a call, and without metadata, is about that',
      named: {},
      byId: placed,
      expected: { kind: 'reported', callId: 1 },
    },
    {
      what: 'with the id of a call and the reference of another is about neither',
      named: { reference: 'vb_2' },
      byId: placed,
      expected: aside('another_call'),
    },
    {
      what: 'with the id of a call, and to another number, is about neither',
      named: { toNumber: '+61491570999' },
      byId: placed,
      expected: aside('another_call'),
    },
    {
      what: 'with the reference of an attempt settles that',
      named: { reference: 'vb_2', database: 'db_1', toNumber: '+61491570157' },
      byReference: unconfirmed,
      expected: { kind: 'placed', callId: 2 },
    },
    {
      what: 'that names another database is not of this one, whatever its reference',
      named: { reference: 'vb_2', database: 'db_2' },
      byReference: unconfirmed,
      expected: aside('another_database'),
    },
    {
      what: 'that names another database is not of this one, whatever its id',
      named: { reference: 'vb_1', database: 'db_2' },
      byId: placed,
      expected: aside('another_database'),
    },
    {
      what: 'of this database about an attempt that it has not, as after restoring it, is about an unknown call',
      named: { reference: 'vb_9', database: 'db_1' },
      expected: aside('unknown_call'),
    },
    { what: 'that names nothing known is about an unknown call', named: {}, expected: aside('unknown_call') },
  ])('$what', ({ named, byId, byReference, expected }) => {
    expect(attribute({ ...nothing, ...named }, { byId, byReference, database: 'db_1' })).toEqual(expected);
  });
});
