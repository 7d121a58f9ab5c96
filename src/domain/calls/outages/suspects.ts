/**
 * What Retell, or whatever answers in its place, may say to one call or to all: `account` the key or the credit · `throttled` too fast,
 * or no free line · `not_retell` a page that is not Retell's.
 */
export type SuspiciousKind = 'account' | 'throttled' | 'not_retell';

/** A call that drew such an answer. It waits behind the others until it is known whose the answer was. */
export interface Suspect<T> {
  kind: SuspiciousKind;
  call: T;
}

/** What the next call drew, which was begun once all suspects had their answers. */
export type Probe<T> = { kind: 'placed' } | { kind: 'suspect'; suspect: Suspect<T> } | { kind: 'other' };

/** What a probe shows. */
export interface AfterProbe<T> {
  /** Calls whose answer was their own and lasts: their attempts are refused. */
  own: readonly Suspect<T>[];
  /** Calls of which it is still not known. */
  suspects: readonly Suspect<T>[];
  /** Whether the answer was the account's: no call is charged, and no more are placed. */
  isAccounts: boolean;
}

/**
 * Returns whose answer the suspects drew. If the next call is placed, the answers were the calls' own; if it draws the same, they were
 * the account's. A refusal or a lost response shows neither. A cheap question would prove nothing: without credit it works as well.
 * Nobody is charged for being throttled: a moment later a line may be free. Such a call stays behind the others.
 */
export function afterProbe<T>(suspects: readonly Suspect<T>[], probe: Probe<T>): AfterProbe<T> {
  switch (probe.kind) {
    case 'placed':
      return { own: suspects.filter(({ kind }) => kind !== 'throttled'), suspects: [], isAccounts: false };
    case 'suspect': {
      const isAccounts = suspects.some(({ kind }) => kind === probe.suspect.kind);
      return { own: [], suspects: [...suspects, probe.suspect], isAccounts };
    }
    case 'other':
      return { own: [], suspects, isAccounts: false };
  }
}
