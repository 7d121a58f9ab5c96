import type { Lines } from '../../operations/ports/telephony.ts';
import type { CallMeter } from '../../session/metered.ts';
import type { Family } from './exposition.ts';
import { Histogram } from './histogram.ts';

/** What this process measures for a profile. Nobody sees another's. */
export class ProfileMetrics implements CallMeter {
  readonly #requests = new Histogram();
  readonly #claims = new Histogram();
  readonly #placements = new Histogram();
  #lines: Lines | undefined;

  /** @param route its template, so that there are few @param took ms */
  requested(route: string, method: string, status: number, took: number): void {
    this.#requests.observe({ route, method, status: String(status) }, took);
  }

  claimed(took: number): void {
    this.#claims.observe({}, took);
  }

  placed(result: string, took: number): void {
    this.#placements.observe({ result }, took);
  }

  told(lines: Lines | undefined): void {
    this.#lines = lines;
  }

  families(): Family[] {
    return [
      {
        name: 'voicebot_http_request_duration_seconds',
        help: 'Requests that this process has answered, by route, method and status.',
        type: 'histogram',
        samples: this.#requests.samples(),
      },
      {
        name: 'voicebot_claim_duration_seconds',
        help: 'How long it took this process to claim a call, or to find none due.',
        type: 'histogram',
        samples: this.#claims.samples(),
      },
      {
        name: 'voicebot_placement_duration_seconds',
        help: 'How long Retell took to answer requests of this process to place a call, by result.',
        type: 'histogram',
        samples: this.#placements.samples(),
      },
      ...this.#linesFamilies(),
    ];
  }

  #linesFamilies(): Family[] {
    if (!this.#lines) return [];
    const { inUse, limit, reservedForInbound } = this.#lines;
    const gauge = (name: string, help: string, value: number): Family => ({
      ...{ name, help, type: 'gauge', samples: [{ value }] },
    });
    return [
      gauge('voicebot_lines_in_use', 'Lines in use, as Retell last told this process.', inUse),
      gauge(
        'voicebot_lines_free',
        'Lines free for calls, as Retell last told this process.',
        Math.max(0, limit - reservedForInbound - inUse),
      ),
    ];
  }
}
