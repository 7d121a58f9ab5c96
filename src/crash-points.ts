import { writeSync } from 'node:fs';
import type { Parts } from './cli/parts.ts';
import type { Store } from './operations/ports/store.ts';
import type { Telephony } from './operations/ports/telephony.ts';
import { isOnThisMachine } from './settings/values.ts';

/** The steps at whose edges a process can be made to die: whatever writes, and whatever asks Retell. */
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

/** `in-claimNextDue` is in the claim's own transaction, before it commits. */
const points = ['in-claimNextDue', ...steps.flatMap((step) => [`before-${step}`, `after-${step}`])];

type Reach = (point: string) => void;

/**
 * The same parts, but on its way the process kills itself, as a power cut would: with no chance to tidy up. The store
 * and the telephony are interfaces of whole steps, so whatever can be interrupted lies at the edge of one. Where calls are
 * real, nobody dies.
 *
 * @param plan `VOICEBOT_CRASH_AT`: a point such as `after-placeCall`; with `:2` behind it, the second time that it is
 * reached; with `stop@` before it, stopped (SIGSTOP) instead, like a machine that falls asleep
 * @throws Error where there is no such point, so that no test passes because nothing happened
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
  const [, stop, point = '', time = '1'] = /^(stop@)?([a-zA-Z-]+)(?::([1-9]\d*))?$/.exec(plan) ?? [];
  if (!points.includes(point)) throw new Error(`VOICEBOT_CRASH_AT: there is no point "${plan}"`);
  let left = Number(time);
  return (reached) => {
    if (reached !== point || --left !== 0) return;
    // Written past every buffer: what follows is the end of this process, or of its day.
    writeSync(process.stderr.fd, `VOICEBOT_CRASH_AT: ${plan}\n`);
    process.kill(process.pid, stop ? 'SIGSTOP' : 'SIGKILL');
  };
}

function around<G extends unknown[], R>(reach: Reach, name: string, step: (...given: G) => Promise<R>) {
  return async (...given: G): Promise<R> => {
    reach(`before-${name}`);
    const result = await step(...given);
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
    saveContacts: around(reach, 'saveContacts', store.saveContacts),
    setTag: around(reach, 'setTag', store.setTag),
    beginImport: around(reach, 'beginImport', store.beginImport),
    endImport: around(reach, 'endImport', store.endImport),
    undoImport: around(reach, 'undoImport', store.undoImport),
    endUndo: around(reach, 'endUndo', store.endUndo),
    scheduleCalls: around(reach, 'scheduleCalls', store.scheduleCalls),
    cancelScheduledCalls: around(reach, 'cancelScheduledCalls', store.cancelScheduledCalls),
    claimNextDue: around(reach, 'claimNextDue', claimNextDue),
    claimNew: around(reach, 'claimNew', store.claimNew),
    claimNextUnknown: around(reach, 'claimNextUnknown', store.claimNextUnknown),
    recordPlaced: around(reach, 'recordPlaced', store.recordPlaced),
    recordRefused: around(reach, 'recordRefused', store.recordRefused),
    recordUnknown: around(reach, 'recordUnknown', store.recordUnknown),
    withdraw: around(reach, 'withdraw', store.withdraw),
    takeOpenCalls: around(reach, 'takeOpenCalls', store.takeOpenCalls),
    recordReports: around(reach, 'recordReports', store.recordReports),
    renewToSendAgain: around(reach, 'renewToSendAgain', store.renewToSendAgain),
    settleUnknown: around(reach, 'settleUnknown', store.settleUnknown),
    retryScheduledCalls: around(reach, 'retryScheduledCalls', store.retryScheduledCalls),
  };
}

function crashingTelephony(telephony: Telephony, reach: Reach): Telephony {
  const placeCall = around(reach, 'placeCall', telephony.placeCall);
  const findByReference = around(reach, 'findByReference', telephony.findByReference);
  return {
    ...telephony,
    placeCall,
    findByReference,
    reportsOf: around(reach, 'reportsOf', telephony.reportsOf),
  };
}
