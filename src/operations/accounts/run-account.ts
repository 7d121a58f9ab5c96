import type { Clock } from '../../domain/time/clock.ts';
import type { AccountStore, SentCall } from '../ports/account-store.ts';
import type { Telephony } from '../ports/telephony.ts';

/** What is needed to tell accounts apart. */
export interface AccountConnection {
  store: AccountStore;
  telephony: () => Promise<Telephony>;
  clock: Pick<Clock, 'now'>;
}

/** The account at Retell that a run places calls with, and whether earlier calls were sent to it too. */
export class RunAccount {
  readonly #connection: AccountConnection;
  readonly #verdicts = new Map<number, Promise<boolean>>();
  #id: Promise<number> | undefined;

  constructor(connection: AccountConnection) {
    this.#connection = connection;
  }

  /** Returns its id. Connects to Retell, but asks nothing. */
  id(): Promise<number> {
    this.#id ??= this.#open();
    return this.#id;
  }

  /**
   * Returns whether a call was sent to this account. If that is not known, because the key is new, Retell is asked, once for each
   * other account.
   *
   * @throws Problem if Retell cannot be asked
   */
  owns(call: SentCall): Promise<boolean> {
    const { accountId } = call;
    if (accountId === null) return Promise.resolve(true);
    const known = this.#verdicts.get(accountId);
    if (known) return known;
    const verdict = this.#isSame(accountId, call);
    this.#verdicts.set(accountId, verdict);
    return verdict;
  }

  async #open(): Promise<number> {
    const { store, telephony, clock } = this.#connection;
    return store.openAccount((await telephony()).account, clock.now());
  }

  async #isSame(accountId: number, call: SentCall): Promise<boolean> {
    const { store, telephony, clock } = this.#connection;
    const id = await this.id();
    if (await store.isSameAccount(accountId, id)) return true;
    const evidence = (await store.latestPlacedBy(accountId)) ?? call;
    if (!(await knows(await telephony(), evidence))) return false;
    await store.mergeAccounts(accountId, id, clock.now());
    return true;
  }
}

/**
 * Returns whether the account of a connection knows a call that was sent to another. Then both are the same account: ids and
 * references cannot be guessed.
 */
async function knows(telephony: Telephony, { retellCallId, reference }: SentCall): Promise<boolean> {
  if (retellCallId === null) return (await telephony.findByReference(reference)) !== undefined;
  const found = await telephony.findCall(retellCallId);
  return found !== undefined && (found.reference ?? reference) === reference;
}
