import type { callView } from '../views/call.ts';
import type { campaignView } from '../views/campaign.ts';
import type { contactView } from '../views/contact.ts';
import type { scheduledCallView } from '../views/scheduled-call.ts';
import type { suppressionView } from '../views/suppression.ts';
import type { ObjectOf } from '../views/view.ts';

// What the command line shows as JSON. Instants are dates.

export type ContactObject = ObjectOf<typeof contactView>;
export type ScheduledCallObject = ObjectOf<typeof scheduledCallView>;
export type CallObject = ObjectOf<typeof callView>;
export type CampaignObject = ObjectOf<typeof campaignView>;
export type SuppressionObject = ObjectOf<typeof suppressionView>;
