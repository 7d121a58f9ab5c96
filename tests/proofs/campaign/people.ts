/** Whom a campaign calls: Australian mobiles, whose owners are assumed to be in Sydney, and every fifth a landline in Auckland. */
export interface Callee {
  name: string;
  number: string;
  zone: string;
}

export function calleeOf(index: number): Callee {
  const name = `Person ${index + 1}`;
  return index % 5 === 4
    ? { name, number: `+6493${String(60_000 + index).padStart(6, '0')}`, zone: 'Pacific/Auckland' }
    : { name, number: `+614915${String(10_000 + index)}`, zone: 'Australia/Sydney' };
}
