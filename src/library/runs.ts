import type { Halt } from '../domain/calls/halts/halt.ts';
import { explainContact, explainScheduled } from '../operations/calling/deciding/explain-call.ts';
import { haltCalling, resumeCalling } from '../operations/calling/halts/halt-calling.ts';
import { processDue } from '../operations/calling/process-due.ts';
import type { RunEvent, RunResult } from '../operations/calling/run-events.ts';
import { findContact } from '../operations/contacts/selecting/find-contact.ts';
import { readStatus, type Status } from '../operations/status/read-status.ts';
import type { Session } from '../session/session.ts';
import { type ExplanationObject, explanationView, pastCallView } from '../views/explanation.ts';
import { instantOf } from './when.ts';

/** What places calls that are due, and what stops it. */
export interface Runs {
  /**
   * Places the calls that are due, once, as cron's run does each minute. Trouble with Retell ends it early and is in `stopped`.
   *
   * @throws Problem for trouble with the database
   */
  processDue(options?: {
    concurrency?: number;
    limit?: number;
    /** Once it aborts, no more calls are claimed. */
    signal?: AbortSignal;
    onEvent?: (event: RunEvent) => void;
  }): Promise<RunResult>;
  /** Explains whether a contact may be called, or a scheduled call be placed, by each rule. */
  why(
    about: { contact: string | number } | { scheduledCall: number },
    options?: { at?: Date | string | undefined },
  ): Promise<ExplanationObject>;
  /** What is due, in progress and to come, from the database alone. */
  status(options?: { rows?: number }): Promise<Status>;
  /** Stops every placement at once, in every run. Returns the halt that stands. */
  halt(reason?: string): Promise<Halt>;
  /** Lifts the halt. Returns how many calls were overdue; undefined if none stood. */
  resume(): Promise<{ overdue: number } | undefined>;
}

/** Returns the runs of a session. @internal */
export function runsOf(session: Session): Runs {
  const { settings, store, clock } = session;
  return {
    processDue: async ({ concurrency = settings.concurrency, limit, signal, onEvent } = {}) =>
      processDue(await session.calling(), {
        concurrency,
        limit,
        signal: signal ?? new AbortController().signal,
        onEvent: onEvent ?? (() => undefined),
      }),
    why: async (about, { at } = {}) => {
      const now = clock().now();
      const when = at === undefined ? undefined : instantOf(session, at);
      const calling = { ...(await session.calling()), coverHolidays: session.coverHolidays };
      if ('contact' in about) {
        const contact = await findContact(await store(), String(about.contact), settings.country);
        return explanationView(await explainContact(contact, when ?? now, calling));
      }
      const explained = await explainScheduled(about.scheduledCall, when, { ...calling, now });
      return 'outlook' in explained ? explanationView(explained) : pastCallView(explained, when ?? now);
    },
    status: async ({ rows = 8 } = {}) =>
      readStatus(await store(), { clock: clock(), assumedTimezone: settings.assumedTimezone, rows }),
    halt: async (reason) => haltCalling(await store(), reason?.trim() || null, clock()),
    resume: async () => {
      const resumed = await resumeCalling(await store(), { spacing: settings.interval, clock: clock() });
      return resumed && { overdue: resumed.overdue };
    },
  };
}
