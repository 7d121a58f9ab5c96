import type { Halt } from '../domain/calls/halts/halt.ts';
import type { Show } from './terminal/render-fields.ts';
import { paint, type StyledText, styled } from './terminal/styled-text.ts';

/** Returns the line that tells that calling is halted, since when, why, and how to go on. */
export function haltLine({ since, reason }: Halt, show: Show): StyledText {
  const why = reason ? ` (${reason})` : '';
  return styled`${paint.yellow('!')} Calling has been halted since ${show.time(since)}${why}. To go on: ${show.advice('voicebot resume')}`;
}
