import { getTableColumns } from 'drizzle-orm';
import { calls, contacts } from '../schema/schema.ts';

const { claimedBy, claimedUntil, nextCheckAt, ...ownColumns } = getTableColumns(calls);

/** The columns of a call that are not the store's own bookkeeping. */
export const callColumns = ownColumns;

/** The contact as lists show it beside a call. */
export const contactColumns = { name: contacts.name, phoneNumber: contacts.phoneNumber };
