import type { CallRequest } from './call.ts';

/** What a response of Retell's says about which call it is; undefined where it says nothing that can be read. */
export interface CallIdentity {
  reference: string | undefined;
  /** E.164. */
  toNumber: string | undefined;
}

/**
 * Returns whether a response is about another call than the one that was requested: it has another reference, or none that can be
 * read and another number. What it leaves out proves nothing.
 */
export function isAnotherCall(
  requested: Pick<CallRequest, 'reference' | 'toNumber'>,
  { reference, toNumber }: CallIdentity,
): boolean {
  if (reference !== undefined) return reference !== requested.reference;
  return toNumber !== undefined && toNumber !== requested.toNumber;
}
