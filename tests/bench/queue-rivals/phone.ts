import Retell from 'retell-sdk';

/** Returns a function that places a call like every contestant: with voicebot's own request, through retell-sdk, once. */
export function phoneThrough(baseURL: string): (toNumber: string) => Promise<void> {
  const client = new Retell({ apiKey: 'key_of_the_bench_account', baseURL, maxRetries: 0, logLevel: 'off' });
  return async (toNumber) => {
    const reference = `vb_${crypto.randomUUID()}`;
    const body: Retell.CallCreatePhoneCallParams & { idempotency_key: string } = {
      from_number: '+61255501234',
      to_number: toNumber,
      override_agent_id: 'agent_demo',
      metadata: { voicebot_reference: reference },
      retell_llm_dynamic_variables: {
        contact_name: `Person ${toNumber}`,
        contact_phone: toNumber,
        current_date: '08/12/2026',
        current_time: '2:00 pm',
        current_day: 'Tuesday',
        current_timezone: 'AEDT',
        greeting: 'Good afternoon',
      },
      idempotency_key: reference,
    };
    await client.call.createPhoneCall(body);
  };
}
