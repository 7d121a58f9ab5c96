import type { Readable, Writable } from 'node:stream';
import { Problem } from '../../domain/problem.ts';
import type { PickList, PickRow } from './questions/pick-list.ts';
import { whileOpen } from './questions/while-open.ts';
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
export interface Prompts extends Questions {
  /** Whether a person can be asked: there is a terminal, and neither `--no-input` nor `--yes` is set. */
  canPrompt: boolean;
}

export interface Questions {
  /**
   * Asks for a line of text; Enter accepts the default.
   *
   * @param options.check returns why an input is refused, which is shown at the question; undefined if it is accepted
   * @throws an error named `AbortPromptError` if the signal aborts
   */
  input(
    question: Printable,
    defaultText: string | undefined,
    options?: { signal?: AbortSignal | undefined; check?: (text: string) => Printable | undefined },
  ): Promise<string>;
  /** Asks for a line of text and shows asterisks instead. @param check as for `input`, but it may take its time; it must not reject */
  inputSecret(
    question: Printable,
    check?: (text: string) => Printable | undefined | Promise<Printable | undefined>,
  ): Promise<string>;
  /** Asks for one of the choices. @throws an error named `AbortPromptError` if the signal aborts */
  choose(question: Printable, choices: readonly Choice[], signal?: AbortSignal): Promise<string>;
  /** Lets the operator search a list and choose one of its rows. @returns its value */
  pick(question: Printable, list: PickList): Promise<string>;
  /** Lets the operator search a list and tick some of its rows. @returns their values, at least one, in the order in which they were ticked */
  pickSeveral(question: Printable, list: PickList): Promise<string[]>;
  /** Asks for a confirmation; returns if the operator agrees. @throws Problem `not_confirmed` */
  confirm(question: Printable, confirmation: Confirmation): Promise<void>;
}

/** Opens prompts. @param plain makes a text safe to show */
export function openPrompts(
  streams: {
    stdin: Readable & { isTTY?: boolean };
    stderr: Writable & { isTTY?: boolean; columns?: number; rows?: number };
  },
  options: { noInput: boolean; yes: boolean; hasColour: boolean },
  plain: (text: Printable) => string,
): { questions: Questions; canPrompt: () => boolean } {
  // Evaluated late: reading `streams.stdin` opens it.
  const canPrompt = () =>
    !options.noInput && !options.yes && Boolean(streams.stderr.isTTY && streams.stdin.isTTY);
  const prompts = () => {
    useColours(options.hasColour);
    return import('@inquirer/prompts');
  };
  const { stderr } = streams;
  // By default inquirer writes its questions to standard output, among the results.
  const ask = <T>(question: (context: Asking) => Promise<T>, given?: AbortSignal) =>
    whileOpen(streams.stdin, given, (signal) => question({ output: stderr, input: streams.stdin, signal }));
  const pickRows = async (question: Printable, list: PickList, isMultiple: boolean) => {
    useColours(options.hasColour);
    const { searchableList } = await import('./questions/searchable-list.ts');
    const screen = () => ({ columns: stderr.columns || 80, rows: stderr.rows || 24 });
    const onResize = (listener: () => void) => {
      stderr.on('resize', listener);
      return () => void stderr.off('resize', listener);
    };
    const clear = () => void stderr.write('\u001b[H\u001b[J');
    const shown = { message: plain(question), list: cleanList(list, plain), isMultiple };
    const config = { ...shown, screen, onResize, clear };
    return (await ask((context) => searchableList(config, context))).map(({ value }) => value);
  };
  const validity = (refusal: Printable | undefined) => refusal === undefined || plain(refusal);
  const questions: Questions = {
    input: async (question, defaultText = '', { signal, check } = {}) => {
      const proposal = plain(defaultText);
      // Accepted as proposed: the setting itself, not what a terminal may show of it.
      const meant = (input: string) => (input === proposal ? defaultText : input);
      const validate = (input: string) => (input === '' ? unanswered : validity(check?.(meant(input))));
      const message = plain(question);
      const line = { message, validate, ...(proposal ? { default: proposal } : {}) };
      const { input } = await prompts();
      return meant(await ask((context) => input(line, context), signal));
    },
    pick: async (question, list) => (await pickRows(question, list, false))[0] ?? '',
    pickSeveral: (question, list) => pickRows(question, list, true),
    inputSecret: async (question, check) => {
      const validate = async (input: string) => validity(await check?.(input));
      const { password } = await prompts();
      return ask((context) => password({ message: plain(question), mask: true, validate }, context));
    },
    choose: async (question, choices, signal) => {
      const shown = choices.map(({ name, value }) => ({ name: plain(name), value }));
      const menu = { message: plain(question), choices: shown };
      const { select } = await prompts();
      return ask((context) => select(menu, context), signal);
    },
    confirm: async (question, confirmation) => {
      if (options.yes) return;
      if (!canPrompt()) {
        if (confirmation.unattended === 'proceed') return;
        throw needsYes(confirmation.action, options);
      }
      const { confirm } = await prompts();
      const line = { message: plain(question), default: confirmation.default };
      const agreed = await ask((context) => confirm(line, context));
      if (!agreed) throw declined();
    },
  };
  return { questions, canPrompt };
}

/** Where a question is asked, and what ends it. */
interface Asking {
  output: Writable;
  input: Readable;
  signal: AbortSignal;
}

/** Has inquirer show colours or not. It decides by the environment of the process, when it is loaded. */
function useColours(hasColour: boolean): void {
  delete process.env['FORCE_COLOR'];
  delete process.env['NO_COLOR'];
  process.env[hasColour ? 'FORCE_COLOR' : 'NO_COLOR'] = '1';
}

/** Returns a list whose texts are safe to show. */
function cleanList(list: PickList, plain: (text: string) => string): PickList {
  const { readAll, search, ticked } = list;
  const clean = ({ value, cells: [name, ...others], refusal }: PickRow): PickRow => ({
    value,
    cells: [plain(name), ...others.map(plain)],
    refusal: refusal === undefined ? undefined : plain(refusal),
  });
  return {
    read: async (text, page) => {
      const { rows, ...rest } = await list.read(text, page);
      return { rows: rows.map(clean), ...rest };
    },
    ...(readAll ? { readAll: async (text) => (await readAll(text)).map(clean) } : {}),
    search: search === undefined ? undefined : plain(search),
    ticked: ticked?.map(clean),
  };
}

/** The refusal of an empty line where nothing is proposed. */
const unanswered = 'Type an answer, or press Ctrl-C to leave.';

function declined(): Problem {
  return new Problem('usage', {
    code: 'not_confirmed',
    message: 'Nothing was changed.',
    hint: 'To go ahead after all, run the same command again and answer y.',
  });
}

function needsYes(action: string, { noInput }: { noInput: boolean }): Problem {
  const reason = noInput ? 'with --no-input' : 'here: there is no terminal to ask on';
  return new Problem('usage', {
    code: 'not_confirmed',
    message: `${action} needs --yes ${reason}.`,
    hint: 'Check the command, then run it again with --yes.',
  });
}
