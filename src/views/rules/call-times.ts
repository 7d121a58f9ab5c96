import type { CallTimes } from '../../domain/calls/call-times/call-times.ts';
import type { View } from '../view.ts';

/** The fields of call times. */
export const callTimesView = [
  { name: 'name', value: (row) => row.name },
  { name: 'hours', value: (row) => row.text },
  { name: 'source', value: (row) => row.source },
  { name: 'isPreset', value: (row) => row.source !== null },
] as const satisfies View<CallTimes>;
