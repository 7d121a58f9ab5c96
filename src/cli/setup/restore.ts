import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatTime } from '../../domain/time/time-display.ts';
import type { Restored } from '../../operations/ports/ledger-store.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `restore`: puts a backup in the place of the database. */
export async function restore(context: Context, file: string): Promise<undefined> {
  const { parts, output, settings, terminal, clock } = context;
  const [from, path] = [resolve(parts.workingFolder, file), settings.database];
  if (existsSync(path)) {
    const question = `Replace ${path} with ${from}? What has changed since the backup is put aside with the old file.`;
    await terminal.confirm(question, { default: true, unattended: 'refuse', action: `Replacing ${path}` });
  }
  const restored = await parts.restore({ file: from, path, now: clock().now() });
  const message = `Restored ${restored.path} from ${from}`;
  const { copiedAt, aside, toVerify, unverifiable, uncertainTokens } = restored;
  output.result(
    {
      ...{ success: true, message, file: restored.path, copiedAt, aside, toVerify, unverifiable },
      uncertainTokens,
    },
    () => [styled`${paint.green('✓')} ${message}`, ...linesOf(restored, context)],
  );
}

function linesOf(
  { copiedAt, aside, toVerify, unverifiable, uncertainTokens }: Restored,
  { settings, output }: Context,
): string[] {
  const reader = { zone: settings.timezone, locale: settings.locale };
  const since = copiedAt ? formatTime(copiedAt, reader) : 'the backup was made';
  const calls = (count: number) => (count === 1 ? '1 call' : `${count} calls`);
  return [
    ...(aside ? [`The old database is now ${aside}`] : []),
    `It knows nothing after ${since}: cancellations and do-not-call marks made later are not in it.`,
    ...(toVerify > 0
      ? [`${calls(toVerify)} pending. Before each is placed, Retell is asked whether it already was.`]
      : []),
    ...(uncertainTokens > 0
      ? [
          output.show.advice(
            `${uncertainTokens === 1 ? '1 token' : `${uncertainTokens} tokens`} of the backup can be used, also if revoked since. To see them: voicebot tokens list`,
          ),
        ]
      : []),
    ...(unverifiable > 0
      ? [
          output.show.advice(
            `${calls(unverifiable)} due by now FAILED: Retell cannot be asked about calls of this old backup. To repeat those that were not placed: voicebot scheduled retry <ids...>`,
          ),
        ]
      : []),
  ];
}
