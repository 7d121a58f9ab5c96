import { Option } from '@commander-js/extra-typings';

/** The parsed values of the two options below. */
export interface FormatOptions {
  format?: 'csv' | 'json' | 'ndjson' | undefined;
  excel?: boolean | undefined;
}

/** Returns the option for the format of an export. */
export function byFormat() {
  const what = 'format (default: csv, or json with --json)';
  return new Option('--format <format>', what).choices(['csv', 'json', 'ndjson']);
}

export const forExcel = [
  '--excel',
  'begin the CSV with a byte order mark, so that Excel shows all letters right',
] as const;
