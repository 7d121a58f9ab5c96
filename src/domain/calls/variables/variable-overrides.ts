import { Problem } from '../../problem.ts';

/**
 * Variables that Retell fills in itself, and that ours must not hide. `current_time` is Retell's too, but theirs is in Los Angeles
 * time, so ours overrides it on purpose.
 */
export const reservedVariables: ReadonlySet<string> = new Set([
  'current_hour',
  'current_calendar',
  'session_type',
  'session_duration',
  'direction',
  'user_number',
  'agent_number',
  'call_id',
  'call_type',
  'current_agent_state',
  'previous_agent_state',
]);

/**
 * Reads `key=value`; the value may be empty or contain `=`.
 *
 * @throws Problem `usage` `invalid_variable` if there is no `=`, or the key is not letters, digits and `_` with no digit first;
 * `reserved_variable` if the key is one of {@link reservedVariables}
 */
export function parseVariable(text: string): [key: string, value: string] {
  const [, key, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    throw new Problem('usage', {
      code: 'invalid_variable',
      message: `"${text}" is not a variable.`,
      hint: 'Write key=value, such as offer_code=SPRING. A key is letters, digits and _, and cannot begin with a digit.',
    });
  }
  if (reservedVariables.has(key)) {
    throw new Problem('usage', {
      code: 'reserved_variable',
      message: `"${key}" is a variable that Retell fills in itself.`,
      hint: `Choose another name, such as my_${key}, and use it in the agent's prompt.`,
    });
  }
  return [key, value];
}
