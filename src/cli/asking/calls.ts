import type { Call } from '../../domain/calls/call.ts';
import { Problem } from '../../domain/problem.ts';
import type { WithContact } from '../../operations/ports/call-ledger.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import type { Store } from '../../operations/ports/store.ts';
import type { Context } from '../context.ts';
import type { PickRow } from '../terminal/questions/pick-list.ts';
import { canAsk, missingArgument } from './can-ask.ts';
import { nameAndNumber } from './contacts.ts';

/** People whose calls a search shows. */
const mostPeople = 50;

/** Returns the id as it was given; if it is missing and the operator can be asked, that of the call they choose. @throws Problem `missing_argument` */
export async function settleCall(
  context: Context,
  word: string | undefined,
  question: string,
): Promise<string> {
  if (word !== undefined) return word;
  if (!canAsk(context)) throw missingArgument('id');
  const store = await context.store();
  if ((await store.pageOfCalls({}, { limit: 1 })).rows.length === 0)
    throw new Problem('not_found', { code: 'no_calls', message: 'No calls yet.' });
  return context.terminal.pick(question, {
    read: async (search, page) => {
      const found =
        search.trim() === ''
          ? await store.pageOfCalls({}, page)
          : pageOfRows(await callsMatching(store, search.trim()), page, () => undefined);
      return { ...found, rows: found.rows.map(callRow(context)) };
    },
  });
}

/** Returns the call with this id, and the calls to people who match, newest first. */
async function callsMatching(store: Store, search: string): Promise<WithContact<Call>[]> {
  const byId = /^\d{1,9}$/.test(search) ? await store.listedCalls([Number(search)]) : [];
  const people = (await store.contactIds({ search })).slice(0, mostPeople);
  const theirs = await Promise.all(people.map((contactId) => store.listCalls({ contactId })));
  const sorted = theirs.flat().sort((a, b) => b.requestedAt.getTime() - a.requestedAt.getTime());
  return [...byId, ...sorted.filter(({ id }) => !byId.some((call) => call.id === id))];
}

function callRow({ output }: Context) {
  return ({ id, contact, toNumber, requestedAt, status, disposition }: WithContact<Call>): PickRow => {
    const [name] = nameAndNumber(contact?.name ?? '', toNumber);
    const outcome = (disposition ?? status).replace('_', ' ');
    return { value: String(id), cells: [name, output.show.time(requestedAt), outcome, `call ${id}`] };
  };
}
