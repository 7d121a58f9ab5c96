import { Problem } from '../../domain/problem.ts';

/** Returns the problem for ids that no scheduled call has. */
export function noSuchScheduledCall(ids: readonly number[]): Problem {
  const shown = ids.slice(0, 10).join(', ');
  const more = ids.length > 10 ? ` and ${ids.length - 10} more` : '';
  return new Problem('not_found', {
    code: 'scheduled_call_not_found',
    message:
      ids.length === 1
        ? `There is no scheduled call ${shown}.`
        : `There are no scheduled calls ${shown}${more}.`,
  });
}

/** Returns the problem for an id that no call has. */
export function noSuchCall(id: number): Problem {
  return new Problem('not_found', { code: 'call_not_found', message: `There is no call ${id}.` });
}
