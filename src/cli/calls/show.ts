import { join } from 'node:path';
import { formatCents } from '../../domain/money.ts';
import { showCall as readCall } from '../../operations/outcomes/show-call.ts';
import { callDetailsView } from '../../views/call.ts';
import { objectOf } from '../../views/view.ts';
import { recordingsFolder } from '../connect.ts';
import type { Context } from '../context.ts';
import { parseCallId } from '../options/call-ids.ts';
import { callFields, campaignField, formatTalkTime } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `calls show`: shows one call, what came of it, and what was said. */
export async function showCall({ store, output, settings }: Context, text: string): Promise<void> {
  const found = await readCall(await store(), parseCallId(text));
  const recordingFile = found.recordingFile && join(recordingsFolder(settings), found.recordingFile);
  const details = { ...found, recordingFile };
  const { costs, transcript } = details;
  output.result({ call: objectOf(details, callDetailsView) }, () => [
    ...output.details(details, [...callFields, campaignField]),
    ...(recordingFile ? ['', `Recording: ${recordingFile}`] : []),
    ...(costs.length > 1
      ? ['', ...costs.map(({ product, costCents }) => paint.dim(`  ${product}  ${formatCents(costCents)}`))]
      : []),
    ...(transcript && transcript.length > 0
      ? [
          '',
          ...transcript.map(
            ({ speaker, text, at }) =>
              styled`${paint.dim(at === null ? '' : formatTalkTime(at).padStart(5))}  ${paint.bold(`${speaker}:`)} ${text}`,
          ),
        ]
      : []),
  ]);
}
