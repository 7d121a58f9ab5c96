import type { Holiday } from '../../domain/calls/call-times/holiday.ts';
import { formatDay } from '../../domain/calls/call-times/holiday-date.ts';
import { wallTimeAt } from '../../domain/time/local-time.ts';
import {
  addHoliday,
  removeHoliday,
  requireCountry,
  requireRegion,
} from '../../operations/holidays/change-holidays.ts';
import { holidayView } from '../../views/holiday.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { firstRows, rowLimit } from '../options/row-limit.ts';
import { holidayFields } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

interface RegionOptions {
  country?: string | undefined;
  region?: string | undefined;
}

/** `holidays list`: shows holidays from today on. */
export async function listHolidays(
  context: Context,
  options: RegionOptions & { limit?: number | undefined },
): Promise<void> {
  const { settings, clock, parts, output } = context;
  const where = options.region === undefined ? options.country : (options.country ?? settings.country);
  const country = where === undefined ? undefined : requireCountry(where);
  const region =
    options.region === undefined || country === undefined
      ? undefined
      : await requireRegion(options.region, country, parts.holidayCalendar);
  const from = formatDay(wallTimeAt(clock().now(), settings.timezone));
  const rows = await (await context.store()).holidays({ from, country, region });
  await output.list({
    key: 'holidays',
    rows: firstRows(context, rows, rowLimit(context, options.limit)),
    fields: holidayFields,
    empty: `No holidays${country ? ` of ${country}` : ''} are known. To close a day: voicebot holidays add <date> <name>`,
  });
}

/** `holidays add`: closes a day. */
export async function addOneHoliday(
  context: Context,
  date: string,
  { name = 'Closed', ...where }: RegionOptions & { name?: string | undefined },
): Promise<void> {
  const holiday = await addHoliday({ date, name, ...regionOf(context, where) }, await changing(context));
  report(context, `Added ${describe(holiday)}`, holiday);
}

/** `holidays remove`: treats a holiday as any other day. */
export async function removeOneHoliday(context: Context, date: string, where: RegionOptions): Promise<void> {
  const holiday = await removeHoliday({ date, ...regionOf(context, where) }, await changing(context));
  report(context, `Removed ${describe(holiday)}`, holiday);
}

function regionOf({ settings }: Context, { country, region }: RegionOptions) {
  return { country: country ?? settings.country, region };
}

async function changing({ store, parts, clock, settings }: Context) {
  return { store: await store(), calendar: parts.holidayCalendar, clock: clock(), zone: settings.timezone };
}

function describe({ date, country, region, name }: Holiday): string {
  return `${date} in ${region === null ? country : `${region}, ${country}`}: ${name}`;
}

function report({ output }: Context, message: string, holiday: Holiday): void {
  output.result(
    { success: true, message, holiday: objectOf(holiday, holidayView) },
    () => styled`${paint.green('✓')} ${message}`,
  );
}
