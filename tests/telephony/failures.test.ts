import { APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from 'retell-sdk/core/error';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/telephony/retell/failures.ts';

/** A system error as Node throws it. */
function systemError(syscall: string, code: string): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}

/** An error inside what `fetch` and retell-sdk put around it. */
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
  // A laptop whose network goes away after the request has left: Node reports it with the very same codes.
  ['read', 'ENETDOWN', 'unknown'],
  ['read', 'EHOSTUNREACH', 'unknown'],
  ['read', 'ENETUNREACH', 'unknown'],
  ['write', 'EHOSTUNREACH', 'unknown'],
];

describe('what a broken connection says of the call', () => {
  it.each(rows)('%s %s: %s', (syscall, code, kind) => {
    expect(failureOf(broken(systemError(syscall, code))).kind).toBe(kind);
  });

  it.each([
    // The certificate is looked at before anything is said.
    ['CERT_HAS_EXPIRED', 'unreachable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable'],
    // These may befall the answer, when the request has long been read.
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'unknown'],
    ['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', 'unknown'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'unknown'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
    ['UND_ERR_BODY_TIMEOUT', 'unknown'],
  ])('%s: %s', (code, kind) => {
    expect(failureOf(broken(Object.assign(new Error(code), { code }))).kind).toBe(kind);
  });

  it('says that nothing was sent only if that holds for every address that was tried', () => {
    const refused = systemError('connect', 'ECONNREFUSED');
    expect(failureOf(broken(refused, systemError('connect', 'ENETUNREACH'))).kind).toBe('unreachable');
    expect(failureOf(broken(refused, systemError('read', 'ECONNRESET'))).kind).toBe('unknown');
    expect(failureOf(broken()).kind).toBe('unknown');
  });

  it.each([
    new APIConnectionTimeoutError(),
    new APIUserAbortError(),
    new APIConnectionError({ message: 'no cause given' }),
    new SyntaxError('Unexpected end of JSON input'),
    'not even an error',
  ])('says nothing certain: %s', (error) => {
    expect(failureOf(error).kind).toBe('unknown');
  });
});
