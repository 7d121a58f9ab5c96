import { parseIds } from '../../domain/contacts/id-selection.ts';
import { Problem } from '../../domain/problem.ts';

/** The ids of calls that these words name: numbers and ranges. @throws Problem `invalid_id` */
export function callIds(words: string[]): number[] {
  return parseIds(words).map((selection) => {
    if (selection.kind === 'id') return selection.id;
    throw new Problem('usage', {
      code: 'invalid_id',
      message: `"${selection.text}" is not the id of a call.`,
      hint: 'Ids are whole numbers, as the lists show them.',
    });
  });
}

/** The one id that this word is. @throws Problem `invalid_id` */
export function callId(word: string): number {
  const [id, ...more] = callIds([word]);
  if (id !== undefined && more.length === 0) return id;
  throw new Problem('usage', { code: 'invalid_id', message: `"${word}" is not one id.` });
}
