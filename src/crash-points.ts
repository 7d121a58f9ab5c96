import { writeSync } from 'node:fs';
import type { Parts } from './cli/parts.ts';
import type { Store } from './operations/ports/store.ts';
import type { Telephony } from './operations/ports/telephony.ts';
import { isOnThisMachine } from './settings/values.ts';

/** The steps before or after which a process can be made to die: those that write, and those that ask Retell. */
const steps = [
  ...[
    'saveContacts',
    'setTag',
    'beginImport',
    'endImport',
    'undoImport',
    'endUndo',
    'scheduleCalls',
    'cancelScheduledCalls',
    'claimNextDue',
    'claimNew',
    'claimNextUnknown',
  ],
  ...['recordPlaced', 'recordRefused', 'recordUnknown', 'withdraw', 'takeOpenCalls', 'recordReports'],
  ...['renewToSendAgain', 'settleUnknown', 'retryScheduledCalls'],
  ...['placeCall', 'findByReference', 'reportsOf'],
];

/** `in-claimNextDue` is inside the claim's transaction, before it commits. */
const points = ['in-claimNextDue', ...steps.flatMap((step) => [`before-${step}`, `after-${step}`])];

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
    openStore: async (path, onUpdate) => crashingStore(await parts.openStore(path, onUpdate), reach),
    connect: async (options) => crashingTelephony(await parts.connect(options), reach),
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

function withPoints<A extends unknown[], R>(reach: Reach, name: string, step: (...args: A) => Promise<R>) {
  return async (...args: A): Promise<R> => {
    reach(`before-${name}`);
    const result = await step(...args);
    reach(`after-${name}`);
    return result;
  };
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
  return {
    ...store,
    saveContacts: withPoints(reach, 'saveContacts', store.saveContacts),
    setTag: withPoints(reach, 'setTag', store.setTag),
    beginImport: withPoints(reach, 'beginImport', store.beginImport),
    endImport: withPoints(reach, 'endImport', store.endImport),
    undoImport: withPoints(reach, 'undoImport', store.undoImport),
    endUndo: withPoints(reach, 'endUndo', store.endUndo),
    scheduleCalls: withPoints(reach, 'scheduleCalls', store.scheduleCalls),
    cancelScheduledCalls: withPoints(reach, 'cancelScheduledCalls', store.cancelScheduledCalls),
    claimNextDue: withPoints(reach, 'claimNextDue', claimNextDue),
    claimNew: withPoints(reach, 'claimNew', store.claimNew),
    claimNextUnknown: withPoints(reach, 'claimNextUnknown', store.claimNextUnknown),
    recordPlaced: withPoints(reach, 'recordPlaced', store.recordPlaced),
    recordRefused: withPoints(reach, 'recordRefused', store.recordRefused),
    recordUnknown: withPoints(reach, 'recordUnknown', store.recordUnknown),
    withdraw: withPoints(reach, 'withdraw', store.withdraw),
    takeOpenCalls: withPoints(reach, 'takeOpenCalls', store.takeOpenCalls),
    recordReports: withPoints(reach, 'recordReports', store.recordReports),
    renewToSendAgain: withPoints(reach, 'renewToSendAgain', store.renewToSendAgain),
    settleUnknown: withPoints(reach, 'settleUnknown', store.settleUnknown),
    retryScheduledCalls: withPoints(reach, 'retryScheduledCalls', store.retryScheduledCalls),
  };
}

function crashingTelephony(telephony: Telephony, reach: Reach): Telephony {
  const placeCall = withPoints(reach, 'placeCall', telephony.placeCall);
  const findByReference = withPoints(reach, 'findByReference', telephony.findByReference);
  return {
    ...telephony,
    placeCall,
    findByReference,
    reportsOf: withPoints(reach, 'reportsOf', telephony.reportsOf),
  };
}
