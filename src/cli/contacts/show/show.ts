import type { Contact } from '../../../domain/contacts/contact.ts';
import { customField } from '../../../domain/contacts/custom-fields.ts';
import { describeLocation } from '../../../domain/contacts/location/describe-location.ts';
import { type Location, locationOf } from '../../../domain/contacts/location/location.ts';
import type { Suppression } from '../../../domain/contacts/suppression/suppression.ts';
import { Problem } from '../../../domain/problem.ts';
import { showContact } from '../../../operations/contacts/show-contact.ts';
import { callView } from '../../../views/call.ts';
import { contactDetailsView } from '../../../views/contact.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import { settleContact } from '../../asking/contacts.ts';
import type { Context } from '../../context.ts';
import { contactFields } from '../../terminal/columns.ts';
import type { Show } from '../../terminal/render-fields.ts';
import { paint } from '../../terminal/styled-text.ts';
import { storyTable } from './story.ts';

/** `contacts show` */
export async function show(context: Context, word: string | undefined): Promise<void> {
  const { output, terminal, settings } = context;
  const text = await settleContact(context, word, { question: 'Which contact?' });
  const store = await context.store();
  const found = await showContact(store, text, settings.country);
  const { contact, suppression, scheduledCalls, calls, story } = found;
  const location = readLocation(contact, settings.assumedTimezone);
  await output.record({
    ...{ key: 'contact', row: { ...contact, location, suppression } },
    fields: contactDetailsView.map((field) => contactFields.find(({ name }) => name === field.name) ?? field),
    customNames: () => Promise.resolve(Object.keys(contact.customFields)),
    beside: {
      scheduledCalls: scheduledCalls.map((row) => objectOf(row, scheduledCallView)),
      calls: calls.map((row) => objectOf(row, callView)),
      story,
    },
    lines: async () => [
      ...(await output.details(contact, [
        ...builtInFields,
        ...suppressionField(suppression, output.show),
        locationField(location),
        ...customFields(contact),
      ])),
      ...['', paint.bold('Story')],
      await storyTable(story, { show: output.show, width: terminal.width }),
    ],
  });
}

/** The custom fields are shown one by one, the state and the postcode among them. */
const builtInFields = contactFields.filter(
  ({ name }) => name !== 'customFields' && name !== 'state' && name !== 'postcode',
);

/** @returns null if the contact's time zone cannot be read */
function readLocation(contact: Contact, assumedZone: string | undefined): Location | null {
  try {
    return locationOf(contact, assumedZone);
  } catch (error) {
    if (error instanceof Problem && error.code === 'unreadable_timezone') return null;
    throw error;
  }
}

function locationField(location: Location | null) {
  const text = (row: Contact) =>
    location ? describeLocation(location, row) : `not known: ${row.timezone} is not a time zone`;
  return { name: 'zones', value: text, columns: [{ header: 'Where' }] };
}

/** Says where the do-not-call mark came from: `since Mon 9:00 am, from a call: said in call 7`. */
function suppressionField(entry: Suppression | undefined, show: Show) {
  if (!entry) return [];
  const { source, reason, createdAt } = entry;
  const from = source === 'operator' ? 'by you' : `from ${describeSource[source]}`;
  const text = `since ${show.time(createdAt)}, ${from}${reason ? `: ${reason}` : ''}`;
  return [{ name: 'doNotCallEntry', value: () => text, columns: [{ header: 'Do not call' }] }];
}

const describeSource: Readonly<Record<Exclude<Suppression['source'], 'operator'>, string>> = {
  contact: 'its contact',
  import: 'a list of contacts',
  same_person: 'another number of the same person',
  file: 'a do-not-call file',
  retell: 'Retell',
  register: 'a register',
  call: 'a call',
};

function customFields(contact: Contact) {
  return Object.keys(contact.customFields).map((key) => ({
    name: key,
    value: (row: Contact) => customField(row.customFields, key),
    columns: [{ header: key }],
  }));
}
