import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { holidayOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';

const ofCountry = ['--country <code>', 'country (default: VOICEBOT_COUNTRY)'] as const;
const ofRegion = ['--region <code>', 'only this state or region, such as NSW'] as const;
const day = ['<date>', '2027-01-26, today, tomorrow or a weekday'] as const;

export function addHolidaysCommand(program: CommandUnknownOpts, run: Run): void {
  const holidays = program
    .command('holidays')
    .helpCommand(false)
    .description('list and change public holidays, and days on which you call nobody');
  holidays
    .command('list')
    .description('list holidays from today on')
    .option('--country <code>', 'only holidays of this country')
    .option('--region <code>', 'only holidays that count in this state or region')
    .option(...bySort(holidayOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) =>
      run(async (context) => (await import('./holidays.ts')).listHolidays(context, options)),
    );
  holidays
    .command('add')
    .description('close a day: nobody is called on it')
    .argument(...day)
    .argument('[name]', 'what it is (default: Closed)')
    .option('--name <name>', 'the same as an option')
    .option(...ofCountry)
    .option(...ofRegion)
    .action((date, name, options) =>
      run(async (context) =>
        (await import('./holidays.ts')).addOneHoliday(context, date, {
          ...options,
          name: name ?? options.name,
        }),
      ),
    );
  holidays
    .command('remove')
    .description('treat a holiday as any other day')
    .argument(...day)
    .option(...ofCountry)
    .option(...ofRegion)
    .action((date, options) =>
      run(async (context) => (await import('./holidays.ts')).removeOneHoliday(context, date, options)),
    );
}
