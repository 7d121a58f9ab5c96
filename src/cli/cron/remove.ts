import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { withoutBlock } from './block.ts';
import { inBytes, readCrontab, writeCrontab } from './crontab.ts';
import { backupFolder, blockLines, requireWholeBlock } from './install.ts';
import { cronJob } from './job.ts';

/** `cron remove`: takes this profile's job out of the crontab. */
export async function removeCron(context: Context, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const { parts, output, terminal, clock } = context;
  const { label } = cronJob(context);
  const before = readCrontab(parts);
  requireWholeBlock(before, label);
  const text = withoutBlock(before.text, inBytes(label));
  const lines = blockLines(before.text, label);
  const isThere = text !== before.text;
  if (dryRun || !isThere) {
    output.result({ success: true, changed: false, wouldChange: isThere, backup: null }, () =>
      isThere
        ? ['Dry run: this would be taken out of your crontab:', ...lines]
        : `Nothing to remove: no cron job is installed for profile ${label}.`,
    );
    return;
  }
  terminal.note(['To take out of your crontab:', ...lines]);
  await terminal.confirm('Remove it? No due call is placed by cron then.', {
    default: true,
    unattended: 'refuse',
    action: 'Removing the cron job',
  });
  const folder = backupFolder(context);
  const backup = writeCrontab(parts, before, { text, folder, now: clock().now() }) ?? null;
  output.result({ success: true, changed: true, wouldChange: false, backup }, () => [
    styled`${paint.green('✓')} Removed: cron no longer places calls of profile ${label}.`,
    ...(backup ? [`  Your crontab as it was: ${backup}`] : []),
  ]);
}
