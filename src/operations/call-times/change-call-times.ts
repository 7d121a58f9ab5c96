import type { CallTimes } from '../../domain/calls/call-times/call-times.ts';
import { callTimesNotFound, requireCallTimesName } from '../../domain/calls/call-times/choice.ts';
import { parseNamedCallTimes } from '../../domain/calls/call-times/parse-call-times.ts';
import { presetNames } from '../../domain/calls/call-times/preset-names.ts';
import { presetNamed } from '../../domain/calls/call-times/presets.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { CallTimesStore } from '../ports/rules/call-times-store.ts';

/** Returns the presets, then the operator's own by name. @throws Problem `invalid_call_times` if one cannot be read */
export async function listCallTimes(store: Pick<CallTimesStore, 'namedCallTimes'>): Promise<CallTimes[]> {
  const named = await store.namedCallTimes();
  return [
    ...presetNames.flatMap((name) => presetNamed(name) ?? []),
    ...named.map(({ name, notation }) => parseNamedCallTimes(name, notation)),
  ];
}

/**
 * Gives call times a name, or the name other call times.
 *
 * @throws Problem `usage` for a name or a notation that cannot be used
 */
export async function setCallTimes(
  name: string,
  notation: string,
  { store, clock }: { store: Pick<CallTimesStore, 'setCallTimes'>; clock: Pick<Clock, 'now'> },
): Promise<{ times: CallTimes; isNew: boolean }> {
  const times = parseNamedCallTimes(requireCallTimesName(name), notation);
  const isNew = await store.setCallTimes({ name: times.name ?? name, notation: times.text }, clock.now());
  return { times, isNew };
}

/** Removes call times of the operator's. @throws Problem `not_found` `call_times_not_found` */
export async function removeCallTimes(
  text: string,
  { store }: { store: Pick<CallTimesStore, 'namedCallTimes' | 'removeCallTimes'> },
): Promise<string> {
  const name = requireCallTimesName(text);
  if (await store.removeCallTimes(name)) return name;
  throw callTimesNotFound(
    name,
    (await store.namedCallTimes()).map((times) => times.name),
  );
}
