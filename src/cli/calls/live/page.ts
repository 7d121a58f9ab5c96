import { formatInstant, formatTime, type Reader } from '../../../domain/time/time-display.ts';
import { mostCounted, overdueAfter, type Status } from '../../../operations/status/read-status.ts';
import { joined, type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { campaignsSection } from './campaigns-section.ts';
import type { Page } from './layout.ts';
import type { LiveState, Question } from './live-state.ts';
import { latestSection, liveSection, nextSection } from './sections.ts';

/** What the heading tells beside what is going on. */
export interface Heading {
  title: string;
  profile: string;
  /** What follows the time, the less important the later. */
  details: readonly string[];
  reader: Reader;
  /** Names the profile in the commands of advice. */
  advice: (text: string) => string;
}

/** Returns what the live view shows. */
export function pageOf(state: LiveState, shown: Heading, columns: number): Page {
  const { status, campaigns, messages, question, isStopping } = state;
  const { reader, advice } = shown;
  return {
    head: [
      heading(state, shown, columns),
      ...(status ? [summary(status, state), ...warnings(status, reader, advice)] : []),
    ],
    sections: status
      ? [
          liveSection(status),
          nextSection(status, reader),
          latestSection(status, reader),
          campaignsSection(campaigns, status, reader),
        ]
      : [],
    messages,
    foot: isStopping
      ? paint.yellow('Finishing the calls in progress. Press Ctrl-C again to quit now.')
      : foot(question, state),
  };
}

/** Returns the heading: its title and the profile, and as much of the rest as fits in a line. */
function heading(
  { status }: LiveState,
  { title, profile, details, reader }: Heading,
  columns: number,
): Printable {
  const named = [paint.bold(title), ...(profile === 'default' ? [] : [paint.bold(`profile ${profile}`)])];
  const headed = (...more: Printable[]) => joined([...named, ...more], '  ');
  const fits = (...more: Printable[]) => headed(...more).toString().length <= columns;
  const at = status ? [formatInstant(status.at, reader), formatTime(status.at, reader)] : [];
  const time = at.filter((text) => fits(text)).slice(0, 1);
  const shown = details.map((detail) => paint.dim(detail));
  const count = shown.filter((_, index) => fits(...time, ...shown.slice(0, index + 1))).length;
  return headed(...time, ...shown.slice(0, count));
}

function summary(status: Status, { lines }: LiveState): Printable {
  const count = (n: number) => (n >= mostCounted ? `${mostCounted} or more` : String(n));
  const { due, overdue, inProgress, unconfirmed } = status;
  return joined(
    [
      `${count(due)} due`,
      ...(overdue > 0 ? [paint.yellow(`${count(overdue)} overdue`)] : []),
      `${count(inProgress)} in progress`,
      ...(unconfirmed > 0 ? [paint.yellow(`${count(unconfirmed)} unconfirmed`)] : []),
      ...(lines ? [`lines ${lines.inUse} of ${lines.limit}`] : []),
    ],
    ' · ',
  );
}

function warnings(
  { halt, overdue, lastRunAt, at }: Status,
  reader: Reader,
  advice: Heading['advice'],
): Printable[] {
  const why = halt?.reason ? `: ${halt.reason}` : '';
  const halted = halt ? [`! Calling is halted since ${formatInstant(halt.since, reader)}${why}`] : [];
  const isMissing = overdue > 0 && !halt && at.getTime() - (lastRunAt?.getTime() ?? 0) > overdueAfter;
  const since = lastRunAt ? `since ${formatInstant(lastRunAt, reader)}` : 'yet';
  const missing = isMissing
    ? [advice(`! Calls are overdue, and no run has come ${since}. See: voicebot doctor`)]
    : [];
  return [...halted, ...missing].map(paint.red);
}

function foot(question: Question | undefined, { status, campaigns }: LiveState): Printable {
  switch (question?.kind) {
    case 'halt':
      return paint.yellow('Halt calling, in every run? y/n');
    case 'resume':
      return paint.yellow('Place calls again? y/n');
    case 'campaign': {
      const choices = campaigns
        .slice(0, 9)
        .map(({ name, pause }, index) => `${index + 1} ${pause ? 'resume' : 'pause'} ${name}`);
      return paint.yellow(`${choices.join(' · ')} · any other key: neither`);
    }
    default:
      return joined(
        [
          ...(campaigns.length > 0 ? [keyed('p', 'pause a campaign')] : []),
          keyed('h', status?.halt ? 'go on calling' : 'halt calling'),
          keyed('q', 'quit'),
        ],
        '   ',
      );
  }
}

function keyed(key: string, what: string): Printable {
  return styled`${paint.bold(key)} ${paint.dim(what)}`;
}
