/** Returns a header as the key of a custom field: `Plan Tier`, `planTier` and `plan-tier` are all `plan_tier`. */
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

/** Returns the value of a custom field. Keys come from the operator's columns: one may be `constructor`. */
export function customField(fields: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
