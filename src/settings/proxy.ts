import { isOnThisMachine } from './values.ts';

/** A proxy as the environment names it. */
interface ProxySettings {
  address: string;
  /** Hosts that are reached without it, separated by commas; `*` for all. */
  except: string | undefined;
}

/**
 * Returns the proxy through which an address is reached: `HTTPS_PROXY` or `HTTP_PROXY`, by the address's own scheme, unless
 * `NO_PROXY` names its host. In small letters too, which take precedence, as with curl. This machine is never reached through one.
 *
 * @param baseUrl undefined for Retell's own
 */
export function proxyFor(
  baseUrl: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ProxySettings | undefined {
  if (isOnThisMachine(baseUrl)) return undefined;
  const get = (name: string) => environment[name.toLowerCase()] || environment[name];
  const address = get(baseUrl?.startsWith('http:') ? 'HTTP_PROXY' : 'HTTPS_PROXY');
  return address ? { address, except: get('NO_PROXY') } : undefined;
}
