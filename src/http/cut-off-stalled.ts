import type { ServerResponse } from 'node:http';

/**
 * Has a response close its connection if the client reads nothing of what waits for it for so long, ms. A request that takes long to
 * answer is left alone: nothing waits for the client then.
 */
export function cutOffIfStalled(response: ServerResponse, after: number): void {
  // Node puts its timer off whenever some of what waits has left (net.Socket's `timeout` event).
  response.setTimeout(after, () => {
    const { socket } = response;
    if (socket && socket.writableLength > 0) socket.destroy();
  });
}
