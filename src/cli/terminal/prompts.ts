import type { Readable, Writable } from 'node:stream';
import { Problem } from '../../domain/problem.ts';
import type { Printable } from './styled-text.ts';

/** The default of a confirmation, and what happens without a terminal to ask on. */
export type Confirmation = {
  /** What Enter means. */
  default: boolean;
} & (
  | { unattended: 'proceed' }
  | {
      unattended: 'refuse';
      /** The start of the error's sentence, such as `Removing contact 1`. */
      action: string;
    }
);

/** A choice of a menu. */
export interface Choice {
  name: Printable;
  value: string;
}

/** Questions to the operator, on standard error. */
export interface Prompts {
  /** Whether a person can be asked: there is a terminal, and neither `--no-input` nor `--yes` is set. */
  canPrompt: boolean;
  /** Asks for a line of text; Enter accepts the default. @throws an error named `AbortPromptError` if the signal aborts */
  input(question: Printable, defaultText: string | undefined, signal?: AbortSignal): Promise<string>;
  /** Asks for a line of text and shows asterisks instead. */
  inputSecret(question: Printable): Promise<string>;
  /** Asks for one of the choices. @throws an error named `AbortPromptError` if the signal aborts */
  choose(question: Printable, choices: readonly Choice[], signal?: AbortSignal): Promise<string>;
  /** Asks for a confirmation; returns if the operator agrees. @throws Problem `not_confirmed` */
  confirm(question: Printable, confirmation: Confirmation): Promise<void>;
}

/** Opens prompts. @param plain makes a text safe to show */
export function openPrompts(
  streams: { stdin: Readable & { isTTY?: boolean }; stderr: Writable & { isTTY?: boolean } },
  options: { noInput: boolean; yes: boolean },
  plain: (text: Printable) => string,
): Prompts {
  // Evaluated late: reading `streams.stdin` opens it.
  const canPrompt = () =>
    !options.noInput && !options.yes && Boolean(streams.stderr.isTTY && streams.stdin.isTTY);
  const prompts = () => import('@inquirer/prompts');
  // By default inquirer writes its questions to standard output, among the results.
  const context = () => ({ output: streams.stderr, input: streams.stdin });
  return {
    get canPrompt() {
      return canPrompt();
    },
    input: async (question, defaultText = '', signal) => {
      const proposal = plain(defaultText);
      const input = await (await prompts()).input(
        { message: plain(question), required: true, ...(proposal ? { default: proposal } : {}) },
        { ...context(), ...(signal ? { signal } : {}) },
      );
      // Accepted as proposed: the setting itself, not what a terminal may show of it.
      return input === proposal ? defaultText : input;
    },
    inputSecret: async (question) =>
      (await prompts()).password({ message: plain(question), mask: true }, context()),
    choose: async (question, choices, signal) => {
      const shown = choices.map(({ name, value }) => ({ name: plain(name), value }));
      const menu = { message: plain(question), choices: shown };
      return (await prompts()).select(menu, { ...context(), ...(signal ? { signal } : {}) });
    },
    confirm: async (question, confirmation) => {
      if (options.yes) return;
      if (!canPrompt()) {
        if (confirmation.unattended === 'proceed') return;
        throw needsYes(confirmation.action, options);
      }
      const agreed = await (await prompts()).confirm(
        { message: plain(question), default: confirmation.default },
        context(),
      );
      if (!agreed) throw new Problem('usage', { code: 'not_confirmed', message: 'Nothing was changed.' });
    },
  };
}

function needsYes(action: string, { noInput }: { noInput: boolean }): Problem {
  const reason = noInput ? 'with --no-input' : 'here: there is no terminal to ask on';
  return new Problem('usage', {
    code: 'not_confirmed',
    message: `${action} needs --yes ${reason}.`,
    hint: 'Check the command, then run it again with --yes.',
  });
}
