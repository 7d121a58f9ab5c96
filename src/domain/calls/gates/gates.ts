import { callTimes } from './call-times.ts';
import { callee } from './callee.ts';
import { campaign } from './campaign.ts';
import type { Gate } from './gate.ts';
import { halted } from './halt.ts';
import { lateness } from './lateness.ts';
import { cap } from './number/cap.ts';
import { doNotCall } from './number/do-not-call.ts';
import { wash } from './number/wash.ts';
import { numberInUse } from './number-in-use.ts';
import { oneRing } from './one-ring.ts';
import { rehearsal } from './rehearsal.ts';
import { verified } from './verified.ts';

/** The gates that every call must pass before a phone rings, on any path. To add a rule, add its file here and its name to this list. */
export const gates: readonly Gate[] = [
  doNotCall,
  callee,
  oneRing,
  rehearsal,
  verified,
  halted,
  campaign,
  lateness,
  numberInUse,
  cap,
  wash,
  callTimes,
];
