import type { CallbackStanding } from '../../domain/calls/callbacks/standing.ts';
import type { ListedCallback } from '../../operations/outcomes/list-callbacks.ts';
import { callbackView } from '../../views/outcomes/callback.ts';
import { type Show, withColumns } from '../terminal/render-fields.ts';
import { type Printable, paint } from '../terminal/styled-text.ts';
import { callbackReasons } from './callback-reasons.ts';

/** The fields of a callback, with their table columns. */
export const callbackFields = withColumns(callbackView, {
  id: [{ header: 'ID' }],
  state: [{ header: 'Callback', cell: (row) => paintStanding(row.standing) }],
  contact: [{ header: 'Contact', cell: (row) => row.contact?.name ?? '(removed)', shrinks: true }],
  toNumber: [{ header: 'Phone', dropOrder: 3 }],
  at: [{ header: 'Time', cell: timeOf }],
  words: [{ header: 'Words', cell: (row) => row.words ?? '', shrinks: true, below: true }],
  why: [{ header: 'Why', cell: whyOf, shrinks: true, below: true }],
  callId: [{ header: 'Call', dropOrder: 2 }],
  scheduledCallId: [{ header: 'Scheduled', dropOrder: 1 }],
});

/** Shows the operator's time, and the person's own if it was read by another clock. */
function timeOf({ at, zone, askedFor }: ListedCallback, show: Show): string {
  if (!at) return askedFor ?? '';
  return zone ? `${show.time(at)} (${askedFor} ${zone})` : show.time(at);
}

function whyOf({ trouble, inTheWay, clock }: ListedCallback): string {
  if (trouble) return callbackReasons[trouble];
  const read =
    clock === 'callee' || clock === null ? [] : [clock === 'operator' ? 'your clock' : 'assumed clock'];
  return [...(inTheWay ? [inTheWay] : []), ...read].join('; ');
}

function paintStanding(standing: CallbackStanding): Printable {
  const colours = {
    operator: paint.yellow,
    at_risk: paint.yellow,
    upcoming: paint.cyan,
    broken: paint.red,
    late: paint.red,
    kept: paint.green,
    done: paint.dim,
    withdrawn: paint.dim,
  };
  return colours[standing](standing === 'operator' ? 'needs you' : standing.replace('_', ' '));
}
