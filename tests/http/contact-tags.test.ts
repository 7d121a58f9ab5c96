import { expect, it } from 'vitest';
import { startApi } from '../support/api.ts';
import { objectAt, operatorWith } from '../support/people.ts';

it('a CRM sets all tags of a contact, those of no other, and none that cannot be', async () => {
  const operator = await operatorWith('Name,Phone,Tags\nAda,0491570006,VIP; Café; old\nBo,0491570156,VIP\n');
  const api = await startApi(operator);
  const setTags = async (tags: unknown) => {
    const { status, json } = await api.send('PATCH', '/api/contacts/1', { tags });
    return status === 200 ? objectAt(json, 'contact')['tags'] : objectAt(json)['code'];
  };
  expect(await setTags(['vip', 'CAFÉ', 'new', 'NEW'])).toEqual(['Café', 'new', 'VIP']);
  expect(await setTags(['a,b'])).toBe('invalid_tag');
  expect(await setTags(['x'.repeat(51)])).toBe('invalid_tag');
  expect(await setTags('vip')).toBe('malformed_request');
  expect(objectAt((await api.get('/api/contacts/1')).json)['tags']).toEqual(['Café', 'new', 'VIP']);
  expect((await api.send('PATCH', '/api/contacts/1', { name: 'Ada L.' })).status).toBe(200);
  expect(objectAt((await api.get('/api/contacts?tag=new')).json, 'contacts', 0)['name']).toBe('Ada L.');
  expect(await setTags([])).toEqual([]);
  expect(objectAt((await api.get('/api/contacts/2')).json)['tags']).toEqual(['VIP']);
});
