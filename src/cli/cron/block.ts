/** The lines of one job in a crontab, between two marker lines. */
export interface Block {
  /** The index of the begin marker among the lines of the crontab. */
  from: number;
  /** The index of the end marker. */
  to: number;
  /** What is between them. */
  lines: string[];
}

/** The state of a job's markers in a crontab. `broken`: a marker without the other, or more than one pair; `line` counts from 1. */
export type Found =
  | { state: 'absent' }
  | { state: 'found'; block: Block }
  | { state: 'broken'; line: number; marker: string };

const beginOf = (label: string) => `# >>> voicebot cron: ${label} >>>`;
const endOf = (label: string) => `# <<< voicebot cron: ${label} <<<`;

/** What follows the begin marker on its line, for the person who opens the crontab. */
const advice = ' set by voicebot cron install';

/** Finds the lines of the job with this label. */
export function findBlock(crontab: string, label: string): Found {
  const lines = crontab.split('\n');
  const begins = indexesOf(lines, beginOf(label));
  const ends = indexesOf(lines, endOf(label));
  const [from, otherBegin] = begins;
  const [to, otherEnd] = ends;
  if (from === undefined && to === undefined) return { state: 'absent' };
  if (from === undefined) return broken(to, endOf(label));
  if (to === undefined || to < from) return broken(from, beginOf(label));
  if (otherBegin !== undefined) return broken(otherBegin, beginOf(label));
  if (otherEnd !== undefined) return broken(otherEnd, endOf(label));
  return { state: 'found', block: { from, to, lines: lines.slice(from + 1, to) } };
}

/** Returns the crontab with a line for the job: in place of its old one, or at the end. The rest stays byte for byte. */
export function withBlock(crontab: string, label: string, line: string): string {
  const block = [`${beginOf(label)}${advice}`, line, endOf(label)];
  const found = findBlock(crontab, label);
  if (found.state === 'found') return replaced(crontab, found.block, block);
  // Cron ignores a last line that does not end.
  const before = crontab === '' || crontab.endsWith('\n') ? crontab : `${crontab}\n`;
  return `${before}${block.join('\n')}\n`;
}

/** Returns the crontab without the job. */
export function withoutBlock(crontab: string, label: string): string {
  const found = findBlock(crontab, label);
  return found.state === 'found' ? replaced(crontab, found.block, []) : crontab;
}

/** Returns the lines outside all blocks, of whatever label. */
export function linesOutside(crontab: string): string[] {
  let isInside = false;
  return crontab.split('\n').filter((line) => {
    if (line.startsWith('# >>> voicebot cron: ')) isInside = true;
    const isOutside = !isInside;
    if (line.startsWith('# <<< voicebot cron: ')) isInside = false;
    return isOutside;
  });
}

function replaced(crontab: string, { from, to }: Block, lines: readonly string[]): string {
  return crontab
    .split('\n')
    .toSpliced(from, to - from + 1, ...lines)
    .join('\n');
}

function indexesOf(lines: readonly string[], marker: string): number[] {
  return lines.flatMap((line, index) => (line.startsWith(marker) ? [index] : []));
}

function broken(index: number | undefined, marker: string): Found {
  return { state: 'broken', line: (index ?? 0) + 1, marker };
}
