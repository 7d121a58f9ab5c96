/** The headers that every CSV export of contacts begins with, in this order. */
export const exportedHeaders = [
  'name',
  'phone',
  'email',
  'business_name',
  'business_website',
  'timezone',
  'tags',
  'do_not_call',
] as const;

/** The keys of every contact in a JSON export, as far as they are headers. */
const exportedKeys = [
  'name',
  'phoneNumber',
  'email',
  'businessName',
  'businessWebsite',
  'timezone',
  'tags',
  'doNotCall',
];

/** Returns whether a list is an export of voicebot's own, by its headers. */
export function isOwnExport(headers: readonly string[]): boolean {
  const isCsv = exportedHeaders.every((header, index) => headers[index] === header);
  const known = new Set(headers);
  return isCsv || exportedKeys.every((key) => known.has(key));
}
