import type { Session } from '../session/session.ts';
import { type Calls, callsOf } from './calls.ts';
import { type Campaigns, campaignsOf } from './campaigns.ts';
import { type Contacts, contactsOf, type OpenList } from './contacts.ts';
import { type DoNotCall, doNotCallOf } from './do-not-call.ts';
import { type Runs, runsOf } from './runs.ts';
import { type ScheduledCalls, scheduledCallsOf } from './scheduled-calls.ts';

/** A profile of voicebot: its settings and its database. */
export interface Voicebot extends Runs {
  contacts: Contacts;
  calls: Calls;
  scheduled: ScheduledCalls;
  campaigns: Campaigns;
  doNotCall: DoNotCall;
  /** Closes the database. */
  close(): void;
}

/** Returns the operations of a session. @internal */
export function voicebotOf(session: Session, openList: OpenList): Voicebot {
  return {
    ...runsOf(session),
    contacts: contactsOf(session, openList),
    calls: callsOf(session),
    scheduled: scheduledCallsOf(session),
    campaigns: campaignsOf(session),
    doNotCall: doNotCallOf(session),
    close: session.close,
  };
}
