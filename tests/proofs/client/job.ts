/**
 * The whole job, as a customer's engineer writes it with a client that openapi-fetch makes of the document. It is compiled, strictly,
 * against the types that openapi-typescript has generated.
 */
export const job = `import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

const [baseUrl = '', token = '', secret = ''] = process.argv.slice(2);
const withToken = (text: string) => createClient<paths>({ baseUrl, headers: { Authorization: \`Bearer \${text}\` } });
const api = withToken(token);
const said: Record<string, unknown> = {};

function must<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

const imported = must(await api.POST('/api/contacts/import', {
  params: { query: { tag: ['spring'], name: 'people.csv' } },
  headers: { 'Content-Type': 'text/csv' },
  body: 'Name,Phone\\nAda,0491570006\\nGrace,0491570156\\nNobody,12\\n' as string & { file: string } & Record<string, never>[],
  bodySerializer: (body) => body,
}));
said['imported'] = [imported.created, imported.rejects.map(({ line }) => line)];
const { contact } = must(await api.POST('/api/contacts', { body: { phoneNumber: '0491 570 157', name: 'Émile' } }));
const changed = must(await api.PATCH('/api/contacts/{id}', {
  params: { path: { id: contact.id } },
  body: { email: 'emile@example.com' },
}));
said['email'] = changed.contact.email;
const names: string[] = [];
for (let cursor: string | undefined; ; ) {
  const { contacts, nextCursor } = must(await api.GET('/api/contacts', {
    params: { query: { limit: 2, sort: 'name', ...(cursor !== undefined && { cursor }) } },
  }));
  names.push(...contacts.map(({ name }) => name));
  if (nextCursor === null) break;
  cursor = nextCursor;
}
said['names'] = names;
const scheduled = must(await api.POST('/api/scheduled-calls', {
  body: { contactIds: [1, '2'], scheduledTime: '+1h', dynamicVariables: { offer: 'spring' } },
}));
said['scheduled'] = scheduled.message;
const [first] = scheduled.scheduledCalls;
const id = first?.id ?? 0;
said['why'] = must(await api.GET('/api/why', { params: { query: { scheduledCallId: id } } })).verdict;
said['cancelled'] = must(await api.DELETE('/api/scheduled-calls/{id}', { params: { path: { id } } })).message;
const pending = must(await api.GET('/api/scheduled-calls', { params: { query: { status: 'PENDING' } } }));
said['pending'] = pending.scheduledCalls.map(({ contact: to }) => to?.name);
const campaign = { params: { path: { id: scheduled.campaign?.id ?? 0 } } };
const paused = must(await api.POST('/api/campaigns/{id}/pause', { ...campaign, body: { reason: 'rain' } }));
said['paused'] = [paused.campaign.status, paused.campaign.pauseReason];
said['resumed'] = must(await api.POST('/api/campaigns/{id}/resume', campaign)).campaign.status;
const placed = must(await api.POST('/api/retell/create-call', { body: { contactId: contact.id } }));
said['placed'] = placed.callRecord?.toNumber;
const run = must(await withToken(secret).POST('/api/cron/process-scheduled-calls'));
said['run'] = run.results.processed;
const { calls } = must(await api.GET('/api/calls', { params: { query: { limit: 10 } } }));
const call = must(await api.GET('/api/calls/{id}', { params: { path: { id: calls[0]?.id ?? 0 } } }));
said['call'] = [call.status, call.transcript];
const listed = must(await api.POST('/api/dnc', { body: { phoneNumbers: ['0491570156'], reason: 'asked' } }));
said['listed'] = [listed.added, listed.cancelledCalls.length];
const refused = await api.POST('/api/retell/create-call', { body: { contactId: 2 } });
said['refused'] = [refused.response.status, refused.error?.code];
said['removed'] = must(await api.DELETE('/api/dnc/{phoneNumber}', {
  params: { path: { phoneNumber: '+61491570156' } },
})).removed;
const missing = await api.GET('/api/contacts/{id}', { params: { path: { id: 99 } } });
said['missing'] = [missing.response.status, missing.error?.code];
const metrics = must(await api.GET('/metrics', { parseAs: 'text' }));
said['metrics'] = metrics.includes('voicebot_calls{disposition="none"} 1');
console.log(JSON.stringify(said));
`;

/** What the job must print, but for its order. */
export const outcome = {
  imported: [2, [4]],
  email: 'emile@example.com',
  names: ['Ada', 'Grace', 'Émile'],
  scheduled: '2 call(s) scheduled successfully',
  why: 'place',
  cancelled: 'Scheduled call cancelled successfully',
  pending: ['Grace'],
  paused: ['paused', 'rain'],
  resumed: 'running',
  placed: '+61491570157',
  run: 0,
  call: ['registered', null],
  listed: [1, 1],
  refused: [409, 'do_not_call'],
  removed: ['+61491570156'],
  missing: [404, 'contact_not_found'],
  metrics: true,
};
