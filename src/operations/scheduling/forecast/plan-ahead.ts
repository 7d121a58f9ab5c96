import {
  type ForecastCall,
  type ForecastRules,
  forecast,
  type Mark,
} from '../../../domain/calls/forecast/forecast.ts';
import { countInHours, daysFrom, type LoadDay } from '../../../domain/calls/forecast/load.ts';
import type { Clock } from '../../../domain/time/clock.ts';
import type { Calling } from '../../calling/calling.ts';
import type { CalendarStore } from '../../ports/rules/calendar-store.ts';
import type { ScheduledCallStore } from '../../ports/scheduled-call-store.ts';

/** A day with its load, and the holiday that it is in the operator's country, if it is one. */
export interface DayAhead extends LoadDay {
  /** The calls of each hour. */
  counts: number[];
  holiday: string | undefined;
}

/** What the calls of some days come to. Where there are very many, only the first are decided. */
export interface PlanSummary {
  /** How many calls are due in these days. */
  total: number;
  /** How many of them were decided: the numbers below are of these. */
  decided: number;
  /** Those that ring when they are due. */
  inTime: number;
  /** Those that ring later, by what moves them. */
  moved: Partial<Record<Mark, number>>;
  /** Those that will not ring, by why. */
  notPlaced: Partial<Record<Mark, number>>;
  /** When the last of them rings; null if none does. */
  lastRings: Date | null;
  /** When the last of all pending calls is due, in these days or after them; null if none is pending. */
  lastPending: Date | null;
}

/** What will ring in the coming days. */
export interface PlanAhead {
  calls: ForecastCall[];
  days: DayAhead[];
  /** Whether the load counts calls when they are due, not when they ring: there are too many to decide. */
  isLoadAsPlanned: boolean;
  summary: PlanSummary;
}

export interface PlanAheadRequest {
  days: number;
  /** How many calls to decide at least, as far as they fit into memory; undefined for all. */
  atLeast: number | undefined;
}

/** How many calls are decided for the summary, however few are shown. */
const decidedForSummary = 10_000;

/** How many calls are decided at most: they are kept in memory. */
const mostDecided = 100_000;

/** Returns what will ring in the coming days, today included, when and on whose clock. */
export async function planAhead(
  { days, atLeast }: PlanAheadRequest,
  context: Pick<Calling, 'timezone' | 'locale' | 'policy' | 'country' | 'interval'> & {
    store: ScheduledCallStore & CalendarStore;
    clock: Pick<Clock, 'now'>;
  },
): Promise<PlanAhead> {
  const { store, clock, timezone: zone, locale, policy, country, interval: spacing } = context;
  const now = clock.now();
  const ahead = daysFrom(now, days, zone);
  const end = ahead.at(-1)?.bounds.at(-1) ?? now.getTime();
  const limit = Math.min(Math.max(atLeast ?? mostDecided, decidedForSummary), mostDecided);
  const pending = await store.pendingCalls(new Date(end), limit);
  const rules: Omit<ForecastRules, 'calendar'> = { policy, now, reader: { zone, locale }, spacing };
  const { calls, named } = await store.decideBy((calendar) => ({
    calls: forecast(pending, { ...rules, calendar }),
    named: ahead.map((day) => ({ ...day, holiday: calendar.holidayOn(day.date, country, null)?.name })),
  }));
  const [total = 0] = await store.countPending([0, end]);
  const isLoadAsPlanned = pending.length === limit && pending.length < total;
  const rings = calls.flatMap(({ at }) => at?.getTime() ?? []);
  const loaded: DayAhead[] = [];
  for (const day of named) {
    const counts = isLoadAsPlanned ? await store.countPending(day.bounds) : countInHours(rings, day);
    loaded.push({ ...day, counts });
  }
  const lastPending = (await store.lastPending()) ?? null;
  return { calls, days: loaded, isLoadAsPlanned, summary: summaryOf(calls, { total, lastPending }) };
}

function summaryOf(
  calls: readonly ForecastCall[],
  counted: Pick<PlanSummary, 'total' | 'lastPending'>,
): PlanSummary {
  const summary: PlanSummary = {
    ...{ total: counted.total, decided: calls.length, inTime: 0, moved: {}, notPlaced: {} },
    ...{ lastRings: null, lastPending: counted.lastPending },
  };
  for (const { at, plannedFor, marks } of calls) {
    if (at === null) add(summary.notPlaced, marks.find((mark) => isFinal(mark)) ?? 'undecided');
    else if (plannedFor === null) summary.inTime++;
    else add(summary.moved, marks.find((mark) => mark === 'holiday') ?? 'call_times');
    if (at && (summary.lastRings === null || at > summary.lastRings)) summary.lastRings = at;
  }
  return summary;
}

function isFinal(mark: Mark): boolean {
  return mark === 'missed' || mark === 'never' || mark === 'refused' || mark === 'undecided';
}

function add(counts: Partial<Record<Mark, number>>, mark: Mark): void {
  counts[mark] = (counts[mark] ?? 0) + 1;
}
