import type { ProfileSummary } from '../../settings/profiles/change-profiles.ts';
import type { View } from '../../views/view.ts';
import { withColumns } from '../terminal/render-fields.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** A profile, and whether it is the one in use. */
export interface ListedProfile extends ProfileSummary {
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

/** The fields of a profile, with their table columns. */
export const profileFields = withColumns(profileView, {
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
