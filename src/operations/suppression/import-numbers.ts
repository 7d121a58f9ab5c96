import { spreadOverdue } from '../../domain/calls/scheduling/spread-overdue.ts';
import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { HaltStore } from '../ports/brakes/halt-store.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';
import type { WashStore } from '../ports/brakes/wash-store.ts';
import type { ListFile } from '../ports/list-file.ts';
import { type NumberRow, type ReadNumbersOptions, type RejectedRow, readNumbers } from './read-numbers.ts';

/** Between batches, ms: lets other processes write, and this one notice a signal. */
const pause = 1;

/** How many calls to lay out in one transaction. */
const batchSize = 1000;

export interface ImportNumbersOptions extends ReadNumbersOptions {
  /** For rows that do not say it themselves. */
  reason: string | null;
  addedBy: string | null;
  clock: Clock;
  /** Once it aborts, the batch in progress is finished and no other begins. */
  signal: AbortSignal;
  onProgress: (rows: number, share: number) => void;
  onReject: (row: RejectedRow) => void;
}

/** What became of the rows of a list of numbers. */
export interface ImportedNumbers {
  /** Rows that are on the do-not-call list now. */
  listed: number;
  /** How many of them were not before. */
  added: number;
  /** Rows that the list says may be called. */
  notListed: number;
  rejected: number;
  /** Ids of the calls that were cancelled. */
  cancelled: number[];
  /** Whether it was stopped before its end. */
  isStopped: boolean;
}

/** Puts the numbers of a list on the do-not-call list. If it has a column of marks, only those that are marked. */
export function importNumbers(
  store: Pick<SuppressionStore, 'suppress'>,
  list: ListFile,
  options: ImportNumbersOptions,
): Promise<ImportedNumbers> {
  const { reason, addedBy } = options;
  return importBatches(list, options, (rows, now) => {
    const entries = rows
      .filter(({ isListed }) => isListed)
      .map(toEntry({ source: 'file', reason, addedBy }, now));
    return store.suppress(entries, now);
  });
}

/** A wash: which register, and when its result was made. */
export interface Wash {
  label: string;
  register: string;
  washedAt: Date;
}

/**
 * Records that every number of a list was washed against a do-not-call register, and puts those that the register lists on the
 * do-not-call list. Calls that waited for it are laid out at their planned spacing. Repeating it changes nothing.
 *
 * @param options `spacing` is that of calls whose own is not known, ms
 */
export async function importWash(
  store: WashStore & Pick<HaltStore, 'layOutCalls'>,
  list: ListFile,
  { label, register, washedAt }: Wash,
  options: Omit<ImportNumbersOptions, 'reason'> & { spacing: number },
): Promise<ImportedNumbers> {
  const washId = await store.beginWash({ file: label, register, washedAt }, options.clock.now());
  const reason = `listed by ${register}`;
  const what = { source: 'register', reason, addedBy: options.addedBy } as const;
  const result = await importBatches(list, { ...options, reason }, (rows, now) => {
    const entries = rows
      .filter(({ isListed }) => isListed)
      .map((row) => ({ ...toEntry(what, now)(row), ...what }));
    const washed = rows.map(({ phoneNumber }) => phoneNumber);
    return store.recordWash(washId, { washed, washedAt, listed: entries }, now);
  });
  const { clock, spacing } = options;
  // Each looks for a wash once an hour, so all of them would be due at the same time.
  const times = spreadOverdue(await store.callsWaitingForWash(washId), { now: clock.now(), spacing });
  for (let done = 0; done < times.length; done += batchSize) {
    await store.layOutCalls(times.slice(done, done + batchSize), clock.now());
    await clock.sleep(pause);
  }
  return result;
}

type Draft = Pick<Suppression, 'source' | 'reason' | 'addedBy'>;

function toEntry(defaults: Draft, now: Date): (row: NumberRow) => Suppression {
  return ({ phoneNumber, fields }) => ({ phoneNumber, createdAt: now, ...defaults, ...fields });
}

async function importBatches(
  list: ListFile,
  options: ImportNumbersOptions,
  save: (rows: readonly NumberRow[], now: Date) => Promise<{ added: number; cancelled: number[] }>,
): Promise<ImportedNumbers> {
  const { clock, signal, onProgress, onReject } = options;
  const result: ImportedNumbers = {
    listed: 0,
    added: 0,
    notListed: 0,
    rejected: 0,
    cancelled: [],
    isStopped: false,
  };
  for await (const { rows, rejected, count, share } of readNumbers(list, options)) {
    const { added, cancelled } = await save(rows, clock.now());
    const listed = rows.filter(({ isListed }) => isListed).length;
    result.listed += listed;
    result.notListed += rows.length - listed;
    result.added += added;
    result.cancelled.push(...cancelled);
    result.rejected += rejected.length;
    for (const row of rejected) onReject(row);
    onProgress(count, share);
    if (signal.aborted) return { ...result, isStopped: true };
    await clock.sleep(pause, signal);
  }
  return result;
}
