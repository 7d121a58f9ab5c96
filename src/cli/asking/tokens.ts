import { type AccessToken, statusOfToken } from '../../domain/access/access-token.ts';
import { Problem } from '../../domain/problem.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import type { Context } from '../context.ts';
import type { PickRow } from '../terminal/questions/pick-list.ts';
import { canAsk, missingArgument } from './can-ask.ts';

/** Returns the word for a token as it was given; if it is missing and the operator can be asked, the id of the one they choose. @throws Problem `missing_argument`, `no_tokens` */
export async function settleToken(context: Context, word: string | undefined): Promise<string> {
  if (word !== undefined) return word;
  if (!canAsk(context)) throw missingArgument('token');
  const now = context.clock().now();
  const all = await (await context.store()).accessTokens();
  const active = all.filter((token) => statusOfToken(token, now) === 'active');
  if (active.length === 0)
    throw new Problem('not_found', { code: 'no_tokens', message: 'No token is active.' });
  return context.terminal.pick('Which token?', {
    read: async (search, page) => {
      const words = search.toLowerCase().split(/\s+/);
      const matching = active.filter((token) =>
        words.every((text) => cellsOf(token).join(' ').toLowerCase().includes(text)),
      );
      const found = pageOfRows(matching, page, () => undefined);
      return { ...found, rows: found.rows.map(tokenRow) };
    },
  });
}

function tokenRow(token: AccessToken): PickRow {
  return { value: String(token.id), cells: cellsOf(token) };
}

function cellsOf({ id, name, scope }: AccessToken): [string, string, string] {
  return [name ?? '', scope, `token ${id}`];
}
