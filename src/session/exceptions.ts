import { chooseCallTimes, textOfChoice } from '../domain/calls/call-times/choice.ts';
import { type CallExceptions, noExceptions } from '../domain/calls/gates/policy.ts';
import { Problem } from '../domain/problem.ts';

/** What a command says of the rules for its calls, as text. */
export interface ExceptionOptions {
  callTimes?: string | undefined;
  /** Why the calls may be placed outside call times. */
  outsideHours?: string | undefined;
  /** Why a number may be called more often than the cap allows. */
  allowRepeat?: string | undefined;
}

/** @throws Problem `invalid_call_times`, `reason_missing` */
export function readExceptions({ callTimes, outsideHours, allowRepeat }: ExceptionOptions): CallExceptions {
  return {
    ...noExceptions,
    callTimes: readCallTimes(callTimes),
    outsideHours: readReason(outsideHours),
    allowRepeat: readReason(allowRepeat),
  };
}

/** Reads the call times of one command. @returns what is recorded of them; null if none were chosen */
function readCallTimes(text: string | undefined): string | null {
  return text === undefined ? null : textOfChoice(chooseCallTimes(text));
}

/** Reads the reason for going beyond a rule. @throws Problem `reason_missing` */
function readReason(text: string | undefined): string | null {
  if (text === undefined) return null;
  const reason = text.trim();
  if (reason !== '' && reason.length <= 200) return reason;
  throw new Problem('usage', {
    code: 'reason_missing',
    message: reason === '' ? 'The reason is empty.' : 'The reason is longer than 200 characters.',
    hint: 'It is recorded with each call: say in a few words why, such as "asked to be called at 7".',
  });
}
