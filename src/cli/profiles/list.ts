import type { profileOrders } from '../../operations/ports/paging/orders.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { summaryOf } from '../../settings/profiles/change-profiles.ts';
import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import { knownProfiles } from '../../settings/profiles/known-profiles.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { type ListedProfile, profileFields } from './profile-fields.ts';

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
    fields: profileFields,
    read: async (query) => pageOfRows(rows, query, (row, key) => row[key]),
    empty: '',
  });
}
