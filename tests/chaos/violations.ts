import type { AttemptRow, ScheduledRow } from './records.ts';

/** A call that Retell placed. */
export interface PlacedCall {
  callId: string;
  toNumber: string;
  reference?: string;
}

/** Everything that is known at the end of a run. */
export interface Evidence {
  /** How many calls were scheduled, each to a number of its own. */
  calls: number;
  /** Every call that Retell placed. */
  placed: readonly PlacedCall[];
  /** The calls that made a phone ring, once per ring. */
  rings: readonly PlacedCall[];
  /** Numbers whose calls are placed, but whose phones never ring. */
  silent: ReadonlySet<string>;
  /** Numbers that Retell refused to call, and how often. */
  refusals: ReadonlyMap<string, number>;
  /** Numbers that Retell refused for ever, so that the operator may have cancelled their calls. */
  poisoned: ReadonlySet<string>;
  /** Ids of the unconfirmed scheduled calls that the operator settled, and why they waited for that. */
  settledByHand: ReadonlyMap<number, string | null>;
  /** Whether a backup was restored, which has lost the attempts that were made since. */
  wasRestored: boolean;
  scheduled: readonly ScheduledRow[];
  attempts: readonly AttemptRow[];
}

/** Returns how the promise was broken, one line each; empty if it was kept. */
export function violationsOf(evidence: Evidence): string[] {
  return [...ringViolations(evidence), ...endViolations(evidence), ...ledgerViolations(evidence)];
}

/** Returns the numbers that were called more than once, and how often. */
export function calledAgain(placed: readonly PlacedCall[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { toNumber } of placed) times.set(toNumber, (times.get(toNumber) ?? 0) + 1);
  return new Map([...times].filter(([, count]) => count > 1));
}

function ringViolations({ placed, attempts, scheduled }: Evidence): string[] {
  const byCallId = new Map(attempts.map((row) => [row.retellCallId, row]));
  const byId = new Map(scheduled.map((row) => [row.id, row]));
  const twice = [...calledAgain(placed)].map(([number, count]) => `${number} was called ${count} times`);
  const lost = placed.flatMap(({ callId, toNumber, reference }) => {
    const row = byCallId.get(callId);
    if (!row) return `${callId} to ${toNumber} is not in the ledger`;
    const owner = byId.get(row.scheduledCallId ?? 0);
    const fits = row.reference === reference && row.toNumber === toNumber && owner?.toNumber === toNumber;
    if (!fits) return `${callId} to ${toNumber} is in the ledger as another call (row ${row.id})`;
    return owner.retellCallId === callId ? [] : `scheduled call ${owner.id} does not name its call ${callId}`;
  });
  return [...twice, ...lost];
}

function endViolations(evidence: Evidence): string[] {
  const { calls, scheduled } = evidence;
  const rang = new Set(evidence.rings.map(({ callId }) => callId));
  const rangAt = new Set(evidence.rings.map(({ toNumber }) => toNumber));
  const count = scheduled.length === calls ? [] : [`${calls} were scheduled, ${scheduled.length} are left`];
  const wrongEnds = scheduled.flatMap((row) => {
    const { toNumber, status, errorMessage } = row;
    switch (status) {
      case 'COMPLETED': {
        const mayBeCompleted = evidence.silent.has(toNumber) || rang.has(row.retellCallId ?? '');
        return mayBeCompleted ? [] : [`${nameOf(row)} is COMPLETED, and no phone rang`];
      }
      case 'FAILED':
        return wrongFailure(row, rangAt.has(toNumber), evidence);
      case 'CANCELLED':
        return [
          ...(evidence.poisoned.has(toNumber) ? [] : [`${nameOf(row)} is CANCELLED, and by nobody`]),
          ...(rangAt.has(toNumber) ? [`${nameOf(row)} is CANCELLED, and its phone rang`] : []),
        ];
      default:
        return [`${nameOf(row)} is still ${status}: ${errorMessage}`];
    }
  });
  return [...count, ...wrongEnds];
}

function wrongFailure(row: ScheduledRow, rang: boolean, evidence: Evidence): string[] {
  const { attempts, maxAttempts, errorMessage } = row;
  const refusals = evidence.refusals.get(row.toNumber) ?? 0;
  const heldBecause = evidence.settledByHand.get(row.id);
  const mayFail =
    heldBecause === undefined
      ? attempts === maxAttempts && refusals >= attempts
      : heldBecause !== 'refused_again' || refusals > 0;
  return [
    ...(errorMessage ? [] : [`${nameOf(row)} is FAILED without a reason`]),
    ...(rang ? [`${nameOf(row)} is FAILED, and its phone rang`] : []),
    ...(mayFail
      ? []
      : [
          `${nameOf(row)} is FAILED after ${attempts} attempts and at most ${refusals} refusals: ${errorMessage}`,
        ]),
  ];
}

function nameOf({ id, toNumber }: ScheduledRow): string {
  return `scheduled call ${id} (${toNumber})`;
}

function whenOf({ requestedAt, nextCheckAt }: AttemptRow): string {
  const next = nextCheckAt === null ? 'never' : new Date(nextCheckAt).toISOString();
  return `requested ${new Date(requestedAt).toISOString()}, next check ${next}`;
}

const unfinished = new Set(['placing', 'unknown']);

function ledgerViolations({ attempts, scheduled, wasRestored }: Evidence): string[] {
  const charged = new Map<number | null, number>();
  for (const row of attempts) charged.set(row.scheduledCallId, (charged.get(row.scheduledCallId) ?? 0) + 1);
  const wrongCharges = scheduled
    .filter((row) => {
      const known = charged.get(row.id) ?? 0;
      return wasRestored ? row.attempts < known : row.attempts !== known;
    })
    .map(
      (row) => `scheduled call ${row.id} was charged ${row.attempts} attempts of ${charged.get(row.id) ?? 0}`,
    );
  const tooMany = scheduled
    .filter((row) => row.attempts > row.maxAttempts)
    .map((row) => `scheduled call ${row.id} had ${row.attempts} attempts of ${row.maxAttempts}`);
  const leftovers = attempts.flatMap((row) => [
    ...(unfinished.has(row.status)
      ? [`call ${row.id} (${row.toNumber}) is left ${row.status}, ${whenOf(row)}: ${row.errorMessage}`]
      : []),
    ...(row.claimedBy === null ? [] : [`call ${row.id} is left claimed by ${row.claimedBy}`]),
    ...(row.errorMessage?.includes('twice') ? [`call ${row.id}: ${row.errorMessage}`] : []),
  ]);
  return [...wrongCharges, ...tooMany, ...leftovers];
}
