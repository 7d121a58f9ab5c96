import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** Thrown while a command line is parsed, for a word that is no command of `parent`. */
export class UnknownWord extends Error {
  readonly parent: CommandUnknownOpts;
  readonly word: string;

  constructor(parent: CommandUnknownOpts, word: string) {
    super(`unknown command ${word}`);
    this.parent = parent;
    this.word = word;
  }
}
