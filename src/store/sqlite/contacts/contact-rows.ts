import { getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts, contactTags } from '../schema/contact-tables.ts';

const tagList = z.array(z.string());

const { importId, personSince, ...columns } = getTableColumns(contacts);

/** The columns of a contact, with its tags in alphabetical order, for queries of `contacts`. */
export const contactRow = {
  ...columns,
  tags: sql`(select json_group_array(tag) from (
    select ${contactTags.tag} from ${contactTags} where ${contactTags.contactId} = contacts.id order by tag
  ))`.mapWith((value: unknown) => tagList.parse(JSON.parse(z.string().parse(value)))),
};
