import { type FieldValue, readFieldValue } from '../../domain/contacts/contact-filter.ts';
import { Problem } from '../../domain/problem.ts';
import { tagOption } from './option-values.ts';

/** The parsed values of the three options below. */
export interface SelectionOptions {
  tag?: string[] | undefined;
  where?: FieldValue[] | undefined;
  search?: string | undefined;
}

/** Options that select contacts, to be spread into a command's `.option()`. */
export const byTag = [
  '--tag <tag>',
  'only contacts with this tag (repeat to require several)',
  tagOption,
] as const;
export const byField = [
  '--where <field=value>',
  'only contacts where field equals value, such as plan_tier=gold (repeatable)',
  whereOption,
] as const;
export const bySearch = [
  '--search <text>',
  'match the start of any word in name, e-mail, business, tags or fields, or part of the number',
] as const;

function whereOption(text: string, previous: FieldValue[] | undefined): FieldValue[] {
  const condition = readFieldValue(text);
  if (condition?.field === 'tag' || condition?.field === 'tags') {
    throw new Problem('usage', {
      code: 'invalid_where',
      message: '--where does not select by tag.',
      hint: `Use --tag ${condition.value || 'vip'}.`,
    });
  }
  if (!condition) {
    throw new Problem('usage', {
      code: 'invalid_where',
      message: `"${text}" does not say which field.`,
      hint: 'Write field=value, such as plan_tier=gold. An empty value selects contacts without one.',
    });
  }
  return [...(previous ?? []), condition];
}
