import type { ScriptedCall } from '../../../src/telephony/simulator/calls/course.ts';
import { pick, type Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { Simulator } from '../../../src/telephony/simulator/simulator.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import type { Office } from './office.ts';

/** How calls end. Those for which no phone rings are few: a campaign is paused if half of them fail so. */
const reasons = [
  ...(['user_hangup', 'user_hangup', 'agent_hangup', 'agent_hangup', 'call_transfer'] as const),
  ...(['dial_busy', 'dial_busy', 'dial_no_answer', 'dial_no_answer', 'voicemail_reached'] as const),
  ...(['user_declined', 'invalid_destination', 'concurrency_limit_reached', 'error_retell'] as const),
  ...(['telephony_provider_unavailable', 'ivr_reached', 'inactivity'] as const),
];

const numberOf = (n: number) => `+6149${String(1_000_000 + n)}`;

/** Returns how a call goes, and what its analysis hears: machines that took the call, people who want no more calls, or one later. */
function drawCall(random: Random): ScriptedCall {
  const reason = pick(random, reasons);
  const isHeard = random() < 0.3;
  return {
    reason,
    ringSeconds: Math.ceil(random() * 25),
    talkSeconds: Math.ceil(random() * 150),
    ...(random() < 0.5 && { analysisSeconds: random() < 0.1 ? Number.POSITIVE_INFINITY : random() * 300 }),
    // Lists may be older than what is told by webhook.
    ...(random() < 0.1 && { lateSeconds: 30 }),
    ...(isHeard && {
      wishes: {
        optOut: random() < 0.5,
        callback: random() < 0.5 ? { words: 'tomorrow at ten', at: '2026-03-04 10:00' } : null,
      },
    }),
    ...(random() < 0.1 && { analysis: { in_voicemail: true } }),
  };
}

/** Has everybody called once, in a campaign that tries again whom it has not reached; the answers of some requests are lost. Then halts. */
export async function placeCalls(
  office: Office,
  simulator: Simulator,
  clock: ManualClock,
  { people, random }: { people: number; random: Random },
): Promise<void> {
  const numbers = Array.from({ length: people }, (_, index) => numberOf(index));
  for (const number of numbers) {
    simulator.script(number, drawCall(random));
    if (random() < 0.06) simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: number });
  }
  const { store } = office;
  const drafts = numbers.map((phoneNumber, index) => ({
    name: `Person ${index + 1}`,
    phoneNumber,
    customFields: {},
  }));
  await store.saveContacts(drafts, clock.now());
  const at = new Date(clock.now().getTime() + 1000);
  const calls = numbers.map((_, index) => ({
    ...{ contactId: index + 1, fromNumber: '+61255501234', agentId: 'agent_demo', scheduledTime: at },
    ...{ dynamicVariables: {}, maxAttempts: 3, simulated: true, timezone: null, locale: null, spacing: 0 },
  }));
  const campaign = {
    name: 'Spring',
    redial: 'busy=10m x3, no-answer=2h x3, voicemail=1d x1',
    maxCostCents: null,
  };
  await store.scheduleCalls(calls, clock.now(), 'again', campaign);
  clock.advance(2);
  while ((await store.countDue(clock.now(), 1)) > 0) await office.run();
  // Calls under way reserve what they may cost, until their costs are known.
  await store.capCampaign(1, 1e7, { now: clock.now(), spacing: 0 });
  await store.haltCalls({ by: 'operator', reason: 'proof' }, clock.now());
}
