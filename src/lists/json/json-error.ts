import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';

/** Where a text stops being JSON, and why, as a clause for people. */
export interface JsonError {
  /** UTF-16 units from the beginning of the text. */
  index: number;
  what: string;
}

/** What jsonc-parser finds, by its names (https://github.com/microsoft/node-jsonc-parser). */
const descriptions: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word stands there that is no value',
  InvalidNumberFormat: 'a number is not written as JSON wants it',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'something follows the end of the list',
  InvalidCommentToken: 'there is a comment',
  UnexpectedEndOfComment: 'there is a comment',
  UnexpectedEndOfString: 'a text has no closing quote',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'a \\u escape is not one',
  InvalidEscapeCharacter: 'an escape is not one of JSON’s',
  InvalidCharacter: 'a text has a line break or another control character',
};

const stop = Symbol('stop');

/** Returns the first error of a text that `JSON.parse` refuses; its end if nothing else is found, or it is nested too deep to tell. */
export function jsonErrorIn(text: string): JsonError {
  let found: { code: ParseErrorCode; index: number } | undefined;
  const onError = (code: ParseErrorCode, index: number) => {
    found = { code, index };
    throw stop;
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (error !== stop && !(error instanceof RangeError)) throw error;
  }
  const what = found && descriptions[printParseErrorCode(found.code)];
  return { index: found?.index ?? text.length, what: what ?? 'it is not JSON' };
}
