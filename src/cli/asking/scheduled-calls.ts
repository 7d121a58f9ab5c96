import type { ScheduledCall, ScheduledCallStatus } from '../../domain/calls/scheduled-call.ts';
import { Problem } from '../../domain/problem.ts';
import type { WithContact } from '../../operations/ports/call-ledger.ts';
import type { Context } from '../context.ts';
import type { PickList, PickRow } from '../terminal/questions/pick-list.ts';
import { canAsk, missingArgument } from './can-ask.ts';
import { nameAndNumber } from './contacts.ts';

/** Returns the ids as they were given; if there are none and the operator can be asked, those of the calls they tick. */
export async function settleScheduledCalls(
  context: Context,
  words: readonly string[],
  { question, status }: { question: string; status: ScheduledCallStatus },
): Promise<string[]> {
  if (words.length > 0 || !canAsk(context)) return [...words];
  return context.terminal.pickSeveral(question, await scheduledCallList(context, status));
}

/** Returns the id as it was given; if it is missing and the operator can be asked, that of the call they choose. @throws Problem `missing_argument` */
export async function settleScheduledCall(
  context: Context,
  word: string | undefined,
  question: string,
): Promise<string> {
  if (word !== undefined) return word;
  if (!canAsk(context)) throw missingArgument('id');
  return context.terminal.pick(question, await scheduledCallList(context, undefined));
}

async function scheduledCallList(
  context: Context,
  status: ScheduledCallStatus | undefined,
): Promise<PickList> {
  const store = await context.store();
  const read = (search: string, page: { limit?: number; offset?: number }) =>
    store.pageOfScheduledCalls({ statuses: status && [status], callee: search.trim() || undefined }, page);
  if ((await read('', { limit: 1 })).rows.length === 0) {
    const message = status ? `No scheduled call is ${status}.` : 'Nothing is scheduled.';
    throw new Problem('not_found', { code: 'no_scheduled_calls', message });
  }
  const rowOf = scheduledCallRow(context, status === undefined);
  return {
    read: async (search, page) => {
      const { rows, ...rest } = await read(search, page);
      return { ...rest, rows: rows.map(rowOf) };
    },
    readAll: async (search) => (await read(search, {})).rows.map(rowOf),
  };
}

function scheduledCallRow({ output }: Context, hasStatus: boolean) {
  return ({ id, contact, scheduledTime, status }: WithContact<ScheduledCall>): PickRow => {
    const [name, number] = contact ? nameAndNumber(contact.name, contact.phoneNumber) : ['(removed)', ''];
    const cells = [output.show.time(scheduledTime), `call ${id}`, hasStatus ? status : number];
    return { value: String(id), cells: [name, ...cells] };
  };
}
