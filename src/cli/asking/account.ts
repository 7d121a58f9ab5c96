import { formatPhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { Choice } from '../terminal/prompts.ts';

/** What the operator's account at Retell has to choose from, under the names that it has there. */
export interface AccountChoices {
  numbers: Choice[];
  agents: Choice[];
}

/** How long to wait for the lists before they are asked for as text, ms. */
const patience = 4000;

/** A longer menu is no easier than typing. */
const longestMenu = 50;

const none: AccountChoices = { numbers: [], agents: [] };

/** Reads the numbers and agents of the account; none if there is no key, or Retell does not answer soon. */
export async function accountChoices({
  settings,
  telephony,
  terminal,
}: Pick<Context, 'settings' | 'telephony' | 'terminal'>): Promise<AccountChoices> {
  if (!settings.apiKey) return none;
  terminal.status('Getting your numbers and agents…');
  const timer = new AbortController();
  try {
    const timeout = new Promise<undefined>((resolve) => {
      const waiting = setTimeout(() => resolve(undefined), patience);
      timer.signal.addEventListener('abort', () => clearTimeout(waiting));
    });
    const lists = (async () => {
      const retell = await telephony();
      return Promise.all([retell.listFromNumbers(), retell.listAgents()]);
    })();
    const [numbers, agents] = (await Promise.race([lists, timeout])) ?? [[], []];
    return {
      numbers: numbers.map((value) => ({ value, name: formatPhoneNumber(value) })),
      agents: agents.map(({ id, name }) => ({ value: id, name: name ? `${name} (${id})` : id })),
    };
  } catch (error) {
    if (error instanceof Problem) return none;
    throw error;
  } finally {
    timer.abort();
    terminal.status(undefined);
  }
}

/** Returns the choices of a menu with the current one first, so that Enter keeps it; undefined if it is better typed. */
export function menuOf(choices: readonly Choice[], current: string | undefined): Choice[] | undefined {
  if (choices.length === 0 || choices.length > longestMenu) return undefined;
  if (current === undefined) return [...choices];
  const known = choices.find(({ value }) => value === current);
  return [known ?? { value: current, name: current }, ...choices.filter(({ value }) => value !== current)];
}
