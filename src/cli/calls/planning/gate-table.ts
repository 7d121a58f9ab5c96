import type { ExplainedName, GateVerdict } from '../../../domain/calls/explanation/explain.ts';
import { yourCallTimes } from '../../../domain/calls/gates/call-times.ts';
import { ownSettings } from '../../../domain/calls/gates/gate.ts';
import type { Explanation } from '../../../operations/calling/deciding/explain-call.ts';
import type { SettingName } from '../../../settings/definitions.ts';
import type { Context } from '../../context.ts';
import { type LaidOut, type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { renderTable } from '../../terminal/table.ts';

/** What each gate is called, in the order of importance to a person; and the setting that decides it, if one does. */
const names: Record<ExplainedName, { name: string; setting?: SettingName }> = {
  due: { name: 'Due' },
  do_not_call: { name: 'Do not call' },
  callee: { name: 'Number' },
  one_ring: { name: 'One ring' },
  rehearsal: { name: 'Rehearsal' },
  verified: { name: 'Restored' },
  halt: { name: 'Halt' },
  campaign: { name: 'Campaign' },
  lateness: { name: 'Lateness', setting: 'VOICEBOT_MAX_LATENESS' },
  number_in_use: { name: 'Line in use' },
  call_times: { name: 'Call times', setting: 'VOICEBOT_CALL_TIMES' },
  holiday: { name: 'Holidays', setting: 'VOICEBOT_CALL_TIMES' },
  cap: { name: 'Calls a day', setting: 'VOICEBOT_MAX_CALLS_PER_DAY' },
  wash: { name: 'Wash', setting: 'VOICEBOT_REQUIRE_WASH' },
};

/** What voicebot promises of itself is news only if it is in the way. */
const shownIfInTheWay: ReadonlySet<ExplainedName> = new Set(['callee', 'one_ring', 'rehearsal', 'verified']);

/** How wide a screen must be to show where the rules come from, too. */
const withSources = 80;

/** Returns a table with a line for each gate: whether it lets the call pass, and why. */
export function gateTable(context: Context, { gates, scheduled }: Explanation): Promise<LaidOut> {
  const isNews = ({ gate }: GateVerdict) =>
    !shownIfInTheWay.has(gate) && (gate !== 'lateness' || scheduled !== null);
  const rows = gates.filter((row) => row.verdict !== 'place' || isNews(row));
  const { width = Number.POSITIVE_INFINITY } = context.terminal;
  const columns = [
    { header: 'Rule', cells: rows.map(nameCell) },
    { header: 'Why', cells: rows.map((row) => whyCell(context, row)), shrinks: true, wraps: true },
    { header: 'Source', cells: rows.map((row) => sourceCell(context, row)) },
  ];
  return renderTable(width < withSources ? columns.slice(0, 2) : columns, context.terminal.width);
}

function nameCell({ gate, verdict, isAskedAbout }: GateVerdict): Printable {
  const { name } = names[gate];
  if (isAskedAbout) return styled`${paint.yellow('!')} ${paint.bold(name)}`;
  switch (verdict) {
    case 'place':
      return styled`${paint.green('✓')} ${name}`;
    case 'wait':
      return styled`${paint.yellow('·')} ${paint.bold(name)}`;
    case 'refuse':
      return styled`${paint.red('✗')} ${paint.bold(name)}`;
  }
}

function whyCell({ output }: Context, { verdict, reason, rule, until }: GateVerdict): Printable {
  if (verdict === 'place') return reason ?? rule.text;
  const when = until ? `; until ${output.show.time(until)}` : '';
  return `${reason ?? rule.text}${verdict === 'wait' ? when : ''}`;
}

/** Where the rules come from that every operator has heard of. */
const ownRules = new Set([ownSettings, yourCallTimes]);

function sourceCell({ settings }: Context, { gate, rule }: GateVerdict): Printable {
  const { setting } = names[gate];
  if (setting === undefined) return paint.dim(rule.source);
  const isSet = settings.texts().some(({ name, text }) => name === setting && text !== undefined);
  return paint.dim(isSet || ownRules.has(rule.source) ? setting : `${setting} (not set)`);
}

/** Returns the laws that the call times follow, for below the table. */
export function lawsOf({ gates }: Explanation): Printable[] {
  const laws = gates.flatMap(({ gate, rule }) =>
    gate === 'call_times' && !ownRules.has(rule.source) ? rule.source : [],
  );
  return laws.map((law) => paint.dim(`Call times by ${law}. Not legal advice.`));
}
