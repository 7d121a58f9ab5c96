import type { AccessToken } from '../../domain/access/access-token.ts';
import { createToken, type TokenRequest } from '../../operations/access/create-token.ts';
import { findToken, revokeToken } from '../../operations/access/revoke-token.ts';
import type { tokenOrders } from '../../operations/ports/paging/orders.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { accessTokenView, createdTokenView, withStatus } from '../../views/access-token.ts';
import { objectOf } from '../../views/view.ts';
import { settleToken } from '../asking/tokens.ts';
import type { Context } from '../context.ts';
import { type DryRun, headline, storeFor, successView } from '../dry-run.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { accessTokenFields } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `tokens create`: prints a new token, alone on standard output. */
export async function createOneToken(context: Context, request: TokenRequest): Promise<void> {
  const { store, clock, settings, output, terminal } = context;
  const making = { store: await store(), clock: clock(), zone: settings.timezone };
  const { token, secret } = await createToken(request, making);
  output.result(objectOf({ ...token, secret }, createdTokenView), () => secret);
  if (output.format.json) return;
  const until = token.expiresAt ? `until ${output.show.time(token.expiresAt)}` : 'for ever';
  terminal.note([
    styled`${paint.green('✓')} Created ${describe(token)}, which may ${abilities[token.scope]} ${until}.`,
    paint.dim('Keep it like a password: it is not shown again.'),
  ]);
}

const abilities = {
  read: 'read',
  call: 'read, and have calls placed,',
  admin: 'do anything',
} as const satisfies Record<AccessToken['scope'], string>;

/** `tokens list` */
export async function listAllTokens(
  context: Context,
  options: PageOptions<(typeof tokenOrders)[number]>,
): Promise<void> {
  const store = await context.store();
  const now = context.clock().now();
  await showPage(context, options, {
    key: 'tokens',
    fields: accessTokenFields,
    read: async (query) => {
      const all = (await store.accessTokens()).map((token) => withStatus(token, now));
      return pageOfRows(all, query, (row, key) => row[key]);
    },
    empty: 'There are no tokens. To create one: voicebot tokens create --name CRM --scope call',
  });
}

/** `tokens revoke` */
export async function revokeOneToken(
  context: Context,
  word: string | undefined,
  options: DryRun,
): Promise<void> {
  const { clock, output, terminal } = context;
  const which = await settleToken(context, word);
  const store = await storeFor(context, options);
  const found = await findToken(store, which, clock());
  if (!options.dryRun && !found.revokedAt)
    await terminal.confirm(`Revoke ${describe(found)}? Programs that use it are refused from now on.`, {
      default: false,
      unattended: 'refuse',
      action: `Revoking ${describe(found)}`,
    });
  const { token, wasRevoked } = await revokeToken(store, String(found.id), clock());
  const seen = objectOf(withStatus(token, clock().now()), accessTokenView);
  output.result({ ...successView(options), wasRevoked, token: seen }, () =>
    wasRevoked
      ? `${capitalised(describe(token))} was revoked already.`
      : headline(options, `Revoked ${describe(token)}`, `revoke ${describe(token)}`),
  );
}

function describe({ id, name }: Pick<AccessToken, 'id' | 'name'>): string {
  return name === null ? `token ${id}` : `token ${id} (${name})`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
