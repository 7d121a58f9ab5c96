import { APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from 'retell-sdk/core/error';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/telephony/retell/failures.ts';

const address = 'https://api.retellai.com';

/** Returns a system error as Node throws it. */
function systemError(syscall: string, code: string): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}

/** Returns errors wrapped as `fetch` and retell-sdk wrap them. */
function broken(...causes: Error[]): APIConnectionError {
  const [only] = causes;
  const cause = causes.length === 1 ? only : new AggregateError(causes);
  return new APIConnectionError({ cause: new TypeError('fetch failed', { cause }) });
}

const rows: [syscall: string, code: string, kind: string][] = [
  ['connect', 'ECONNREFUSED', 'unreachable'],
  ['connect', 'EHOSTUNREACH', 'unreachable'],
  ['connect', 'ENETUNREACH', 'unreachable'],
  ['connect', 'ENETDOWN', 'unreachable'],
  ['connect', 'ETIMEDOUT', 'unreachable'],
  ['getaddrinfo', 'ENOTFOUND', 'unreachable'],
  ['getaddrinfo', 'EAI_AGAIN', 'unreachable'],
  ['read', 'ECONNRESET', 'unknown'],
  ['read', 'ETIMEDOUT', 'unknown'],
  ['write', 'EPIPE', 'unknown'],
  // A laptop that loses its network after sending the request: Node reports the same codes.
  ['read', 'ENETDOWN', 'unknown'],
  ['read', 'EHOSTUNREACH', 'unknown'],
  ['read', 'ENETUNREACH', 'unknown'],
  ['write', 'EHOSTUNREACH', 'unknown'],
];

describe('what a lost connection means for the call', () => {
  it.each(rows)('%s %s: %s', (syscall, code, kind) => {
    expect(failureOf(broken(systemError(syscall, code)), address).kind).toBe(kind);
  });

  it.each([
    // The certificate is checked before anything is sent.
    ['CERT_HAS_EXPIRED', 'unreachable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable'],
    // These can happen to the response, after the request was read.
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'unknown'],
    ['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', 'unknown'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'unknown'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
    ['UND_ERR_BODY_TIMEOUT', 'unknown'],
  ])('%s: %s', (code, kind) => {
    expect(failureOf(broken(Object.assign(new Error(code), { code })), address).kind).toBe(kind);
  });

  it('is unreachable only if nothing was sent to any of the addresses tried', () => {
    const refused = systemError('connect', 'ECONNREFUSED');
    expect(failureOf(broken(refused, systemError('connect', 'ENETUNREACH')), address).kind).toBe(
      'unreachable',
    );
    expect(failureOf(broken(refused, systemError('read', 'ECONNRESET')), address).kind).toBe('unknown');
    expect(failureOf(broken(), address).kind).toBe('unknown');
  });

  it.each([
    new APIConnectionTimeoutError(),
    new APIUserAbortError(),
    new APIConnectionError({ message: 'no cause' }),
    new SyntaxError('Unexpected end of JSON input'),
    'not even an error',
  ])('leaves the call unknown: %s', (error) => {
    expect(failureOf(error, address).kind).toBe('unknown');
  });
});
