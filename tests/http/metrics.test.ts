import { describe, expect, it } from 'vitest';
import { exposed } from '../../src/http/metrics/exposition.ts';
import { Histogram } from '../../src/http/metrics/histogram.ts';
import { openWithContacts, scheduleCalls } from '../operations/calling/due-calls.ts';
import { addToken, startApi } from '../support/api.ts';
import { openOperator } from '../support/operator.ts';

/** Reads Prometheus' text format, strictly. @returns values by name and labels as they stand */
function parse(text: string): Map<string, number> {
  const values = new Map<string, number>();
  const types = new Map<string, string>();
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.trimEnd().split('\n')) {
    const [, type, kind] = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line) ?? [];
    if (type && kind) types.set(type, kind);
    if (line.startsWith('#')) continue;
    const [, series = '', name = '', value = ''] =
      /^(([a-z_]+)(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)+\})?) (\S+)$/.exec(line) ?? [];
    const family = name.replace(/_(bucket|sum|count)$/, '');
    expect({ line, known: types.has(name) || types.get(family) === 'histogram' }).toEqual({
      line,
      known: true,
    });
    expect({ line, isNew: !values.has(series), isNumber: Number.isFinite(Number(value)) }).toEqual({
      ...{ line, isNew: true, isNumber: true },
    });
    values.set(series, Number(value));
  }
  return values;
}

describe('metrics', () => {
  it('tell how a profile stands, and what this process has done for it', async () => {
    const operator = await openOperator();
    operator.file('people.csv', 'Name,Phone\nAda,0491570006\nGrace,0491570156\n');
    await operator.voicebot(['contacts', 'import', 'people.csv']);
    const api = await startApi(operator);
    await api.send('POST', '/api/scheduled-calls', { contactIds: [1], scheduledTime: '+1h' });
    await api.send('POST', '/api/retell/create-call', { contactId: 2 });
    await api.send('POST', '/api/cron/process-scheduled-calls');
    await api.get('/api/contacts/1?a=b');
    await api.get('/api/contacts/99');
    await api.get('/api/nothing/like/it');
    const reader = addToken(operator.database, 'read', operator.clock);
    const { status, headers, text } = await api.get('/metrics', { Authorization: `Bearer ${reader}` });
    expect({ status, type: headers.get('content-type') }).toEqual({
      ...{ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' },
    });
    const values = parse(text);
    const requests = (labels: string) =>
      values.get(`voicebot_http_request_duration_seconds_count{${labels}}`);
    expect({
      none: values.get('voicebot_calls{disposition="none"}'),
      answered: values.get('voicebot_calls{disposition="answered"}'),
      pending: values.get('voicebot_scheduled_calls{status="PENDING"}'),
      due: values.get('voicebot_calls_due'),
      overdue: values.get('voicebot_calls_overdue'),
      inProgress: values.get('voicebot_calls_in_progress'),
      halted: values.get('voicebot_halted'),
      placed: values.get('voicebot_placement_duration_seconds_count{result="placed"}'),
      isClaimed: (values.get('voicebot_claim_duration_seconds_count') ?? 0) > 0,
      found: requests('route="/api/contacts/:id",method="GET",status="200"'),
      missing: requests('route="/api/contacts/:id",method="GET",status="404"'),
    }).toEqual({
      ...{ none: 1, answered: 0, pending: 1, due: 0, overdue: 0, inProgress: 1, halted: 0, placed: 1 },
      ...{ isClaimed: true, found: 1, missing: 1 },
    });
    const routes = [...values.keys()].flatMap((series) => /route="([^"]*)"/.exec(series)?.[1] ?? []);
    expect(routes.filter((route) => /\d|nothing/.test(route))).toEqual([]);
    expect(text).not.toContain(operator.home);
  });

  it('tell what is due, what is late, the lines that Retell says are in use, and a halt', async () => {
    const operator = await openWithContacts(3, { limits: { concurrency: 5 } });
    await scheduleCalls(operator, [
      { id: 1, seconds: 60 },
      { id: 2, seconds: 250 },
    ]);
    operator.clock.advance(300);
    await operator.voicebot(['call', '3', '--yes']);
    // A run that has more calls than it places at once asks for the lines.
    const api = await startApi(operator, [], { env: { VOICEBOT_CONCURRENCY: '1' } });
    const gauges = async (...names: string[]) => {
      const values = parse((await api.get('/metrics')).text);
      return names.map((name) => values.get(`voicebot_${name}`));
    };
    expect(await gauges('calls_due', 'calls_overdue', 'lines_in_use')).toEqual([2, 1, undefined]);
    await api.send('POST', '/api/cron/process-scheduled-calls');
    await operator.voicebot(['halt']);
    const after = ['calls_due', 'calls_overdue', 'calls_in_progress', 'lines_in_use', 'lines_free', 'halted'];
    expect(await gauges(...after)).toEqual([0, 0, 3, 1, 4, 1]);
  });

  it('escape what their labels hold, and count each time in every bucket that it fits', () => {
    const histogram = new Histogram();
    for (const took of [0.5, 1, 30, 40_000]) histogram.observe({ what: 'a"b\\c\nd' }, took);
    const family = {
      name: 'took',
      help: 'two\nlines',
      type: 'histogram',
      samples: histogram.samples(),
    } as const;
    const values = parse(exposed([family]));
    const bucket = (bound: string) => values.get(`took_bucket{what="a\\"b\\\\c\\nd",le="${bound}"}`);
    expect([bucket('0.001'), bucket('0.025'), bucket('0.05'), bucket('30'), bucket('+Inf')]).toEqual([
      2, 2, 3, 3, 4,
    ]);
    expect(values.get('took_sum{what="a\\"b\\\\c\\nd"}')).toBeCloseTo(40.0315);
  });
});
