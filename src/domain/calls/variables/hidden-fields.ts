import { reservedVariables } from './variable-overrides.ts';

/** Variables that every call has, so that a custom field of the same name is never used (`dynamicVariables`). */
const alwaysSet: ReadonlySet<string> = new Set([
  'contact_name',
  'contact_phone',
  'current_date',
  'current_time',
  'current_day',
  'current_timezone',
  'greeting',
]);

/** Returns whether no agent ever gets the custom field with this key: Retell or voicebot fills in that variable. */
export function isHiddenFromAgent(key: string): boolean {
  return reservedVariables.has(key) || alwaysSet.has(key);
}

/** Returns the keys of the custom fields with a value that no agent ever gets. */
export function hiddenFields(fields: Readonly<Record<string, string | null>> = {}): string[] {
  return Object.keys(fields).filter((key) => fields[key] !== null && isHiddenFromAgent(key));
}
