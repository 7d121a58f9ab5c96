import type { Field } from '../terminal/render-fields.ts';

/** A setting, or what a file of settings has beside them. */
export interface SettingRow {
  name: string;
  /** Null if it is not set and has no default, or is not read. */
  value: string | null;
  origin: string;
  /** What is wrong with the value; null for nothing. */
  problem: string | null;
  /** What is not read, or left out, and why; null for nothing. */
  note: string | null;
}

/** The fields of a setting, with their table columns. */
export const settingFields: Field<SettingRow>[] = [
  { name: 'name', value: (row) => row.name, columns: [{ header: 'Setting' }] },
  { name: 'value', value: (row) => row.value, columns: [{ header: 'Value', shrinks: true }] },
  { name: 'origin', value: (row) => row.origin, columns: [{ header: 'From', shrinks: true }] },
  {
    name: 'problem',
    value: (row) => row.problem,
    columns: [{ header: 'Problem', shrinks: true, below: true }],
  },
  { name: 'note', value: (row) => row.note, columns: [{ header: 'Note', shrinks: true, below: true }] },
];
