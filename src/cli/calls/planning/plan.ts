import type { ForecastCall, Mark } from '../../../domain/calls/forecast/forecast.ts';
import { formatDate, formatTime, type Reader } from '../../../domain/time/time-display.ts';
import { policyFrom } from '../../../operations/calling/calling.ts';
import type { plannedCallOrders } from '../../../operations/ports/paging/orders.ts';
import { type Page, type PageQuery, pageOfRows } from '../../../operations/ports/paging/page.ts';
import { type PlanAhead, planAhead } from '../../../operations/scheduling/forecast/plan-ahead.ts';
import { knownCallTimes } from '../../../session/call-times-setting.ts';
import { plannedCallView, planSummaryView, ringsOrIsDue } from '../../../views/planned-call.ts';
import type { Context } from '../../context.ts';
import type { PageOptions } from '../../listing/page-options.ts';
import { selectFields } from '../../listing/select-fields.ts';
import { pageQuery, showPage } from '../../listing/show-page.ts';
import { type Field, type Show, withColumns } from '../../terminal/render-fields.ts';
import { paint } from '../../terminal/styled-text.ts';
import { calleeClock } from '../scheduled/schedule/callee-clock.ts';
import { loadCalendar } from './load-calendar.ts';
import { describeSummary } from './plan-summary.ts';
import { whatComesNext } from './what-comes-next.ts';

type PlanOrder = (typeof plannedCallOrders)[number];

/** `plan`: shows what will ring in the coming days, when, and on whose clock. */
export async function plan(
  context: Context,
  options: PageOptions<PlanOrder> & { days: number },
): Promise<void> {
  const { settings, output, terminal, clock } = context;
  const { timezone, locale, country, interval } = settings;
  const reader = { zone: timezone, locale };
  const fields = plannedCallFields(reader);
  selectFields(fields, output.format.fields);
  const query = pageQuery(context, options);
  const store = await context.store();
  const policy = policyFrom(settings, await knownCallTimes(settings, store));
  if (policy.callTimes) await context.coverHolidays([country]);
  const ahead = await planAhead(
    { days: options.days, atLeast: mostNeeded(query) },
    { store, clock: clock(), policy, timezone, locale, country, interval },
  );
  if (!output.format.csv && !output.format.json) {
    const load = loadCalendar(ahead, { reader, now: clock().now(), screenWidth: terminal.width });
    if (load.length > 0) terminal.out([...load, '']);
  }
  const days = options.days === 1 ? 'today' : `in the next ${options.days} days`;
  await showPage(context, options, {
    key: 'plan',
    fields,
    read: async () => pageOfPlan(ahead, query),
    empty: `Nothing is planned ${days}.`,
    after: { summary: planSummaryView(ahead.summary) },
  });
  if (!output.format.csv && !output.format.json) await noteSummary(context, ahead);
}

/** Returns how many calls a page needs to be decided, and one more; undefined for as many as possible. */
function mostNeeded({ limit, offset = 0, order }: PageQuery<PlanOrder>): number | undefined {
  return limit === undefined || order !== undefined ? undefined : offset + limit + 1;
}

function pageOfPlan({ calls, summary }: PlanAhead, query: PageQuery<PlanOrder>): Page<ForecastCall> {
  const valueFor = { at: ringsOrIsDue, scheduledCallId: ({ call }: ForecastCall) => call.id };
  return { ...pageOfRows(calls, query, (row, key) => valueFor[key](row)), total: summary.total };
}

async function noteSummary(context: Context, { calls, summary }: PlanAhead): Promise<void> {
  const { terminal, output } = context;
  const lines = calls.length > 0 ? describeSummary(summary, output.show) : await whatComesNext(context);
  terminal.note(lines.map((line) => paint.dim(line)));
}

function plannedCallFields(reader: Reader): readonly Field<ForecastCall>[] {
  const clock = (row: ForecastCall) =>
    calleeClock(ringsOrIsDue(row), row.location?.zones ?? [], reader) ?? '';
  const who = ({ call }: ForecastCall) => call.contact?.name || call.contact?.phoneNumber || '(removed)';
  return withColumns(plannedCallView, {
    scheduledCallId: [{ header: 'ID' }],
    at: [{ header: 'Time', cell: (row, show) => show.time(ringsOrIsDue(row)) }],
    local: [{ header: 'Their clock', cell: clock, dropOrder: 1 }],
    contact: [{ header: 'Contact', cell: who, shrinks: true }],
    marks: [{ header: 'Notes', cell: (row, show) => notesOf(row, reader, show), shrinks: true, below: true }],
  });
}

function notesOf({ at, marks, plannedFor, reason }: ForecastCall, reader: Reader, show: Show): string {
  const isSameDay = at && plannedFor && formatDate(at, reader) === formatDate(plannedFor, reader);
  const from = plannedFor && (isSameDay ? formatTime(plannedFor, reader) : show.time(plannedFor));
  const notes: Record<Mark, string> = {
    overdue: 'overdue',
    call_times: `call times, was ${from}`,
    holiday: `holiday, was ${from}`,
    outside_hours: 'outside usual hours',
    clash: 'another call within 2 h',
    clock_change: 'clocks change',
    missed: `will not ring: ${reason}`,
    never: `will not ring: ${reason}`,
    refused: `will not ring: ${reason}`,
    undecided: `not known: ${reason}`,
  };
  return marks.map((mark) => notes[mark]).join('; ');
}
