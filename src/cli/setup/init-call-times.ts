import { chooseCallTimes, textOfChoice } from '../../domain/calls/call-times/choice.ts';
import { describeHours } from '../../domain/calls/call-times/notation/format-hours.ts';
import { presetOf } from '../../domain/calls/call-times/presets.ts';
import { paint } from '../terminal/styled-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type SettingSources, settleText } from './init-prompts.ts';

/**
 * Gets the call times, as they are written in settings. Without a terminal they are those of the country, unless others are set.
 *
 * @returns undefined if the country has no preset and none are given
 * @throws Problem `invalid_call_times`
 */
export async function settleCallTimes(
  terminal: Terminal,
  { option, current }: SettingSources,
  country: string,
): Promise<string | undefined> {
  const preset = presetOf(country);
  const proposed = current ?? preset?.name ?? undefined;
  if (option === undefined && !terminal.canPrompt && proposed === undefined) return undefined;
  if (option === undefined && terminal.canPrompt && preset?.name)
    terminal.err(
      paint.dim(`${preset.name}: ${describeHours(preset.hours)} (${preset.source}). Not legal advice.`),
    );
  const question = 'When may people be called, on their own clocks? (hours, a name, or off)';
  return settleText(terminal, { option, current: proposed }, question, requireCallTimes);
}

function requireCallTimes(text: string): string {
  return text.trim().toLowerCase() === 'off' ? 'off' : textOfChoice(chooseCallTimes(text));
}
