import { Problem } from '../../../domain/problem.ts';
import {
  type Explaining,
  type Explanation,
  explainContact,
  explainScheduled,
} from '../../../operations/calling/deciding/explain-call.ts';
import { OutageProblem } from '../../../operations/calling/outages/outage-problem.ts';
import { findContact } from '../../../operations/contacts/selecting/find-contact.ts';
import { explanationView, pastCallView } from '../../../views/explanation.ts';
import type { Context } from '../../context.ts';
import { parseCallId } from '../../options/call-ids.ts';
import { parseFutureInstant } from '../../options/future-instant.ts';
import { paint } from '../../terminal/styled-text.ts';
import { describePast } from './describe-past.ts';
import { gateTable, lawsOf } from './gate-table.ts';
import { describeOutlook, describeWhere } from './headline.ts';

interface WhyOptions {
  scheduled?: string | undefined;
  at?: string | undefined;
}

/** `why`: explains whether a phone may ring, by each rule, and when it may. */
export async function why(
  context: Context,
  text: string | undefined,
  { scheduled, at: time }: WhyOptions,
): Promise<void> {
  if ((text === undefined) === (scheduled === undefined)) throw nothingAskedAbout(text !== undefined);
  const now = context.clock().now();
  const at = time === undefined ? undefined : parseFutureInstant(context, time);
  const id = scheduled === undefined ? undefined : parseCallId(scheduled);
  const store = await context.store();
  const calling = await context.calling();
  const explaining: Explaining = { ...calling, coverHolidays: context.coverHolidays };
  if (id !== undefined) {
    const explained = await explainScheduled(id, at, { ...explaining, now });
    if (!('outlook' in explained)) {
      context.output.result(pastCallView(explained, at ?? now), () => describePast(context, explained));
      return;
    }
    await show(context, explained);
  } else {
    const contact = await findContact(store, text ?? '', context.settings.country);
    await show(context, await explainContact(contact, at ?? now, explaining));
  }
  for (const outage of await store.standingOutages(now))
    context.terminal.note(paint.yellow(`${new OutageProblem(outage).message}.`));
}

async function show(context: Context, explanation: Explanation): Promise<void> {
  const { output, terminal } = context;
  const table = output.format.json ? undefined : await gateTable(context, explanation);
  const head = [...describeOutlook(context, explanation), ...describeWhere(context, explanation)];
  output.result(explanationView(explanation), () => [...head, '']);
  if (table) terminal.out([table, ...lawsOf(explanation)]);
}

function nothingAskedAbout(isBoth: boolean): Problem {
  return new Problem('usage', {
    code: 'nothing_asked_about',
    message: isBoth
      ? 'Ask about a contact or about a scheduled call, not about both.'
      : 'You didn’t say whom or which call to ask about.',
    hint: 'Use voicebot why <contact>, or voicebot why --scheduled <id>.',
  });
}
