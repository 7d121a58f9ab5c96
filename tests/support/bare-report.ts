import { nothingReported } from '../../src/domain/calls/outcomes/report.ts';

/** What a report has beside a status if Retell says nothing else. */
export const bareReport = { ...nothingReported, observedAt: new Date(0), answer: {} } as const;
