import { relativeTo } from '../../domain/time/time-display.ts';
import type { AsideReason } from '../../domain/webhooks/webhook.ts';
import type { AsideWebhook, WebhookStore } from '../ports/webhooks/webhook-store.ts';
import { type Check, ok, shortList, warning } from './check.ts';

/** A webhook is applied at once, or by the next run, ms. */
const waitsTooLongAfter = 5 * 60_000;

/** How many calls must have ended without a webhook before that is worth a word: some get lost. */
const fewest = 3;

const day = 24 * 60 * 60_000;

/** The most that are looked at. */
const most = 1000;

type Webhooks = Pick<WebhookStore, 'webhookArrivals' | 'webhooksAside'>;

/**
 * Checks that webhooks come, if they ever did or are to, and that all are applied; and names those that were not.
 *
 * @param isExpected whether a key of their own is set
 */
export async function checkWebhooks(store: Webhooks, now: Date, isExpected: boolean): Promise<Check[]> {
  const { lastAt, lastOwnAt, waiting, waitingSince, untold } = await store.webhookArrivals();
  if (lastAt === null) {
    if (!isExpected) return [];
    return [warning('webhooks', 'No webhook has come yet.')];
  }
  const last =
    lastOwnAt === null
      ? 'No webhook about a call of this database has come'
      : `The last webhook came ${ago(lastOwnAt, now)}`;
  const isSilent = untold >= fewest;
  return [
    isSilent
      ? warning('webhooks', `${last}, and ${untold} calls have ended without one since.`)
      : ok('webhooks', `${last}.`),
    ...checkWaiting(waiting, waitingSince, now),
    ...checkAside(await store.webhooksAside(new Date(now.getTime() - day), most)),
  ];
}

function checkWaiting(waiting: number, since: Date | null, now: Date): Check[] {
  if (since === null || now.getTime() - since.getTime() < waitsTooLongAfter) return [];
  const wait = waiting === 1 ? '1 webhook waits' : `${waiting} webhooks wait`;
  return [warning('webhooks_waiting', `${wait} to be applied, the first since ${ago(since, now)}.`)];
}

/** What is not the operator's business: the webhooks of the account's other applications. */
const isOthers: ReadonlySet<AsideReason | null> = new Set<AsideReason>(['unknown_call', 'another_database']);

function checkAside(aside: readonly AsideWebhook[]): Check[] {
  const others = aside.filter(({ because }) => isOthers.has(because));
  const wrong = aside.filter(({ because }) => !isOthers.has(because));
  return [
    ...(others.length > 0
      ? [
          ok(
            'webhooks_of_others',
            `${counted(others)} of the last 24 hours ${others.length === 1 ? 'was' : 'were'} about other calls than those of this database: ${named(others)}.`,
          ),
        ]
      : []),
    ...(wrong.length > 0
      ? [
          warning(
            'webhooks_not_applied',
            `${counted(wrong)} of the last 24 hours could not be applied: ${named(wrong)}.`,
            {
              hint: 'Retell is asked about the calls of this database anyway. Its dashboard shows what became of others.',
            },
          ),
        ]
      : []),
  ];
}

function counted(webhooks: readonly AsideWebhook[]): string {
  const count = webhooks.length >= most ? `${most} or more` : String(webhooks.length);
  return webhooks.length === 1 ? '1 webhook' : `${count} webhooks`;
}

function named(webhooks: readonly AsideWebhook[]): string {
  return shortList(
    webhooks.map(
      ({ retellCallId, because, state }) => `${retellCallId ?? 'of no call'} (${words(because ?? state)})`,
    ),
  );
}

function words(code: string): string {
  return code.replaceAll('_', ' ');
}

/** Returns `3 min ago`; `just now` also if the clock has been put back since. */
function ago(at: Date, now: Date): string {
  return at >= now ? 'just now' : relativeTo(at, now).replace(/^now$/, 'just now');
}
