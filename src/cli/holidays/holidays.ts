import type { Holiday } from '../../domain/calls/call-times/holiday.ts';
import { formatDay } from '../../domain/calls/call-times/holiday-date.ts';
import { wallTimeAt } from '../../domain/time/local-time.ts';
import {
  addHoliday,
  removeHoliday,
  requireCountry,
  requireRegion,
} from '../../operations/holidays/change-holidays.ts';
import type { holidayOrders } from '../../operations/ports/paging/orders.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { holidayView } from '../../views/rules/holiday.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { holidayFields } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

interface RegionOptions {
  country?: string | undefined;
  region?: string | undefined;
}

/** `holidays list`: shows holidays from today on. */
export async function listHolidays(
  context: Context,
  options: RegionOptions & PageOptions<(typeof holidayOrders)[number]>,
): Promise<void> {
  const { settings, clock, parts } = context;
  const where = options.region === undefined ? options.country : (options.country ?? settings.country);
  const country = where === undefined ? undefined : requireCountry(where);
  const region =
    options.region === undefined || country === undefined
      ? undefined
      : await requireRegion(options.region, country, parts.holidayCalendar);
  const from = formatDay(wallTimeAt(clock().now(), settings.timezone));
  const store = await context.store();
  await showPage(context, options, {
    key: 'holidays',
    fields: holidayFields,
    read: async (query) =>
      pageOfRows(await store.holidays({ from, country, region }), query, (row, key) => row[key]),
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
