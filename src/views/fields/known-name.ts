/** Other names that people use for fields. The first that a list has is meant. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  phone: ['phoneNumber', 'toNumber', 'contact.phoneNumber'],
  mobile: ['phoneNumber', 'toNumber', 'contact.phoneNumber'],
  number: ['phoneNumber', 'toNumber', 'contact.phoneNumber'],
  phonenumber: ['toNumber', 'contact.phoneNumber'],
  name: ['contact.name'],
  from: ['fromNumber'],
  to: ['toNumber'],
  mail: ['email'],
  business: ['businessName'],
  company: ['businessName'],
  website: ['businessWebsite'],
  zone: ['timezone'],
  cost: ['costCents'],
  length: ['durationMs'],
  duration: ['durationMs'],
  outcome: ['disposition'],
  reason: ['errorMessage'],
  time: ['scheduledTime', 'requestedAt', 'at'],
  agent: ['agentId'],
};

/**
 * Returns the known name that a name stands for: itself, however its words are joined (`phone_number`, `Phone Number`), or what people
 * call it by another name (`phone`); undefined if it is none.
 */
export function knownName<Name extends string>(known: readonly Name[], name: string): Name | undefined {
  const exact = known.find((candidate) => candidate === name);
  if (exact !== undefined) return exact;
  const wanted = plain(name);
  const meant = Object.hasOwn(aliases, wanted) ? (aliases[wanted] ?? []) : [];
  return (
    known.find((candidate) => plain(candidate) === wanted) ??
    meant.flatMap((alias) => known.find((candidate) => candidate === alias) ?? [])[0]
  );
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
