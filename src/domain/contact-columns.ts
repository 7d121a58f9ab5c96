/** What a column of an operator's list says of a contact. */
export type ColumnMeaning =
  | { kind: 'phone' }
  | { kind: 'name' | 'firstName' | 'lastName' | 'email' | 'businessName' | 'businessWebsite' | 'timezone' }
  | { kind: 'custom'; key: string }
  | { kind: 'ignored' };

/** One column, by its place in the row. */
export interface Column {
  header: string;
  meaning: ColumnMeaning;
}

type KnownKind = Exclude<ColumnMeaning['kind'], 'custom' | 'ignored'>;

/** Headers by what they mean, without case and punctuation; the surest phone column first. */
const aliases: Record<KnownKind, string[]> = {
  phone: [
    'mobile',
    'mobilephone',
    'mobilenumber',
    'mobilephonenumber',
    'cell',
    'cellphone',
    'phone',
    'phonenumber',
    'primaryphone',
    'contactnumber',
    'contactphone',
    'telephone',
    'telephonenumber',
    'tel',
    'phoneno',
    'ph',
    'number',
  ],
  name: [
    'name',
    'fullname',
    'contactname',
    'contact',
    'displayname',
    'customername',
    'customer',
    'client',
    'clientname',
  ],
  firstName: ['firstname', 'givenname', 'forename', 'first'],
  lastName: ['lastname', 'surname', 'familyname', 'last'],
  email: ['email', 'emailaddress', 'mail', 'contactemail'],
  businessName: [
    'businessname',
    'business',
    'company',
    'companyname',
    'organisation',
    'organization',
    'accountname',
  ],
  businessWebsite: ['businesswebsite', 'website', 'web', 'url', 'companywebsite', 'websiteurl', 'homepage'],
  timezone: ['timezone', 'tz', 'timezonename'],
};

const kindOfAlias = new Map(
  Object.entries(aliases).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
);

/** Heads the reasons in a file of rejected rows, and is left out when that file is imported. */
export const rejectReason = 'reject_reason';

/** Before a header: what follows is a custom field, whatever it looks like. Exports use it where they must. */
const customPrefix = 'custom:';

/** A header that `readColumns` reads as the custom field with this key. */
export function customHeader(key: string): string {
  return kindOfAlias.has(normalised(key)) ? `${customPrefix}${key}` : key;
}

/** What `--map 'Header=field'` may name, beside `custom` and `ignore`. */
export const mappableFields: Readonly<Record<string, ColumnMeaning['kind']>> = {
  phone: 'phone',
  name: 'name',
  first_name: 'firstName',
  last_name: 'lastName',
  email: 'email',
  business_name: 'businessName',
  business_website: 'businessWebsite',
  timezone: 'timezone',
  ignore: 'ignored',
};

/**
 * What each header means: what `mapping` says of it, else a known alias, else a custom field. Several columns may hold a
 * phone number; of every other meaning the first column has it, and later ones are custom fields, as are first and last
 * names beside a whole one.
 *
 * @param mapping meanings by header, as written in the file
 */
export function readColumns(
  headers: readonly string[],
  mapping: ReadonlyMap<string, ColumnMeaning>,
): Column[] {
  const mapped = new Set([...mapping.values()].map((meaning) => meaning.kind));
  const taken = new Set<string>(mapped);
  if (mapped.has('name') || headers.some((header) => kindOfAlias.get(normalised(header)) === 'name')) {
    taken.add('firstName').add('lastName');
  }
  const keys = new Set(
    [...mapping.values()].flatMap((meaning) => (meaning.kind === 'custom' ? [meaning.key] : [])),
  );
  return headers.map((header, place) => {
    const meaning = mapping.get(header.trim()) ?? meaningOf(header, taken, mapped);
    if (meaning.kind !== 'custom') taken.add(meaning.kind);
    if (meaning.kind !== 'custom' || meaning.key !== '') return { header, meaning };
    const key = unusedKey(snakeCase(withoutPrefix(header)) || `column_${place + 1}`, keys);
    return { header, meaning: { kind: 'custom', key } };
  });
}

/** The columns that may hold the phone number, the surest first. */
export function phoneColumns(columns: readonly Column[]): number[] {
  const rank = (place: number) => {
    const at = aliases.phone.indexOf(normalised(columns[place]?.header ?? ''));
    return at < 0 ? -1 : at;
  };
  return columns
    .flatMap((column, place) => (column.meaning.kind === 'phone' ? [place] : []))
    .sort((a, b) => rank(a) - rank(b));
}

/** A header as the key of a custom field: `Plan Tier`, `planTier` and `plan-tier` are all `plan_tier`. */
export function snakeCase(header: string): string {
  const words = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^\d/.test(words) ? `_${words}` : words;
}

function meaningOf(header: string, taken: ReadonlySet<string>, mapped: ReadonlySet<string>): ColumnMeaning {
  const custom = { kind: 'custom', key: '' } as const;
  if (normalised(header) === normalised(rejectReason)) return { kind: 'ignored' };
  const kind = kindOfAlias.get(normalised(header));
  if (!isKnown(kind)) return custom;
  // A phone column that the operator named is the only one.
  if (kind === 'phone') return mapped.has('phone') ? custom : { kind };
  return taken.has(kind) ? custom : { kind };
}

function withoutPrefix(header: string): string {
  return header.startsWith(customPrefix) ? header.slice(customPrefix.length) : header;
}

function isKnown(kind: string | undefined): kind is KnownKind {
  return kind !== undefined && kind in aliases;
}

function normalised(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function unusedKey(key: string, keys: Set<string>): string {
  let unused = key;
  for (let n = 2; keys.has(unused); n++) unused = `${key}_${n}`;
  keys.add(unused);
  return unused;
}
