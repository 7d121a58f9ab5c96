import { accessTokenView } from '../../../views/access-token.ts';
import { accountView } from '../../../views/account.ts';
import { callDetailsView, callView } from '../../../views/call.ts';
import { campaignDetailsView, campaignView } from '../../../views/campaign.ts';
import { contactDetailsView, contactView, tagView } from '../../../views/contact.ts';
import { callbackView } from '../../../views/outcomes/callback.ts';
import { plannedCallView } from '../../../views/planned-call.ts';
import { groupView } from '../../../views/reports/report.ts';
import { callTimesView } from '../../../views/rules/call-times.ts';
import { holidayView } from '../../../views/rules/holiday.ts';
import { scheduledCallDetailsView, scheduledCallView } from '../../../views/scheduled-call.ts';
import { suppressionView } from '../../../views/suppression.ts';
import type { ViewField } from '../../../views/view.ts';
import { settingFields } from '../../config/setting-fields.ts';
import { profileFields } from '../../profiles/profile-fields.ts';

/** What `--fields` chooses from, by the command. */
const fieldsOfCommands: Readonly<Record<string, readonly ViewField<never>[]>> = {
  'contacts list': contactView,
  'contacts show': contactDetailsView,
  'contacts tags': tagView,
  plan: plannedCallView,
  report: groupView,
  'process-due': scheduledCallView,
  'scheduled list': scheduledCallView,
  'scheduled show': scheduledCallDetailsView,
  'calls list': callView,
  'calls show': callDetailsView,
  'calls callbacks': callbackView,
  'campaigns list': campaignView,
  'campaigns show': campaignDetailsView,
  'dnc list': suppressionView,
  'call-times list': callTimesView,
  'holidays list': holidayView,
  'accounts list': accountView,
  'tokens list': accessTokenView,
  'profiles list': profileFields,
  config: settingFields,
};

/** The commands whose rows have custom fields, which can be named like the others. */
export const withCustomFields: readonly string[] = ['contacts list', 'contacts show'];

/** Returns the fields that `--fields` chooses from after a command, such as `contacts list`; none after one that lists nothing. */
export function listedFields(command: string): readonly ViewField<never>[] {
  return Object.hasOwn(fieldsOfCommands, command) ? (fieldsOfCommands[command] ?? []) : [];
}
