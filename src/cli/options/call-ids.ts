import { parseIds } from '../../domain/contacts/id-selection.ts';
import { Problem } from '../../domain/problem.ts';

/** Parses the ids of calls: numbers and ranges. @throws Problem `invalid_id` */
export function parseCallIds(words: string[]): number[] {
  return parseIds(words).map((selection) => {
    if (selection.kind === 'id') return selection.id;
    throw new Problem('usage', {
      code: 'invalid_id',
      message: `"${selection.text}" is not the id of a call.`,
      hint: 'Ids are whole numbers, as shown in the lists.',
    });
  });
}

/** Parses the id of one call. @throws Problem `invalid_id` */
export function parseCallId(word: string): number {
  const [id, ...more] = parseCallIds([word]);
  if (id !== undefined && more.length === 0) return id;
  throw new Problem('usage', { code: 'invalid_id', message: `"${word}" is not a single id.` });
}
