/** Thrown by an operation that found, in the transaction that would have done it, that its request was carried out under the same key. */
export class RepeatedRequest extends Error {
  override readonly name = 'RepeatedRequest';

  constructor() {
    super('a request with this key has been carried out');
  }
}
