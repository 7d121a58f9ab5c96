import type { Context } from '../context.ts';
import { voicebotCommand } from '../unattended/command-line.ts';
import { findBlock } from './block.ts';
import { fromBytes, inBytes, readCrontab } from './crontab.ts';
import { blockLines, requireWholeBlock } from './install.ts';
import { cronJob } from './job.ts';

/** `cron show`: shows this profile's lines in the crontab, or says that there are none. */
export async function showCron(context: Context): Promise<void> {
  const { parts, output } = context;
  const { label, line } = cronJob(context);
  const { text, exists } = readCrontab(parts);
  requireWholeBlock({ text, exists }, label);
  const found = findBlock(text, inBytes(label));
  const lines = found.state === 'found' ? found.block.lines.map(fromBytes) : [];
  output.result({ installed: lines.length > 0, lines, wouldInstall: line }, () =>
    lines.length > 0
      ? blockLines(text, label)
      : [
          `No cron job is installed for profile ${label}.`,
          `To install it: ${voicebotCommand(context)} cron install`,
        ],
  );
}
