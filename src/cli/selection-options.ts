import { snakeCase } from '../domain/contact-columns.ts';
import { Problem } from '../domain/problem.ts';
import type { ContactFilter } from '../operations/contact-store.ts';
import type { Context } from './context.ts';
import { tagOption } from './option-values.ts';
import { openProgress } from './progress.ts';

interface FieldValue {
  field: string;
  value: string;
}

/** What the three options below were given. */
export interface SelectionOptions {
  tag?: string[] | undefined;
  where?: FieldValue[] | undefined;
  search?: string | undefined;
}

/** How contacts are chosen wherever they are: the options of a command, to be spread into `.option()`. */
export const byTag = [
  '--tag <tag>',
  'only those with this tag; again for another that they must have',
  tagOption,
] as const;
export const byField = [
  '--where <field=value>',
  'only those whose field is this, such as plan_tier=gold; any number of times',
  whereOption,
] as const;
export const bySearch = [
  '--search <text>',
  'only those with words that begin so, in name, e-mail, business, tags or fields, or with this in their number',
] as const;

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
async function withNumbers(where: readonly FieldValue[], country: string): Promise<FieldValue[]> {
  const { parsePhoneNumber } = await import('../domain/phone-number.ts');
  return where.map((one) => {
    if (one.field !== 'phone' && one.field !== 'phone_number') return one;
    const reading = parsePhoneNumber(one.value, country);
    return reading.ok ? { ...one, value: reading.number } : one;
  });
}

/** A name that was mistyped would otherwise choose everybody, for nobody has that field. */
async function refuseUnknown(
  { store }: Pick<Context, 'store'>,
  where: readonly { field: string; value: string }[],
): Promise<void> {
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

function whereOption(text: string, before: FieldValue[] | undefined): FieldValue[] {
  const at = text.indexOf('=');
  const field = snakeCase(text.slice(0, Math.max(0, at)));
  if (field === 'tag' || field === 'tags') {
    throw new Problem('usage', {
      code: 'invalid_where',
      message: '--where is for fields, and tags have an option of their own.',
      hint: `Use --tag ${text.slice(at + 1).trim() || 'vip'}.`,
    });
  }
  if (field === '') {
    throw new Problem('usage', {
      code: 'invalid_where',
      message: `"${text}" does not say which field.`,
      hint: 'Write field=value, such as plan_tier=gold; an empty value finds those that have none.',
    });
  }
  return [...(before ?? []), { field, value: text.slice(at + 1).trim() }];
}
