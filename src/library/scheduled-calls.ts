import type { KeyedRequest } from '../domain/access/idempotency.ts';
import type { RedialRule } from '../domain/calls/redial/redial-rules.ts';
import { formatRedialRules, parseRedialRules } from '../domain/calls/redial/redial-rules.ts';
import type { IfScheduled } from '../domain/calls/scheduling/already-awaited.ts';
import { defaultName } from '../domain/campaigns/default-name.ts';
import type { ContactFilter } from '../domain/contacts/contact-filter.ts';
import { countriesOf } from '../domain/contacts/location/location.ts';
import { policyFrom } from '../operations/calling/calling.ts';
import { checkName, requireFreeName } from '../operations/campaigns/find-campaign.ts';
import { selectContacts } from '../operations/contacts/selecting/select-contacts.ts';
import type { ScheduledCallOrder } from '../operations/ports/paging/orders.ts';
import type { WhichScheduled } from '../operations/ports/scheduled-call-store.ts';
import { alreadyScheduledProblem, withoutScheduled } from '../operations/scheduling/already-scheduled.ts';
import { noSuchScheduledCall } from '../operations/scheduling/call-problems.ts';
import { cancelCalls } from '../operations/scheduling/cancel-calls.ts';
import { prepareSchedule } from '../operations/scheduling/prepare-schedule.ts';
import { retryCalls, type SkippedCall } from '../operations/scheduling/retry-calls.ts';
import { scheduleCalls } from '../operations/scheduling/schedule-calls.ts';
import { requireCallSetup } from '../session/call-setup.ts';
import { knownCallTimes } from '../session/call-times-setting.ts';
import { readExceptions } from '../session/exceptions.ts';
import type { Session } from '../session/session.ts';
import type { PlaceOptions } from './calls.ts';
import type { ScheduledCallObject } from './objects.ts';
import { type PageOf, type PageOptions, readPageOf } from './paging/paging.ts';
import { resultOf, type ScheduleResult, show } from './schedule-result.ts';
import { durationOf, instantOf, variablesOf } from './when.ts';

export interface ScheduleOptions extends PlaceOptions {
  /** When the first call is due: a date, or words such as `tomorrow 9am`. */
  at: Date | string;
  /** The time between two calls: ms, or `2m`. That of the settings by default. */
  every?: number | string | undefined;
  /** After which a call is missed, not placed. */
  notAfter?: Date | string | undefined;
  maxAttempts?: number | undefined;
  /** What happens to contacts who wait for a call within a day already; `error` by default. */
  ifScheduled?: IfScheduled | undefined;
  /** The name of the campaign; the time of its first call by default. */
  name?: string | undefined;
  /** Rules as after `--redial`: `busy=10m x3`. */
  redial?: string | undefined;
  /** What the campaign may cost, US cents. */
  maxCostCents?: number | undefined;
}

/** Calls to come. */
export interface ScheduledCalls {
  /**
   * Schedules calls to contacts: their ids, numbers or names, or those who meet a filter.
   *
   * @throws Problem `already_scheduled`, `time_in_past`, or with the code of a rule if nobody is left; `scheduled_unread` if the calls are scheduled, but
   * cannot be read
   */
  schedule(
    whom: readonly (string | number)[] | ContactFilter,
    options: ScheduleOptions,
  ): Promise<ScheduleResult>;
  list(which?: WhichScheduled & PageOptions<ScheduledCallOrder['by']>): Promise<PageOf<ScheduledCallObject>>;
  /** @throws Problem `scheduled_call_not_found` */
  show(id: number): Promise<ScheduledCallObject>;
  /** Cancels calls that are PENDING; says why others were skipped. @throws Problem if none was cancelled */
  cancel(ids: readonly number[] | 'all'): Promise<{ cancelled: number[]; notCancelled: SkippedCall[] }>;
  /** Gives calls that have FAILED new attempts. @throws Problem if none will be tried again */
  retry(
    ids: readonly number[],
    options?: { at?: Date | string; maxAttempts?: number },
  ): Promise<{ retried: number[]; notRetried: SkippedCall[] }>;
}

/** Returns the operations on the scheduled calls of a session. @internal */
export function scheduledCallsOf(session: Session): ScheduledCalls {
  const { settings, store, clock } = session;
  return {
    schedule: (whom, options) => schedule(session, whom, options),
    list: async ({ limit, page, cursor, sort, isCounted, ...which } = {}) => {
      const kept = await store();
      const about = { profile: settings.profile, list: 'scheduled', filter: which };
      const options = { limit, page, cursor, sort, isCounted };
      return readPageOf(about, options, (query) => kept.pageOfScheduledCalls(which, query), show);
    },
    show: async (id) => {
      const found = await (await store()).scheduledCall(id);
      if (!found) throw noSuchScheduledCall([id]);
      return show(found);
    },
    cancel: async (ids) => cancelCalls(await store(), ids, { clock: clock(), onProgress: () => undefined }),
    retry: async (ids, { at, maxAttempts: newAttempts = settings.maxAttempts } = {}) => {
      const when = { at: at === undefined ? undefined : instantOf(session, at), newAttempts };
      return retryCalls(await store(), ids, when, clock());
    },
  };
}

/**
 * Schedules calls.
 *
 * @param keyed as which the request is kept, if it came under a key
 * @throws Problem as {@link ScheduledCalls.schedule}; RepeatedRequest
 * @internal
 */
export async function schedule(
  session: Session,
  whom: readonly (string | number)[] | ContactFilter,
  options: ScheduleOptions,
  keyed?: KeyedRequest,
): Promise<ScheduleResult> {
  const { settings, clock } = session;
  const { timezone, locale, interval } = settings;
  const { ifScheduled = 'error', maxAttempts = settings.maxAttempts } = options;
  const store = await session.store();
  const every = durationOf(options.every ?? interval);
  const first = instantOf(session, options.at);
  const when = { text: String(options.at), zone: timezone, locale };
  const rules = readExceptions(options);
  const notAfter = options.notAfter === undefined ? null : instantOf(session, options.notAfter);
  const selection = isList(whom)
    ? { words: whom.map(String), filter: undefined }
    : { words: [], filter: whom };
  const contacts = await selectContacts(store, selection, settings);
  const common = { maxAttempts, simulated: settings.isLocal, timezone, locale, spacing: every, notAfter };
  const dynamicVariables = variablesOf(options.variables);
  const call = { ...requireCallSetup(settings, options), dynamicVariables, ...common, ...rules };
  const policy = policyFrom(settings, await knownCallTimes(settings, store));
  if (policy.callTimes || rules.callTimes) await session.coverHolidays(countriesOf(contacts));
  const pace = { first, every, zone: timezone };
  const request = { contacts, pace, call, policy };
  const { planned, already } = await prepareSchedule(store, request, when, clock());
  if (already.length > 0 && ifScheduled === 'error') throw alreadyScheduledProblem(already, when);
  const plan = ifScheduled === 'skip' ? withoutScheduled(planned, already) : planned;
  const name = options.name === undefined ? defaultName(plan.plan.first, timezone) : checkName(options.name);
  if (options.name !== undefined) await requireFreeName(store, name);
  const campaign = {
    name,
    redial: redialOf(options.redial, settings.redial),
    maxCostCents: options.maxCostCents ?? null,
  };
  const scheduled = await scheduleCalls(store, plan, { ...when, ifScheduled, campaign, keyed }, clock());
  return resultOf(store, scheduled, {
    ...{ leftOut: plan.leftOut, moved: plan.moved, outsideHours: plan.outsideHours },
    already: [...(ifScheduled === 'skip' ? already : []), ...scheduled.already],
  });
}

function isList(whom: readonly (string | number)[] | ContactFilter): whom is readonly (string | number)[] {
  return Array.isArray(whom);
}

function redialOf(text: string | undefined, setting: readonly RedialRule[]): string | null {
  const rules = text === undefined ? setting : parseRedialRules(text);
  return rules.length === 0 ? null : formatRedialRules(rules);
}
