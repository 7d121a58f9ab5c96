import type { ForecastCall, Mark } from '../../../domain/calls/forecast/forecast.ts';
import { formatDate, formatTime, type Reader } from '../../../domain/time/time-display.ts';
import { policyFrom } from '../../../operations/calling/calling.ts';
import { type PlanAhead, planAhead } from '../../../operations/scheduling/forecast/plan-ahead.ts';
import { plannedCallView, planSummaryView, ringsOrIsDue } from '../../../views/planned-call.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import { knownCallTimes } from '../../options/call-times-setting.ts';
import { pageRows, type RowLimit, rowLimit } from '../../options/row-limit.ts';
import { fitted } from '../../terminal/layout.ts';
import { mapped } from '../../terminal/long-result.ts';
import { type Field, type Show, selectFields, withColumns } from '../../terminal/render-fields.ts';
import { paint } from '../../terminal/styled-text.ts';
import { calleeClock } from '../scheduled/schedule/callee-clock.ts';
import { loadCalendar } from './load-calendar.ts';
import { describeSummary } from './plan-summary.ts';
import { whatComesNext } from './what-comes-next.ts';

interface PlanOptions {
  days: number;
  limit?: number | undefined;
  page?: number | undefined;
}

/** `plan`: shows what will ring in the coming days, when, and on whose clock. */
export async function plan(context: Context, options: PlanOptions): Promise<void> {
  const { settings, output, terminal, clock } = context;
  const { timezone, locale, country, interval } = settings;
  const reader = { zone: timezone, locale };
  const fields = plannedCallFields(reader);
  selectFields(fields, output.format.fields);
  const store = await context.store();
  const policy = policyFrom(settings, await knownCallTimes(settings, store));
  if (policy.callTimes) await context.coverHolidays([country]);
  const limit = rowLimit(context, options.limit, options.page);
  const { count, page } = limit;
  const atLeast = count === undefined ? undefined : count * page + 1;
  const request = { days: options.days, atLeast };
  const ahead = await planAhead(request, {
    store,
    clock: clock(),
    policy,
    timezone,
    locale,
    country,
    interval,
  });
  const start = count === undefined ? 0 : (page - 1) * count;
  const rows = ahead.calls.slice(start, count === undefined ? undefined : start + count + 1);
  if (output.format.json) {
    await showJson(context, ahead, rows, limit, fields);
    return;
  }
  if (!output.format.csv) {
    const load = loadCalendar(ahead, { reader, now: clock().now(), screenWidth: terminal.width });
    if (load.length > 0) terminal.out([...load, '']);
  }
  const days = options.days === 1 ? 'today' : `in the next ${options.days} days`;
  const empty = page > 1 ? `There is no page ${page}.` : `Nothing is planned ${days}.`;
  await output.list({ key: 'plan', rows: pageRows(context, rows, limit), fields, empty });
  if (!output.format.csv) await noteSummary(context, ahead);
}

async function showJson(
  { output }: Context,
  { summary }: PlanAhead,
  rows: readonly ForecastCall[],
  { count, page }: RowLimit,
  fields: readonly Field<ForecastCall>[],
): Promise<void> {
  const shown = rows.slice(0, count);
  const selected = selectFields(fields, output.format.fields);
  const nextPage = shown.length < rows.length ? page + 1 : null;
  await output.longResult(
    {
      key: 'plan',
      rows: mapped(eachOf(shown), (row) => objectOf(row, selected)),
      after: { total: summary.total, nextPage, summary: planSummaryView(summary) },
    },
    () => [],
  );
}

async function* eachOf<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

async function noteSummary(context: Context, { calls, summary }: PlanAhead): Promise<void> {
  const { terminal, output } = context;
  const lines = calls.length > 0 ? describeSummary(summary, output.show) : await whatComesNext(context);
  const dimmed = lines.map((line) => paint.dim(line));
  terminal.note(await fitted({ width: terminal.widthErr }, dimmed));
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
    marks: [{ header: 'Notes', cell: (row, show) => notesOf(row, reader, show), shrinks: true }],
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
