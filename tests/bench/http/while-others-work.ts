import type { Comparison } from '../benchmark.ts';
import { beside, type Servers } from './beside.ts';
import { type LoadedRequest, sendPaced } from './load.ts';
import type { BenchedServer } from './servers.ts';

interface Requests {
  /** The same list of 20 calls. */
  list(): LoadedRequest;
  /** Such a list that must be read. */
  otherList(): LoadedRequest;
  /** A call to another contact each time. */
  schedule(): LoadedRequest;
  headers: Record<string, string>;
  quick: boolean;
}

/** Measures how long 99 of 100 lists take at most while others change what is listed, or ask for what takes long. */
export function* whileOthersWork(servers: Servers, requests: Requests): Generator<Comparison> {
  const { list, otherList, schedule, headers, quick } = requests;
  const seconds = quick ? 2 : 30;
  yield beside(servers, `99 of 100 lists, at 1500 a second for ${seconds} s, while 20 a second schedule`, {
    ...{ goal: 20, mostMs: 50 },
    run: async ({ url }) => {
      const scheduling = sendPaced(url, { perSecond: 20, seconds }, schedule);
      const took = await sendPaced(url, { perSecond: 1500, seconds }, list);
      await scheduling;
      return took;
    },
  });
  const rows = quick ? 5000 : 50_000;
  let imports = 0;
  const importAndSearch = async ({ url }: BenchedServer) => {
    await importList(url, headers, rows, ++imports);
    await sendPaced(url, { perSecond: 5, seconds: 2 }, () => ({
      ...{ method: 'GET', path: '/api/contacts?search=person&limit=100', headers },
    }));
  };
  yield beside(servers, `99 of 100 lists, at 50 a second, while ${rows} contacts are imported and searched`, {
    ...{ goal: 50, mostMs: 100 },
    run: async (server) => {
      const working = server === servers.ours ? importAndSearch(server) : undefined;
      const took = await sendPaced(server.url, { perSecond: 50, seconds: quick ? 2 : 10 }, otherList);
      await working;
      return took;
    },
  });
}

/** Uploads a list of new contacts. */
async function importList(
  url: string,
  headers: Record<string, string>,
  rows: number,
  n: number,
): Promise<void> {
  const lines = Array.from(
    { length: rows },
    (_, row) => `Person ${row},+614${n}${String(row).padStart(7, '0')}`,
  );
  const response = await fetch(`${url}/api/contacts/import`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'text/csv' },
    body: `Name,Phone\n${lines.join('\n')}\n`,
  });
  if (!response.ok) throw new Error(`The import got ${response.status}: ${await response.text()}`);
}
