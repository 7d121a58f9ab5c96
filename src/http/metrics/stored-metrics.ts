import { dispositions } from '../../domain/calls/outcomes/disposition.ts';
import { scheduledCallStatuses } from '../../domain/calls/scheduled-call.ts';
import type { Tallies } from '../../operations/ports/status-store.ts';
import { readStatus } from '../../operations/status/read-status.ts';
import type { Session } from '../../session/session.ts';
import type { Family, Sample } from './exposition.ts';

/** Counting all calls reads an index from end to end: it may take this share of the time at most, and is done every few seconds at most. */
const shareOfTime = 0.01;
const leastPause = 5_000;

/** Returns what reads the metrics of a profile that its database has. */
export function storedMetrics(session: Session): () => Promise<Family[]> {
  const tallies = tallyCache(async () => (await session.store()).tallies());
  return async () => {
    const store = await session.store();
    const { assumedTimezone } = session.settings;
    const status = await readStatus(store, { clock: session.clock(), assumedTimezone, rows: 0 });
    const webhooks = await store.webhookArrivals();
    const { calls, scheduledCalls } = await tallies();
    const gauge = (name: string, help: string, ...samples: Sample[]): Family => ({
      ...{ name: `voicebot_${name}`, help, type: 'gauge', samples },
    });
    return [
      gauge(
        'calls',
        'Calls in the ledger, by disposition; none where nothing is known of it yet.',
        ...[...dispositions, null].map((name) => ({
          labels: { disposition: name ?? 'none' },
          value: calls.get(name) ?? 0,
        })),
      ),
      gauge(
        'scheduled_calls',
        'Scheduled calls, by status.',
        ...scheduledCallStatuses.map((name) => ({
          labels: { status: name },
          value: scheduledCalls.get(name) ?? 0,
        })),
      ),
      gauge('calls_due', 'Scheduled calls that are due, counted to 10,000.', { value: status.due }),
      gauge('calls_overdue', 'Those that have been due for over two minutes, counted to 10,000.', {
        value: status.overdue,
      }),
      gauge('calls_in_progress', 'Calls that are being placed, ring or talk.', { value: status.inProgress }),
      gauge('calls_unconfirmed', 'Calls of which it is not known whether the phone rang.', {
        value: status.unconfirmed,
      }),
      gauge('halted', 'Whether calling is halted.', { value: status.halt ? 1 : 0 }),
      gauge(
        'last_run_timestamp_seconds',
        'When a run last had something to do.',
        ...instants(status.lastRunAt),
      ),
      gauge('webhooks_waiting', 'Webhooks that are yet to be applied.', { value: webhooks.waiting }),
      gauge('last_webhook_timestamp_seconds', 'When the last webhook came.', ...instants(webhooks.lastAt)),
    ];
  };
}

function instants(at: Date | null): Sample[] {
  return at ? [{ value: at.getTime() / 1000 }] : [];
}

function tallyCache(read: () => Promise<Tallies>): () => Promise<Tallies> {
  let known: { tallies: Promise<Tallies>; until: number } | undefined;
  return async () => {
    const startedAt = performance.now();
    if (known && startedAt < known.until) return known.tallies;
    const reading = { tallies: read(), until: Number.POSITIVE_INFINITY };
    known = reading;
    try {
      return await reading.tallies;
    } finally {
      const now = performance.now();
      reading.until = now + Math.max(leastPause, (now - startedAt) / shareOfTime);
    }
  };
}
