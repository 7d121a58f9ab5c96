import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inOneProcess } from '../../support/one-process.ts';
import { openOperator } from '../../support/operator.ts';
import { contactsOf, listAt, objectAt } from '../../support/people.ts';

const folder = fileURLToPath(new URL('../../specimens/', import.meta.url));

const specimens = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));

const expectation = z.strictObject({
  /** Of numbers without `+`, where it is not Australia. */
  country: z.string().optional(),
  /** Other options that it needs, such as `--map`. */
  options: z.array(z.string()).optional(),
  /** Another specimen, which is imported before. */
  after: z.string().optional(),
  contacts: z.array(z.record(z.string(), z.unknown())),
  /** The beginning of each reason is enough. */
  rejects: z.array(z.strictObject({ line: z.number(), reason: z.string() })),
  /** Rows with the number of someone else in the list. */
  sharedNumbers: z.array(z.record(z.string(), z.unknown())).default([]),
});

/** Returns a contact without what the program adds to it. */
function imported(contact: Record<string, unknown>): Record<string, unknown> {
  const { id: _i, createdAt: _c, updatedAt: _u, ...rest } = contact;
  return rest;
}

describe('exports of other products are read as people would read them', () => {
  it.each(specimens)('%s', async (name) => {
    const operator = await openOperator();
    const expected = expectation.parse(JSON.parse(readFileSync(`${folder}${name}.expected.json`, 'utf8')));
    const country = expected.country === undefined ? [] : ['--country', expected.country];
    const options = [...country, ...(expected.options ?? [])];
    const before = expected.after === undefined ? [] : [`${folder}${expected.after}`];
    const words = ['contacts', 'import', `${folder}${name}`, '--json', ...options];
    const lines = [...before.map((file) => ['contacts', 'import', file]), words, words];
    const ran = await inOneProcess(
      operator,
      lines.map((line) => ({ words: line })),
    );
    const [first, again] = ran.slice(-2);
    const contacts = await contactsOf(operator);
    expect(contacts.map(imported)).toEqual(expected.contacts);
    expect(listAt(first?.json, 'rejects')).toEqual(
      expected.rejects.map(({ line, reason }) =>
        expect.objectContaining({ line, reason: expect.stringMatching(beginningWith(reason)) }),
      ),
    );
    expect(objectAt(first?.json)['sharedNumbers'] ?? []).toEqual(expected.sharedNumbers);
    expect(objectAt(again?.json)).toMatchObject({
      created: 0,
      updated: 0,
      rejected: expected.rejects.length,
    });
  });
});

function beginningWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
