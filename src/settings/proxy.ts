import { isOnThisMachine } from './values.ts';

/** A proxy as the environment names it. */
interface ProxySettings {
  address: string;
  /** Hosts that are reached without it, separated by commas; `*` for all. */
  except: string | undefined;
}

/** A variable of the environment that is set. */
interface Variable {
  name: string;
  text: string;
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
  const [proxy, except] = proxyVariables(baseUrl, environment);
  return proxy && { address: proxy.text, except: except?.text };
}

/** Returns the variables that name this proxy and, if it is set, what is reached without it; none if there is no proxy. */
export function proxyVariables(
  baseUrl: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Variable[] {
  if (isOnThisMachine(baseUrl)) return [];
  const variables = (upper: string) => {
    const name = [upper.toLowerCase(), upper].find((one) => environment[one]);
    return name ? [{ name, text: environment[name] ?? '' }] : [];
  };
  const proxy = variables(baseUrl?.startsWith('http:') ? 'HTTP_PROXY' : 'HTTPS_PROXY');
  return proxy.length > 0 ? [...proxy, ...variables('NO_PROXY')] : [];
}
