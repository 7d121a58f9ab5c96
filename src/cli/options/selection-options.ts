import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { openProgress } from '../terminal/progress.ts';
import type { SelectionOptions } from './selection.ts';

type Where = NonNullable<SelectionOptions['where']>;

/**
 * The filter that the options make; undefined where none was given. Where it is answered from the index of searches, that is
 * brought up to date first, and progress told.
 */
export async function filterOf(
  context: Pick<Context, 'store' | 'terminal' | 'settings'>,
  { tag, where, search }: SelectionOptions,
): Promise<ContactFilter | undefined> {
  if (!tag && !where && search === undefined) return undefined;
  await refuseUnknown(context, where ?? []);
  if (where || search !== undefined) await indexForSearch(context);
  return {
    ...(tag ? { tags: tag } : {}),
    ...(where ? { where: await withNumbers(where, context.settings.country) } : {}),
    ...(search === undefined ? {} : { search }),
  };
}

/** A number may be written in any way wherever it stands. */
async function withNumbers(where: Where, country: string): Promise<Where> {
  const { parsePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
  return where.map((one) => {
    if (one.field !== 'phone' && one.field !== 'phone_number') return one;
    const reading = parsePhoneNumber(one.value, country);
    return reading.ok ? { ...one, value: reading.number } : one;
  });
}

/** A name that was mistyped would otherwise choose everybody, for nobody has that field. */
async function refuseUnknown({ store }: Pick<Context, 'store'>, where: Where): Promise<void> {
  for (const { field, value } of where) {
    if (value !== '' || (await (await store()).hasField(field))) continue;
    throw new Problem('usage', {
      code: 'unknown_field',
      message: `No contact has a field "${field}", so all would be without it.`,
      hint: "'voicebot contacts list --json' shows which fields there are.",
    });
  }
}

async function indexForSearch({ store, terminal }: Pick<Context, 'store' | 'terminal'>): Promise<void> {
  const progress = openProgress(terminal);
  await (await store()).indexForSearch((contacts, share) =>
    progress.at('Indexing contacts for searches', contacts, share),
  );
  progress.end();
}
