import { callee } from './callee.ts';
import { doNotCall } from './do-not-call.ts';
import type { Gate } from './gate.ts';
import { oneRing } from './one-ring.ts';

/** The gates that every call passes before a phone rings, whatever asks for it. A new rule is a file here and a name in this list. */
export const gates: readonly Gate[] = [doNotCall, callee, oneRing];
