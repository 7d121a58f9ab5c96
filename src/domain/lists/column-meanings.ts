import { type HeaderKind, knownHeader, normalisedHeader } from './headings/column-aliases.ts';
import { soundsLikePhone, weakRank } from './headings/phone-aliases.ts';

/** What a column of a list means. `nameOrBusiness` is a person or business: Xero's ContactName, a Client. */
export type ColumnMeaning =
  | { kind: HeaderKind | 'nameOrBusiness' }
  | { kind: 'custom'; key: string }
  | { kind: 'ignored' };

/** The header of the reasons in a file of rejected rows. Importing that file ignores the column. */
export const rejectReason = 'reject_reason';

/** A prefix that makes any header a custom field. Exports use it where a header would mean something else. */
export const customPrefix = 'custom:';

/** Kinds of columns whose texts together are a person's name. */
export const partsOfName: ReadonlySet<string> = new Set(['firstName', 'middleName', 'lastName']);

/** Meanings that several columns can have at once: mapping one does not make the others custom fields. */
export const sharedKinds: ReadonlySet<string> = new Set(['tags', 'doNotCall', 'mayCall', 'ignored']);

/** Returns a function that reads headers without a mapping. Custom fields have no key yet. */
export function meaningsIn(headers: readonly string[], mapping: ReadonlyMap<string, ColumnMeaning>) {
  const mapped = new Set([...mapping.values()].map(({ kind }) => kind));
  const hasClearPhone = headers.some((header) => {
    const meaning = mapping.get(header.trim());
    if (meaning) return meaning.kind === 'phone';
    const known = headerKind(header);
    return known?.kind === 'phone' ? known.rank < weakRank : soundsLikePhone(header);
  });
  const hasPerson = headers.some((header) => {
    const kind = (mapping.get(header.trim()) ?? headerKind(header))?.kind;
    return kind === 'firstName' || kind === 'lastName';
  });
  const isXero = headers.some((header) => /^po(?:attentionto|addressline1)$/.test(normalisedHeader(header)));
  return (header: string): ColumnMeaning => {
    const known = headerKind(header);
    const isShared = known && (known.kind === 'phone' || sharedKinds.has(known.kind));
    const isMapped = known && mapped.has(known.kind) && !isShared;
    const isWeak = known?.rank === weakRank && hasClearPhone;
    if (!known || isMapped || isWeak) return { kind: 'custom', key: '' };
    const name = normalisedHeader(header);
    if ((isXero && name === 'contactname') || (hasPerson && business.has(name)))
      return { kind: 'nameOrBusiness' };
    return { kind: known.kind };
  };
}

/** Headers of what may be a person or, beside first and last names, the business that the person is of. */
const business: ReadonlySet<string> = new Set(['client', 'customer', 'contact']);

export function headerKind(header: string): ReturnType<typeof knownHeader> {
  if (header.startsWith(customPrefix)) return undefined;
  const isReason = normalisedHeader(header) === normalisedHeader(rejectReason);
  return isReason ? { kind: 'ignored', rank: 0 } : knownHeader(header);
}
