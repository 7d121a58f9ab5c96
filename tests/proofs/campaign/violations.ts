import { DateTime } from 'luxon';
import type { z } from 'zod';
import type { SimulatedCall } from '../../../src/telephony/simulator/calls/simulated-call.ts';
import type { CampaignWorld } from './cron.ts';
import { callbacks, campaigns, entries, ledgerCalls, scheduledCalls } from './ledger.ts';
import type { Callee } from './people.ts';
import { isOpenAt, promisedAt, type Rules, reasonsFor, tolerance } from './reasons.ts';

/** What voicebot says has become of everything. */
export interface Ledger {
  calls: z.infer<typeof ledgerCalls>['calls'];
  scheduled: z.infer<typeof scheduledCalls>['scheduledCalls'];
  callbacks: z.infer<typeof callbacks>['callbacks'];
  entries: z.infer<typeof entries>['entries'];
  campaigns: z.infer<typeof campaigns>['campaigns'];
}

/** Reads the ledger as a script would: by commands, in JSON. */
export async function readLedger({ command }: CampaignWorld): Promise<Ledger> {
  const json = async <T>(schema: z.ZodType<T>, ...words: string[]) =>
    schema.parse(JSON.parse(await command([...words, '--json'])));
  return {
    ...(await json(ledgerCalls, 'calls', 'list', '--limit', '0')),
    scheduled: (await json(scheduledCalls, 'scheduled', 'list', '--limit', '0')).scheduledCalls,
    ...(await json(callbacks, 'calls', 'callbacks', '--limit', '0')),
    ...(await json(entries, 'dnc', 'list', '--limit', '0')),
    ...(await json(campaigns, 'campaigns', 'list')),
  };
}

export type OverCall = SimulatedCall & Required<Pick<SimulatedCall, 'outcome'>>;

interface Proof {
  log: readonly OverCall[];
  rings: readonly { toNumber: string; reference?: string }[];
  ledger: Ledger;
  callees: readonly Callee[];
  /** The redial rules of each campaign, by its name. */
  rules: Readonly<Record<string, Rules>>;
}

/** Returns each rule that was broken, as a sentence, by comparing the simulator's own log with the ledger. */
export function violationsIn(proof: Proof): string[] {
  return [
    ...eachRingsOnce(proof),
    ...everyCallIsKnown(proof),
    ...nobodyAfterOptOut(proof),
    ...everyCallHasReason(proof),
    ...everyCallbackIsKeptOrTold(proof),
    ...costsAgree(proof),
    ...inOpenHours(proof),
    ...nothingIsLeft(proof),
  ];
}

function eachRingsOnce({ rings }: Proof): string[] {
  const counts = countBy(rings, ({ reference }) => reference ?? '');
  return [...counts].flatMap(([reference, count]) =>
    count > 1 ? [`${count} phones rang for the attempt ${reference}`] : [],
  );
}

function everyCallIsKnown({ log, ledger }: Proof): string[] {
  const known = new Map(ledger.calls.map((call) => [call.retellCallId, call]));
  return log.flatMap(({ callId, toNumber, outcome }) => {
    const call = known.get(callId);
    if (!call) return [`${callId} to ${toNumber} is not in the ledger`];
    const isCertain = outcome.isTold && (outcome.disposition !== 'machine' || outcome.analysedAt);
    return isCertain && call.disposition !== outcome.disposition
      ? [`${callId} to ${toNumber} was ${outcome.disposition}, not ${call.disposition}`]
      : [];
  });
}

function nobodyAfterOptOut({ log, ledger }: Proof): string[] {
  const listed = new Set(ledger.entries.map(({ phoneNumber }) => phoneNumber));
  return log.flatMap(({ toNumber, outcome }) => {
    if (!outcome.optOut || !outcome.isTold || !outcome.analysedAt) return [];
    const after = log.filter((call) => call.toNumber === toNumber && call.createdAt >= outcome.at);
    return [
      ...after.map(({ callId }) => `${toNumber} was phoned after its opt-out (${callId})`),
      ...(listed.has(toNumber) ? [] : [`${toNumber} is not on the do-not-call list`]),
    ];
  });
}

function everyCallHasReason({ log, ledger, callees, rules }: Proof): string[] {
  const campaignOf = new Map(ledger.calls.map((call) => [call.retellCallId, call.campaignId]));
  const asked = new Set(ledger.callbacks.map(({ callId }) => callId));
  const idOf = new Map(ledger.calls.map((call) => [call.retellCallId, call.id]));
  const held = new Set(ledger.calls.filter(isLeftToOperator).map(({ toNumber }) => toNumber));
  return ledger.campaigns.flatMap(({ id, name }) =>
    callees.flatMap((callee) => {
      const own = log.filter((call) => call.toNumber === callee.number && campaignOf.get(call.callId) === id);
      const { violations, open } = reasonsFor(callee, own, rules[name] ?? {});
      const last = own.at(-1);
      const isListed = ledger.entries.some(({ phoneNumber }) => phoneNumber === callee.number);
      const isTold = open?.kind === 'callback' && asked.has(idOf.get(last?.callId ?? '') ?? 0);
      const all =
        open && !isListed && !isTold && !held.has(callee.number)
          ? [
              ...violations,
              `${callee.number} was left without its ${open.kind} in ${name} (after ${last?.callId})`,
            ]
          : violations;
      return all.length > 0 ? [...all, `  ${own.map(history).join('; ')}`] : [];
    }),
  );
}

/** Describes a call of somebody of whose calls one is wrong. */
function history({ callId, createdAt, reason, outcome }: OverCall): string {
  const { disposition, isTold, analysedAt, optOut, callback } = outcome;
  return `${callId} at ${createdAt.toISOString()}: ${JSON.stringify({ reason, disposition, isTold, analysedAt, optOut, callback })}`;
}

/** What the list of callbacks says of one that was not kept, and why. */
const settledStates: ReadonlySet<string> = new Set(['late', 'broken', 'operator', 'withdrawn', 'done']);

function everyCallbackIsKeptOrTold({ log, ledger, callees }: Proof): string[] {
  const zoneOf = new Map(callees.map((callee) => [callee.number, callee]));
  return log.flatMap((call) => {
    const { outcome, toNumber, callId } = call;
    const callee = zoneOf.get(toNumber);
    if (!outcome.callback || !outcome.isTold || !outcome.analysedAt || !callee) return [];
    const known = ledger.calls.find(({ retellCallId }) => retellCallId === callId);
    const kept = ledger.callbacks.find((callback) => callback.callId === known?.id);
    if (!kept) return [`the callback that ${toNumber} asked for in ${callId} is not known`];
    const at = promisedAt(call, callee);
    if (kept.at && outcome.callback.at && kept.at.getTime() !== asWritten(outcome.callback.at, callee))
      return [`the callback of ${callId} is due at ${kept.at.toISOString()}`];
    if (kept.state === 'kept') {
      const isMade = log.some(
        ({ toNumber: number, createdAt }) =>
          at && number === toNumber && createdAt >= at && createdAt.getTime() <= at.getTime() + tolerance,
      );
      return isMade ? [] : [`the callback of ${callId} counts as kept, and was not`];
    }
    return settledStates.has(kept.state)
      ? []
      : [`the callback of ${callId} is ${kept.state} in the end: ${kept.inTheWay}`];
  });
}

function asWritten(text: string, { zone }: Callee): number {
  return DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone }).toMillis();
}

function costsAgree({ log, ledger }: Proof): string[] {
  const known = new Map(ledger.calls.map((call) => [call.retellCallId, call]));
  const perCall = log.flatMap(({ callId, outcome }) => {
    const cost = known.get(callId)?.costCents ?? 0;
    return cost === costTold(outcome) ? [] : [`${callId} cost ${costTold(outcome)} cents, not ${cost}`];
  });
  const perCampaign = ledger.campaigns.flatMap(({ id, name, costCents }) => {
    const own = log.filter(({ callId }) => known.get(callId)?.campaignId === id);
    const sum = own.reduce((total, { outcome }) => total + costTold(outcome), 0);
    return Math.abs(sum - costCents) < 1e-6 ? [] : [`${name} cost ${sum} cents, not ${costCents}`];
  });
  return [...perCall, ...perCampaign];
}

function costTold(outcome: OverCall['outcome']): number {
  return outcome.isTold ? outcome.costCents : 0;
}

function inOpenHours({ log, callees }: Proof): string[] {
  const byNumber = new Map(callees.map((callee) => [callee.number, callee]));
  return log.flatMap(({ toNumber, createdAt, callId }) => {
    const local = DateTime.fromJSDate(createdAt, { zone: byNumber.get(toNumber)?.zone ?? 'UTC' });
    return isOpenAt(local) ? [] : [`${toNumber} was called at ${local.toISO()} (${callId})`];
  });
}

/** Whether it is not known if the phone rang, and the request can no longer be sent again, as the hours had closed: the operator is told. */
function isLeftToOperator({ status, waitsFor }: Ledger['calls'][number]): boolean {
  return status === 'unknown' && waitsFor === 'operator';
}

function nothingIsLeft({ ledger }: Proof): string[] {
  const held = new Set(ledger.calls.filter(isLeftToOperator).map(({ scheduledCallId }) => scheduledCallId));
  const scheduled = ledger.scheduled.flatMap(({ id, status }) =>
    status === 'PENDING' || (status === 'IN_PROGRESS' && !held.has(id))
      ? [`scheduled call ${id} is ${status} in the end`]
      : [],
  );
  const calls = ledger.calls.flatMap((call) =>
    ['placing', 'unknown', 'registered', 'ongoing'].includes(call.status) && !isLeftToOperator(call)
      ? [`call ${call.id} is ${call.status} in the end`]
      : [],
  );
  return [...scheduled, ...calls];
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
