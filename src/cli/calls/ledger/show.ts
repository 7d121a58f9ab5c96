import { join } from 'node:path';
import type { Call } from '../../../domain/calls/call.ts';
import { isOpen } from '../../../domain/calls/call-status.ts';
import { awaitsAnalysis, type ToolUse, type Turn } from '../../../domain/calls/outcomes/report.ts';
import { formatCents } from '../../../domain/money.ts';
import { type CallDetails, showCall as readCall } from '../../../operations/outcomes/show-call.ts';
import { recordingsFolder } from '../../../session/connect.ts';
import { callDetailsView } from '../../../views/call.ts';
import { settleCall } from '../../asking/calls.ts';
import type { Context } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { parseCallId } from '../../options/call-ids.ts';
import { callFields, campaignField, formatTalkTime } from '../../terminal/columns.ts';
import { hanging } from '../../terminal/layout.ts';
import type { FieldColumn } from '../../terminal/render-fields.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { followOnScreen, reasonOf } from '../wait.ts';

/**
 * `calls show`: shows one call, what came of it, and what was said. With `--follow`, stays with one under way until it is over: Retell
 * tells what was said only then.
 *
 * @returns the code of the signal that ended the following
 */
export async function showCall(
  context: Context,
  word: string | undefined,
  { follow }: { follow?: true | undefined } = {},
): Promise<ExitCode | undefined> {
  const id = parseCallId(await settleCall(context, word, 'Which call?'));
  const store = await context.store();
  let found = await readCall(store, id);
  if (follow && (isOpen(found.status) || awaitsAnalysis(found))) {
    const { call, end, code } = await followOnScreen(context, id, await context.calling());
    if (end === 'stopped') return code;
    if (end !== 'over') context.terminal.note(paint.dim(reasonOf(call, end)));
    found = await readCall(store, id);
  }
  await showDetails(context, found);
  return undefined;
}

async function showDetails({ output, terminal, settings }: Context, found: CallDetails): Promise<void> {
  const recordingFile = found.recordingFile && join(recordingsFolder(settings), found.recordingFile);
  const details = { ...found, recordingFile };
  const { costs, transcript } = details;
  const listed = [...callFields, campaignField];
  const shown = listed.map((field) => ({ ...field, columns: inWords[field.name] ?? field.columns }));
  const products = costs.map(
    ({ product, costCents }) => styled`  ${paint.dim(`${product}  ${formatCents(costCents)}`)}`,
  );
  await output.record({
    ...{ key: 'call', row: details },
    fields: callDetailsView.map((field) => listed.find(({ name }) => name === field.name) ?? field),
    lines: async () => [
      ...(await output.details(details, shown)),
      ...(recordingFile ? ['', `Recording: ${recordingFile}`] : []),
      ...(products.length > 1 ? ['', ...products] : []),
      ...(transcript && transcript.length > 0
        ? ['', ...(await transcriptLines(transcript, terminal.width))]
        : []),
    ],
  });
}

/** Returns what was said, each turn after its time and its speaker, and below it the tools that the agent then used. @param width of the screen; undefined without one */
function transcriptLines(transcript: readonly Turn[], width: number | undefined): Promise<Printable[]> {
  const times = transcript.map(({ at }) => (at === null ? '' : formatTalkTime(at)));
  const widest = Math.max(...times.map(({ length }) => length));
  return hanging(
    { width },
    transcript.flatMap(({ speaker, text, tools }, index) => {
      const gap = widest > 0 ? '  ' : '';
      const head = styled`${paint.dim((times[index] ?? '').padStart(widest))}${gap}${paint.bold(`${speaker}:`)} `;
      const indent = `${' '.repeat(widest)}${gap}`;
      return [
        { head, text },
        ...tools.map((tool) => ({ head: styled`${indent}${paint.dim('tool:')} `, text: describeTool(tool) })),
      ];
    }),
  );
}

/** What is told of a call only where it is unusual, and in words. */
const inWords: Readonly<Record<string, readonly FieldColumn<Pick<Call, 'sends' | 'didNotRing'>>[]>> = {
  sends: [{ header: 'Request sent', cell: ({ sends }) => (sends > 1 ? `${sends} times` : '') }],
  didNotRing: [{ header: 'Rang', cell: ({ didNotRing }) => (didNotRing ? 'no: Retell did not dial' : '') }],
};

function describeTool({ name, arguments: input, result, successful }: ToolUse): string {
  const outcome = [...(result === null ? [] : [result]), ...(successful === false ? ['failed'] : [])];
  return [`${name} ${input}`.trim(), ...outcome].join(' → ');
}
