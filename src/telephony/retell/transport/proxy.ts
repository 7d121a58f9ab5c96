import type { EnvHttpProxyAgent } from 'undici';
import { Problem } from '../../../domain/problem.ts';

export type ProxyAgent = EnvHttpProxyAgent;

export interface ProxyOptions {
  /** The address of the proxy. */
  address: string;
  /** Hosts that are reached without it, separated by commas; `*` for all. */
  except: string | undefined;
}

/**
 * Returns what sends requests through a proxy. Node's own fetch knows none on Node 20.
 *
 * @throws Problem `invalid_proxy`
 */
export async function openProxy({ address, except }: ProxyOptions): Promise<ProxyAgent> {
  const { EnvHttpProxyAgent } = await import('undici');
  try {
    return new EnvHttpProxyAgent({ httpProxy: address, httpsProxy: address, noProxy: except ?? '' });
  } catch (error) {
    throw new Problem(
      'usage',
      {
        code: 'invalid_proxy',
        message: 'The address of the proxy is not one that can be used.',
        hint: 'Set it as http://host:port, with user:password@ before the host if it needs them.',
      },
      { cause: error },
    );
  }
}
