import { writeSync } from 'node:fs';
import type { Parts } from './cli/parts.ts';
import type { Store } from './operations/ports/store.ts';
import type { Telephony } from './operations/ports/telephony.ts';
import { isOnThisMachine } from './settings/values.ts';

/** The steps before or after which a process can be made to die: those that write, and those that ask Retell. */
const storeSteps = [
  ...(['saveContacts', 'setTag', 'beginImport', 'endImport', 'undoImport', 'endUndo'] as const),
  ...(['scheduleCalls', 'cancelScheduledCalls', 'retryScheduledCalls'] as const),
  ...(['claimNextDue', 'claimNew', 'claimNextUnknown', 'renewToSendAgain'] as const),
  ...(['recordPlaced', 'recordRefused', 'recordUnknown', 'withdraw', 'settleUnknown'] as const),
  ...(['putBehind', 'recordOwnRefusal'] as const),
  ...(['beginOutage', 'endOutage', 'reportOutageAgain'] as const),
  ...(['recordSuppressed', 'suppress', 'unsuppress', 'beginWash', 'recordWash'] as const),
  ...(['haltCalls', 'reportHalt', 'layOutCalls', 'liftHalt'] as const),
  ...(['beginEpoch', 'recordVerified'] as const),
  ...(['takeOpenCalls', 'recordReports', 'recordNotListed', 'setAsideUnreadable'] as const),
  ...(['recordDetails', 'recordRecording', 'askAgain', 'forgetRecording'] as const),
  ...(['keepWebhook', 'applyWebhook', 'setWebhookAside'] as const),
  ...(['purgeContact'] as const),
  ...(['fillHolidays', 'addHoliday', 'removeHoliday', 'setCallTimes', 'removeCallTimes'] as const),
  ...(['openAccount', 'mergeAccounts', 'addToken', 'revokeToken', 'keepAnswer'] as const),
] satisfies (keyof Store)[];
const telephonySteps = [
  'placeCall',
  'findByReference',
  'findCall',
  'findPlaced',
  'reportsOf',
  'callDetails',
  'notListed',
] as const satisfies (keyof Telephony)[];

/** `in-claimNextDue` is inside the claim's transaction, before it commits. */
const points = [
  'in-claimNextDue',
  ...[...storeSteps, ...telephonySteps].flatMap((step) => [`before-${step}`, `after-${step}`]),
];

/** Kills or stops the process if the plan names this point. */
type Reach = (point: string) => void;

/**
 * Returns parts with which the process kills itself at a given point, as a power cut would, with no chance to clean up. The store
 * and the telephony are interfaces of whole steps, so every possible interruption is before or after one of them. Does nothing
 * where calls are real.
 *
 * @param plan the value of `VOICEBOT_CRASH_AT`: a point such as `after-placeCall`; `after-placeCall:2` for the second time it is
 * reached; `stop@after-placeCall` to stop the process (SIGSTOP) instead, as when a machine goes to sleep
 * @throws Error if there is no such point, so that no test passes because nothing happened
 */
export function withCrashPoints(parts: Parts, plan: string): Parts {
  if (!isOnThisMachine(parts.environment['RETELL_BASE_URL'])) return parts;
  const reach = readPlan(plan);
  return {
    ...parts,
    openStore: async (path, options) => crashingStore(await parts.openStore(path, options), reach),
    connect: async (options) => withPoints(await parts.connect(options), telephonySteps, reach),
  };
}

function readPlan(plan: string): Reach {
  const [, stop, point = '', count = '1'] = /^(stop@)?([a-zA-Z-]+)(?::([1-9]\d*))?$/.exec(plan) ?? [];
  if (!points.includes(point)) throw new Error(`VOICEBOT_CRASH_AT: there is no point "${plan}"`);
  let left = Number(count);
  return (reached) => {
    if (reached !== point || --left !== 0) return;
    // Unbuffered: the process ends or stops right after it.
    writeSync(process.stderr.fd, `VOICEBOT_CRASH_AT: ${plan}\n`);
    process.kill(process.pid, stop ? 'SIGSTOP' : 'SIGKILL');
  };
}

/** Returns an object whose steps reach a point before and after. */
function withPoints<T extends object>(object: T, steps: readonly (keyof T & string)[], reach: Reach): T {
  return new Proxy(object, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      const step = steps.find((known) => known === name);
      if (!step || typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        reach(`before-${step}`);
        const result: unknown = await Reflect.apply(value, target, args);
        reach(`after-${step}`);
        return result;
      };
    },
  });
}

function crashingStore(store: Store, reach: Reach): Store {
  const claimNextDue: Store['claimNextDue'] = (options) => {
    const decide: typeof options.decide = (facts) => {
      const decision = options.decide(facts);
      reach('in-claimNextDue');
      return decision;
    };
    return store.claimNextDue({ ...options, decide });
  };
  return withPoints({ ...store, claimNextDue }, storeSteps, reach);
}
