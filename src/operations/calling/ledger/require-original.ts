import { hasMoved } from '../../../domain/calls/restored.ts';
import { Problem } from '../../../domain/problem.ts';
import type { Ledger } from '../../ports/ledger-store.ts';
import type { Calling } from '../calling.ts';
import type { RunEvent } from '../run-events.ts';

/**
 * Checks that calls may be placed from this database: it is in its place, and no copy, whose original may be in use.
 *
 * @throws Problem `database_replaced`, `database_is_copy`
 */
export async function requireOriginal({
  store,
}: {
  store: Pick<Calling['store'], 'ledger' | 'requireInPlace'>;
}): Promise<Ledger> {
  await store.requireInPlace();
  const ledger = await store.ledger();
  if (!ledger.copied) return ledger;
  const { path, copied } = ledger;
  throw new Problem('not_set_up', {
    code: 'database_is_copy',
    message: `${path} is a copy of ${copied.from}, made at ${copied.at.toISOString()}. No calls are placed from a copy.`,
    facts: { path },
  });
}

/**
 * Takes the database for restored from a copy if its last run was on another machine, where it may still be in use: whatever waits is
 * not placed before Retell was asked whether it was. Says so once. In a container the machine is not known.
 */
export async function noteMachine(
  ledger: Ledger,
  { store, clock, machine }: Pick<Calling, 'store' | 'clock' | 'machine'>,
  record: (event: RunEvent) => void,
): Promise<void> {
  if (machine === undefined || ledger.machine === machine) return;
  if (!hasMoved(ledger.machine, machine)) return store.noteMachine(machine);
  const calls = await store.beginEpoch(machine, clock.now());
  if (calls === undefined) return;
  record({ id: null, who: '', toNumber: '', kind: 'moved', calls });
}
