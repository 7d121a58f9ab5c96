import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import type { Operator } from '../../support/operator.ts';
import { everything, objectAt, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const list = `Name,Mobile,Email,Company,Website,Time Zone,Plan Tier,Greeting,Call ID
Ada Lovelace,0491 570 006,ada@example.com,Analytical Engines,https://engines.example,,gold,Oi,77
Perth Person,0491 570 156,,,,Australia/Perth,,,
,0491 570 157,,,,,,,
Linus,0491 570 110,,,,,,,
`;

/** 8 December 2026, 2 pm in Sydney. */
const afternoon = Date.UTC(2026, 11, 8, 3);

async function operatorAt(instant: number): Promise<Operator> {
  const operator = await operatorWith(list);
  operator.clock.advance((instant - operator.clock.now().getTime()) / 1000);
  return operator;
}

const created = ({ simulator }: Operator) =>
  simulator.requests().filter(({ path }) => path === '/v2/create-phone-call');

const variablesOf = (operator: Operator, call = 0) =>
  objectAt(created(operator)[call]?.body, 'retell_llm_dynamic_variables');

describe('call', () => {
  it('places a call now, records it and links it to the contact', async () => {
    const operator = await operatorAt(afternoon);
    const placed = await operator.json(['call', 'ada']);
    expect(Object.keys(objectAt(placed))).toEqual(['success', 'callId', 'callRecord', 'retellResponse']);
    const { callId } = { callId: objectAt(placed)['callId'] };
    expect(placed).toMatchObject({
      success: true,
      callId: expect.stringMatching(/^call_/),
      callRecord: {
        id: 1,
        retellCallId: callId,
        status: 'registered',
        contactId: 1,
        scheduledCallId: null,
        attempt: 1,
        fromNumber: '+61255501234',
        toNumber: '+61491570006',
        agentId: 'agent_demo',
        errorMessage: null,
        requestedAt: expect.stringMatching(/^2026-12-08T03:00:0\d\.\d{3}Z$/),
      },
      retellResponse: { call_id: callId, call_status: 'registered', to_number: '+61491570006' },
    });
    expect(created(operator)).toMatchObject([
      {
        body: { from_number: '+61255501234', to_number: '+61491570006', override_agent_id: 'agent_demo' },
      },
    ]);
    expect(await operator.json(['contacts', 'show', '1'])).toMatchObject({ calls: [{ id: 1 }] });
  });

  it('says whom it calls, and accepts another number and agent', async () => {
    const operator = await operatorAt(afternoon);
    const words = ['call', '1', '--from', '02 5550 9999', '--agent', 'agent_other'];
    expect((await operator.voicebot(words)).code).toBe(0);
    expect(created(operator)).toMatchObject([
      { body: { from_number: '+61255509999', override_agent_id: 'agent_other' } },
    ]);
    operator.clock.advance(180);
    expect((await operator.voicebot(['call', '1'])).stdout).toMatch(
      /^✓ Calling Ada Lovelace \+61491570006: call 2, call_\w+\n$/,
    );
  });

  it('--dry-run places no call, records nothing and needs no key', async () => {
    const operator = await operatorAt(afternoon);
    const before = everything(operator);
    const run = { env: { RETELL_API_KEY: undefined } };
    expect(await operator.json(['call', 'ada', '--dry-run', '--var', 'offer=x'], run)).toMatchObject({
      success: true,
      dryRun: true,
      request: {
        fromNumber: '+61255501234',
        toNumber: '+61491570006',
        agentId: 'agent_demo',
        dynamicVariables: { contact_name: 'Ada Lovelace', offer: 'x' },
      },
    });
    const { code, stdout } = await operator.voicebot(['call', 'ada', '--dry-run'], run);
    expect(code).toBe(0);
    expect(stdout).toContain('Dry run: nobody was called');
    expect(stdout).toContain('+61491570006');
    expect(operator.simulator.requests()).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('refuses bad input, places no call and records nothing', async () => {
    const operator = await operatorAt(afternoon);
    const before = everything(operator);
    expect(
      await wrongRefusals(operator, [
        { words: ['call', '99'], code: 3, says: /id 99/ },
        { words: ['call', 'nobody'], code: 3, says: /"nobody"/ },
        { words: ['call', '0491570110x'], code: 3, says: /0491570110x/ },
        {
          words: ['call', '1'],
          env: { RETELL_API_KEY: undefined },
          code: 4,
          says: /API key.*RETELL_API_KEY/s,
        },
        { words: ['call', '1'], env: { RETELL_API_KEY: '' }, code: 4, says: /API key/ },
        { words: ['call', '1'], env: { VOICEBOT_FROM_NUMBER: undefined }, code: 4, says: /--from/ },
        { words: ['call', '1'], env: { VOICEBOT_AGENT_ID: undefined }, code: 4, says: /--agent/ },
        { words: ['call', '1', '--from', '12'], code: 2, says: /"12"/ },
        { words: ['call', '1', '--var', 'x'], code: 2, says: /"x"/ },
        { words: ['call', '1', '--var', 'direction=up'], code: 2, says: /"direction".*my_direction/s },
        { words: ['call'], code: 2, says: /contact/ },
        { words: ['call', '1', '2'], code: 2, says: /Too many/ },
      ]),
    ).toEqual([]);
    expect(operator.simulator.requests()).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('fails with Retell’s reason if Retell refuses, and records the call', async () => {
    const operator = await operatorAt(afternoon);
    const ran = await operator.voicebot(['call', 'linus', '--json']);
    expect(ran.code).toBe(1);
    expect(ran.json).toMatchObject({
      success: false,
      error: { code: 'call_refused', message: expect.stringContaining('not accepted') },
    });
    expect(await operator.json(['calls', 'list'])).toMatchObject({ calls: [{ status: 'not_placed' }] });
  });
});

describe('the variables of a call', () => {
  it('are made when it is placed, from contact, time, custom fields and --var, all as text', async () => {
    const operator = await operatorAt(afternoon);
    await operator.json(['call', 'ada', '--var', 'offer=SPRING', '--var', 'count=3']);
    expect(variablesOf(operator)).toEqual({
      contact_name: 'Ada Lovelace',
      contact_phone: '+61491570006',
      contact_email: 'ada@example.com',
      business_name: 'Analytical Engines',
      business_website: 'https://engines.example',
      plan_tier: 'gold',
      current_date: '08/12/2026',
      current_time: '2:00 pm',
      current_day: 'Tuesday',
      current_timezone: 'AEDT',
      greeting: 'Good afternoon',
      offer: 'SPRING',
      count: '3',
    });
  });

  it('leave out unknown values, and use the contact’s own time zone', async () => {
    const operator = await operatorAt(afternoon);
    await operator.json(['call', 'perth']);
    expect(variablesOf(operator)).toEqual({
      contact_name: 'Perth Person',
      contact_phone: '+61491570156',
      current_date: '08/12/2026',
      current_time: '11:00 am',
      current_day: 'Tuesday',
      current_timezone: 'AWST',
      greeting: 'Good morning',
    });
    await operator.json(['call', '3'], { env: { VOICEBOT_TIMEZONE: 'Pacific/Auckland' } });
    expect(variablesOf(operator, 1)).toMatchObject({ contact_name: '', current_time: '4:00 pm' });
  });

  it('--var overrides any of them', async () => {
    const operator = await operatorAt(afternoon);
    const words = ['--var', 'greeting=G’day', '--var', 'plan_tier=x=y', '--var', 'contact_name='];
    await operator.json(['call', 'ada', ...words]);
    expect(variablesOf(operator)).toMatchObject({ greeting: 'G’day', plan_tier: 'x=y', contact_name: '' });
  });

  it('of a scheduled call are made when it is placed', async () => {
    const operator = await operatorAt(afternoon);
    await operator.json(['schedule', '1', '--at', '18:30', '--var', 'offer=SPRING']);
    await operator.json(['contacts', 'edit', '1', '--name', 'Countess', '--set', 'plan_tier=silver']);
    operator.clock.advance(4.5 * 3600);
    await operator.voicebot(['process-due']);
    expect(variablesOf(operator)).toMatchObject({
      contact_name: 'Countess',
      plan_tier: 'silver',
      current_time: '6:30 pm',
      greeting: 'Good evening',
      offer: 'SPRING',
    });
  });
});

describe('a call whose response was lost', () => {
  it('fails with a warning not to call again, which is refused until it is known what happened', async () => {
    const operator = await operatorAt(afternoon);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    const lost = await operator.voicebot(['call', 'ada', '--json']);
    expect(lost.code).toBe(1);
    expect(lost.json).toMatchObject({
      success: false,
      error: { code: 'call_unknown', hint: expect.stringMatching(/^Do not call again/) },
    });
    operator.simulator.addFault({ on: 'list', kind: 'status', status: 500, times: 1 });
    expect((await operator.voicebot(['call', 'ada', '--yes'])).code).toBe(75);
    const refused = await operator.voicebot(['call', '0491570006', '--yes']);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 5, stdout: '' });
    expect(refused.stderr).toMatch(/^error: .*\+61491570006, call 1, is .*voicebot calls/s);
    expect(created(operator)).toHaveLength(1);
    expect((await operator.voicebot(['call', '2'])).code).toBe(0);
    expect(created(operator)).toHaveLength(2);
  });

  it('is found by process-due, and then the contact can be called again', async () => {
    const operator = await operatorAt(afternoon);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    await operator.voicebot(['call', 'ada']);
    operator.clock.advance(180);
    await operator.voicebot(['process-due']);
    expect(await operator.json(['calls', 'show', '1'])).toMatchObject({
      call: { retellCallId: operator.simulator.calls()[0]?.callId },
    });
    operator.clock.advance(600);
    await operator.voicebot(['process-due']);
    expect((await operator.voicebot(['call', 'ada'])).code).toBe(0);
    expect(operator.simulator.rings()).toHaveLength(2);
  });

  it('is not recorded if Retell throttled it or could not be reached', async () => {
    const operator = await operatorAt(afternoon);
    operator.simulator.addFault({ on: 'create', kind: 'throttle' });
    const before = everything(operator);
    expect((await operator.voicebot(['call', 'ada'])).code).toBe(75);
    const gone = await startSimulator();
    await gone.close();
    const away = { env: { RETELL_BASE_URL: gone.url } };
    // No run will place it: it is not scheduled.
    expect(await operator.voicebot(['call', 'ada'], away)).toMatchObject({
      code: 75,
      stderr: expect.stringContaining('Nobody was called. Run the same command again later.'),
    });
    expect(everything(operator)).toEqual(before);
  });
});
