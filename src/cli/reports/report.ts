import type { Grouping } from '../../domain/reports/groupings.ts';
import { type MadeReport, makeReport } from '../../operations/reports/make-report.ts';
import { reportObject } from '../../views/reports/report.ts';
import type { Context } from '../context.ts';
import { selectFields } from '../listing/select-fields.ts';
import { parsePastInstant } from '../options/past-instant.ts';
import { tableOf, writeCsv } from '../terminal/render-fields.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { groupWords } from './format.ts';
import { groupFields } from './group-fields.ts';
import { reportLines } from './text/report-lines.ts';

interface ReportOptions {
  campaign?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  by: Grouping;
  html?: string | undefined;
}

/** `report`: shows how calls went, on the screen, as JSON, as CSV, or as a page. */
export async function report(context: Context, options: ReportOptions): Promise<void> {
  const { output, terminal, settings, clock } = context;
  const { campaign, by } = options;
  const fields = selectFields(groupFields(by, settings), output.format.fields);
  const instant = (text: string | undefined, isEnd: boolean) =>
    text === undefined ? undefined : parsePastInstant(context, text, isEnd);
  const made = await makeReport(
    { campaign, since: instant(options.since, false), until: instant(options.until, true), by },
    {
      store: await context.store(),
      now: clock().now(),
      timezone: settings.timezone,
      tolerance: settings.callbackTolerance,
    },
  );
  const { json, csv } = output.format;
  if (options.html !== undefined) {
    const { writePage } = await import('./html/write-page.ts');
    const file = await writePage(context, made, options.html);
    output.result(
      { ...reportObject(made, fields), file },
      () => styled`${paint.green('✓')} Report written to ${file}`,
    );
  } else if (json) terminal.json(reportObject(made, fields));
  else if (csv) await writeCsv(terminal, () => made.groups, fields);
  else await show(context, made);
}

/** Without a screen. */
const defaultColumns = 80;

/** The most groups that a screen shows. */
const mostGroups = 31;

async function show({ terminal, output, settings }: Context, made: MadeReport): Promise<void> {
  const { timezone: zone, locale } = settings;
  if (made.tally.placed === 0 && made.tally.outcomes.not_placed + made.tally.outcomes.unconfirmed === 0) {
    const which = made.campaign ? ' of this campaign' : '';
    terminal.note(`No call${which} was placed${made.since || made.until ? ' in that time' : ' yet'}.`);
    return;
  }
  const left = terminal.isInteractive ? Math.max(0, made.groups.length - mostGroups) : 0;
  const isTime = made.by === 'day' || made.by === 'hour';
  const groups =
    left === 0 ? made.groups : isTime ? made.groups.slice(left) : made.groups.slice(0, mostGroups);
  const { show, format } = output;
  const fields = selectFields(groupFields(made.by, settings), format.fields);
  const all = format.fields !== undefined;
  await terminal.page([
    ...reportLines(made, terminal.width ?? defaultColumns, { zone, locale }),
    ...['', paint.bold(`By ${groupWords[made.by].heading.toLowerCase()}`)],
    await tableOf(groups, fields, { show, all, width: terminal.width }),
  ]);
  if (left > 0) terminal.note(paint.dim(`${left} more: --csv has all.`));
}
