import { snakeCase } from '../../domain/contacts/custom-fields.ts';
import { Problem } from '../../domain/problem.ts';
import { tagOption } from './option-values.ts';

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
