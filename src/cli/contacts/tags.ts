import type { Context } from '../context.ts';

/** `contacts tags` */
export async function tags({ output, store }: Context): Promise<void> {
  await output.list({
    key: 'tags',
    rows: await (await store()).listTags(),
    fields: [
      { name: 'tag', value: (row) => row.tag, columns: [{ header: 'Tag' }] },
      { name: 'contacts', value: (row) => row.contacts, columns: [{ header: 'Contacts' }] },
    ],
    empty: 'No tags yet. To tag twenty contacts: voicebot contacts tag vip 1-20',
  });
}
