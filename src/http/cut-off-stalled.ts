import type { ServerResponse } from 'node:http';

/**
 * Closes the connection of a client that reads nothing of what waits for it. A request that takes long to answer is left alone: nothing
 * waits for the client then.
 *
 * @param after for how long nothing may be read, ms
 */
export function cutOffIfStalled(response: ServerResponse, after: number): void {
  // Node puts its timer off whenever some of what waits has left (net.Socket's `timeout` event).
  response.setTimeout(after, () => {
    const { socket } = response;
    if (socket && socket.writableLength > 0) socket.destroy();
  });
}
