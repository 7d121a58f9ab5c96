/** A request to the API, and the status that it must have. */
export interface DrivenRequest {
  method: string;
  path: string;
  /** Sent as JSON; a text is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
}

const at = '2026-03-15T09:00:00+11:00';

const form = (boundary: string, parts: readonly [head: string, text: string][]) =>
  [
    ...parts.map(
      ([head, text]) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`,
    ),
    `--${boundary}--\r\n`,
  ].join('');

/** Drives every route to a success, in an order in which each has what it needs; the database has no contacts before. */
export const everyRequest: readonly DrivenRequest[] = [
  {
    ...{ method: 'POST', path: '/api/contacts/import?tag=first&name=list.csv', status: 200 },
    body: 'Name,Phone,Plan,Nr\nAda,0491570006,gold,1\nGrace,0491570156,silver,2\nNobody,12,,\n',
    headers: { 'Content-Type': 'text/csv' },
  },
  {
    ...{ method: 'POST', path: '/api/contacts/import', status: 200 },
    body: form('xyz', [
      ['name="file"; filename="C:\\lists\\more.csv"', 'Who,Best\nÉmile,0491570157\n'],
      ['name="map"', '{"Who":"name","Best":"phone"}'],
      ['name="tag"', 'a'],
      ['name="tag"', 'b'],
      ['name="dryRun"', 'true'],
    ]),
    headers: { 'Content-Type': 'multipart/form-data; boundary=xyz' },
  },
  {
    method: 'POST',
    path: '/api/contacts/import?onDuplicate=skip',
    body: [{ name: 'Ada', phone: '0491570006' }],
    status: 200,
  },
  {
    ...{ method: 'POST', path: '/api/contacts', status: 200 },
    body: { phoneNumber: '0491 570 157', name: 'Émile', tags: ['vip'], customFields: { plan_tier: 'gold' } },
  },
  {
    ...{ method: 'PATCH', path: '/api/contacts/3', status: 200 },
    body: {
      email: 'emile@example.com',
      timezone: 'Australia/Perth',
      customFields: { plan_tier: null, notes: 'x' },
    },
  },
  { method: 'PATCH', path: '/api/contacts/3', body: { email: null, timezone: null }, status: 200 },
  { method: 'GET', path: '/healthz', status: 200 },
  { method: 'GET', path: '/readyz', status: 200 },
  { method: 'GET', path: '/openapi.json', status: 200 },
  { method: 'GET', path: '/metrics', status: 200 },
  { method: 'GET', path: '/api/contacts', status: 200 },
  { method: 'GET', path: '/api/contacts?limit=2&sort=-name', status: 200 },
  { method: 'GET', path: '/api/contacts?search=ada', status: 200 },
  { method: 'GET', path: '/api/contacts?tag=first&sort=email&limit=1', status: 200 },
  { method: 'GET', path: '/api/contacts?where=plan%3Dgold&where=nr%3D1&sort=-id', status: 200 },
  { method: 'GET', path: '/api/contacts/1', status: 200 },
  {
    method: 'POST',
    path: '/api/scheduled-calls',
    body: { contactIds: [1, '2'], scheduledTime: at },
    status: 200,
  },
  {
    ...{ method: 'POST', path: '/api/scheduled-calls', status: 200 },
    body: {
      contactIds: [1, 3],
      scheduledTime: at,
      ifScheduled: 'skip',
      dynamicVariables: { offer: 'spring' },
    },
  },
  { method: 'GET', path: '/api/scheduled-calls?limit=2', status: 200 },
  { method: 'GET', path: '/api/scheduled-calls?status=PENDING&sort=-scheduledTime&limit=1', status: 200 },
  { method: 'GET', path: '/api/scheduled-calls?campaignId=1&limit=1', status: 200 },
  { method: 'GET', path: '/api/scheduled-calls/1', status: 200 },
  { method: 'GET', path: '/api/why?contact=Grace', status: 200 },
  { method: 'GET', path: '/api/why?scheduledCallId=2&at=2026-03-15T03:00:00%2B11:00', status: 200 },
  { method: 'DELETE', path: '/api/scheduled-calls/1', status: 200 },
  { method: 'GET', path: '/api/why?scheduledCallId=1', status: 200 },
  { method: 'POST', path: '/api/retell/create-call', body: { contactId: '1' }, status: 200 },
  { method: 'POST', path: '/api/cron/process-scheduled-calls', status: 200 },
  { method: 'GET', path: '/api/calls', status: 200 },
  { method: 'GET', path: '/api/calls?sort=-costCents&limit=1&status=registered&contactId=1', status: 200 },
  {
    method: 'GET',
    path: '/api/calls?disposition=busy&disposition=answered&since=2020-01-01T00:00:00Z',
    status: 200,
  },
  { method: 'GET', path: '/api/calls?search=hello&until=2030-01-01T00:00:00%2B11:00', status: 200 },
  { method: 'GET', path: '/api/calls/1', status: 200 },
  { method: 'GET', path: '/api/campaigns?limit=1', status: 200 },
  { method: 'GET', path: '/api/campaigns?sort=name', status: 200 },
  { method: 'GET', path: '/api/campaigns/1', status: 200 },
  { method: 'POST', path: '/api/campaigns/1/pause', body: { reason: 'rain' }, status: 200 },
  { method: 'POST', path: '/api/campaigns/1/pause', status: 200 },
  { method: 'POST', path: '/api/campaigns/1/resume', status: 200 },
  { method: 'POST', path: '/api/campaigns/1/cancel', status: 200 },
  {
    method: 'POST',
    path: '/api/dnc',
    body: { phoneNumbers: ['0491570156', '+6113*'], reason: 'asked' },
    status: 200,
  },
  { method: 'GET', path: '/api/dnc?limit=1', status: 200 },
  { method: 'GET', path: '/api/dnc?sort=-phoneNumber', status: 200 },
  { method: 'DELETE', path: '/api/dnc/0491570156', status: 200 },
  { method: 'DELETE', path: '/api/contacts/3', status: 409 },
  { method: 'DELETE', path: '/api/scheduled-calls/3', status: 200 },
  { method: 'DELETE', path: '/api/contacts/3', status: 200 },
];

/** Those that fill a database, before the first that removes anything. */
export const fillingRequests = everyRequest.slice(
  0,
  everyRequest.findIndex(({ method }) => method === 'DELETE'),
);
