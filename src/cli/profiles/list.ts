import type { profileOrders } from '../../operations/ports/paging/orders.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { type ProfileSummary, summaryOf } from '../../settings/profiles/change-profiles.ts';
import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import { knownProfiles } from '../../settings/profiles/known-profiles.ts';
import type { View } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { withColumns } from '../terminal/render-fields.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** A profile, and whether it is the one in use. */
interface ListedProfile extends ProfileSummary {
  /** Whether it is used where no profile is named. */
  isDefault: boolean;
  /** Whether this command uses it. */
  isCurrent: boolean;
}

/** Nothing of a profile's key is shown. */
const profileView = [
  { name: 'name', value: (row) => row.name },
  { name: 'isDefault', value: (row) => row.isDefault },
  { name: 'isCurrent', value: (row) => row.isCurrent },
  { name: 'isSimulated', value: (row) => row.isSimulated },
  { name: 'fromNumber', value: (row) => row.fromNumber },
  { name: 'baseUrl', value: (row) => row.baseUrl },
  { name: 'settingsFile', value: (row) => row.settingsFile },
  { name: 'database', value: (row) => row.database },
] as const satisfies View<ListedProfile>;

const fields = withColumns(profileView, {
  name: [
    {
      header: 'Profile',
      cell: ({ name, isCurrent }) =>
        isCurrent ? styled`${paint.green('*')} ${paint.bold(name)}` : `  ${name}`,
    },
  ],
  isDefault: [{ header: 'Default', cell: ({ isDefault }) => (isDefault ? 'yes' : ''), dropOrder: 2 }],
  baseUrl: [
    {
      header: 'Calls go to',
      cell: ({ baseUrl, isSimulated }) => (isSimulated ? 'a simulator' : (baseUrl ?? 'Retell')),
    },
  ],
  fromNumber: [{ header: 'From' }],
  database: [
    { header: 'Database', cell: ({ database }) => (database === null ? 'none yet' : 'yes'), dropOrder: 1 },
  ],
});

/** `profiles list`: shows every profile, by its own files. */
export async function listProfiles(
  context: Context,
  options: PageOptions<(typeof profileOrders)[number]>,
): Promise<void> {
  const { parts, settings } = context;
  const byDefault = keptProfile(parts) ?? 'default';
  const rows = knownProfiles(parts).map(
    (name): ListedProfile => ({
      ...summaryOf(name, parts),
      isDefault: name === byDefault,
      isCurrent: name === settings.profile,
    }),
  );
  await showPage(context, options, {
    key: 'profiles',
    fields,
    read: async (query) => pageOfRows(rows, query, (row, key) => row[key]),
    empty: '',
  });
}
