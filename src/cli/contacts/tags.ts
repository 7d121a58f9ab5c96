import type { Context } from '../context.ts';

/** `contacts tags` */
export async function tags({ output, store }: Context): Promise<void> {
  await output.list({
    key: 'tags',
    rows: await (await store()).listTags(),
    fields: [
      { name: 'tag', of: (row) => row.tag, columns: [{ header: 'Tag' }] },
      { name: 'contacts', of: (row) => row.contacts, columns: [{ header: 'Contacts' }] },
    ],
    empty: 'No tags yet. To tag twenty contacts: voicebot contacts tag vip 1-20',
  });
}
