import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holidayCalendar } from '../../../src/calendar/calendar.ts';
import { chooseCallTimes } from '../../../src/domain/calls/call-times/choice.ts';
import { type CallPolicy, noExceptions } from '../../../src/domain/calls/gates/policy.ts';
import type { ContactDraft } from '../../../src/domain/contacts/contact.ts';
import { decideDue, decideImmediate } from '../../../src/operations/calling/decide-call.ts';
import {
  type Explaining,
  type Explanation,
  explainScheduled,
} from '../../../src/operations/calling/deciding/explain-call.ts';
import { fillHolidays } from '../../../src/operations/holidays/fill-holidays.ts';
import type { ClaimResult } from '../../../src/operations/ports/claim-store.ts';
import type { Store } from '../../../src/operations/ports/store.ts';
import { openEmptyStore } from '../../support/empty-store.ts';
import { noRules } from '../../support/policy.ts';

const minute = 60_000;
const day = 86_400_000;

const people: Omit<ContactDraft, 'name'>[] = [
  { phoneNumber: '+61491570006', customFields: {} },
  { phoneNumber: '+61491570156', timezone: 'Australia/Lord_Howe', customFields: {} },
  { phoneNumber: '+61291234567', customFields: { state: 'WA' } },
  { phoneNumber: '+61491570157', customFields: { state: 'QLD', postcode: '2880' } },
  { phoneNumber: '+12025550123', customFields: {} },
  { phoneNumber: '+13055550123', customFields: { state: 'FL' } },
  { phoneNumber: '+6421555012', customFields: {} },
  { phoneNumber: '+97714412345', customFields: {} },
  { phoneNumber: '+212661123456', timezone: 'Africa/Casablanca', customFields: {} },
];

const cases = fc.record({
  contactId: fc.integer({ min: 1, max: people.length }),
  /** Any minute of a year with both changes of the clocks. */
  due: fc.integer({ min: 0, max: 365 * 1440 }).map((n) => new Date(Date.UTC(2026, 6, 1) + n * minute)),
  callTimes: fc.constantFrom('au', 'au-research', 'us', 'Mon-Fri 09:00-12:00,13:30-17:00', 'Sun 02:10-02:40'),
  assumedTimezone: fc.constantFrom(undefined, 'Australia/Sydney'),
  chosen: fc.constantFrom(null, null, 'Mon-Sun 08:00-08:15'),
  outsideHours: fc.constantFrom(null, null, null, 'asked for it'),
  notAfter: fc.constantFrom(null, null, 3 * day),
  /** How long before it was due its number had the only call that it may have in 24 hours, in minutes; null for none. */
  lastCall: fc.option(fc.integer({ min: 1, max: 30 * 60 })),
});

type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

/** Schedules the call of a case in this store. @returns what explaining it needs */
async function schedule(store: Store, one: Case): Promise<{ id: number; explaining: Explaining }> {
  const { due, contactId, callTimes, assumedTimezone, chosen, outsideHours, notAfter } = one;
  const now = new Date(due.getTime() - minute);
  const draft = {
    ...{ contactId, fromNumber: '+61255501234', agentId: 'agent', scheduledTime: due },
    ...{ dynamicVariables: {}, maxAttempts: 3, simulated: null, timezone: null, locale: null },
    ...{
      callTimes: chosen,
      outsideHours,
      notAfter: notAfter === null ? null : new Date(due.getTime() + notAfter),
    },
  };
  const scheduled = await store.scheduleCalls([draft], now, 'again');
  const choice = chooseCallTimes(callTimes);
  const maxCallsPerDay = one.lastCall === null ? undefined : 1;
  const policy: CallPolicy = {
    ...noRules,
    ...{ callTimes: { choice, holds: true }, assumedTimezone, maxCallsPerDay },
  };
  const explaining: Explaining = {
    ...{ store, policy, timezone: 'Australia/Sydney', locale: 'en-AU', simulated: false },
    coverHolidays: async (countries) => {
      const calendar = async () => holidayCalendar;
      await fillHolidays(countries, { store, calendar, clock: { now: () => now } });
    },
  };
  return { id: scheduled.kind === 'scheduled' ? (scheduled.ids[0] ?? 0) : 0, explaining };
}

/** Returns what a run at that time does with the call that is due then. */
async function claimAt(at: Date, { store, ...explaining }: Explaining & { store: Store }) {
  const decide = decideDue({ ...explaining, clock: { now: () => at }, lastRunAt: null });
  const result = await store.claimNextDue({ now: at, account: 1, lease: minute, decide });
  if (result?.kind === 'claimed') await store.withdraw(result.claim, at);
  return result;
}

/** Returns what a run at that time would do, had the call been due just then. */
async function claimIfDueAt(at: Date, id: number, explaining: Explaining & { store: Store }) {
  await explaining.store.layOutCalls([{ id, at }], at);
  return claimAt(at, explaining);
}

/** Places the earlier call of a case, if it has one. @returns a function that takes it back */
async function placeEarlier(store: Store, { contactId, due, lastCall }: Case): Promise<() => Promise<void>> {
  if (lastCall === null) return async () => undefined;
  const now = new Date(due.getTime() - lastCall * minute);
  const spec = { fromNumber: '+61255501234', agentId: 'agent', variables: {}, exceptions: noExceptions };
  const context = {
    timezone: 'UTC',
    locale: 'en',
    simulated: false,
    policy: noRules,
    clock: { now: () => now },
  };
  const decide = decideImmediate(spec, people[contactId - 1]?.phoneNumber ?? '', context);
  const result = await store.claimNew(contactId, { now, account: 1, lease: minute, decide });
  if (!('claim' in result)) throw new Error('not placed');
  return () => store.withdraw(result.claim, now);
}

async function agree(store: Store, one: Case): Promise<void> {
  const takeBack = await placeEarlier(store, one);
  const { id, explaining } = await schedule(store, one);
  const { due } = one;
  const explained = await explainScheduled(id, undefined, { ...explaining, now: due });
  if (!('outlook' in explained)) throw new Error('the call is over');
  const { outlook } = explained;
  const claiming = { ...explaining, store };
  const found = (result: ClaimResult | undefined) => result?.kind;
  expect(saysOf(explained)).toEqual(explained.verdict);
  const before = new Date(outlook.at.getTime() - minute);
  if (outlook.kind === 'open' && before >= due)
    expect(found(await claimIfDueAt(before, id, claiming))).toBe('postponed');
  const at = await claimIfDueAt(outlook.at, id, claiming);
  expect(found(at)).toBe(outlook.kind === 'open' ? 'claimed' : 'forbidden');
  if (at?.kind === 'forbidden' && outlook.kind === 'never') expect(at.reason).toBe(outlook.reason);
  await store.cancelScheduledCalls([id], outlook.at);
  await takeBack();
}

/** Returns what the gates say together. */
function saysOf({ gates }: Explanation): string {
  const said = gates.map(({ verdict }) => verdict);
  return said.find((one) => one === 'refuse') ?? said.find((one) => one === 'wait') ?? 'place';
}

describe('what why says', () => {
  it('is what a claim does: closed one minute before the moment that it names, and placed at it', async () => {
    const store = openEmptyStore();
    const now = new Date(Date.UTC(2026, 5, 1));
    await store.saveContacts(
      people.map((person) => ({ name: 'Ada', ...person })),
      now,
    );
    await store.openAccount({ address: 'https://example.com', fingerprint: 'x' }, now);
    await fc.assert(
      fc.asyncProperty(cases, (one) => agree(store, one)),
      { numRuns: 100 },
    );
  }, 60_000);
});
