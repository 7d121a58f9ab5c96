import type { Holiday } from '../../domain/calls/call-times/holiday.ts';
import type { View } from '../view.ts';

/** The fields of a holiday. */
export const holidayView = [
  { name: 'date', value: (row) => row.date },
  { name: 'country', value: (row) => row.country },
  { name: 'region', value: (row) => row.region },
  { name: 'name', value: (row) => row.name },
  { name: 'isOwn', value: (row) => row.isOwn ?? false },
] as const satisfies View<Holiday>;
