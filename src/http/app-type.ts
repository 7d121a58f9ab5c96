import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AccessToken } from '../domain/access/access-token.ts';
import type { KeyedRequest } from '../domain/access/idempotency.ts';
import type { ServedProfile } from './served-profile.ts';

/** Who sends a request: a program with a token, or a cron job. */
export type Caller = { kind: 'token'; token: AccessToken } | { kind: 'cron' };

/** What handlers know of a request. */
export interface RequestEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The profile that the request is for; set once it is known who asks. */
    profile: ServedProfile;
    caller: Caller;
    /** As which the request is kept; set if it came with an `Idempotency-Key`. */
    keyed: KeyedRequest | undefined;
  };
}

export type App = OpenAPIHono<RequestEnv>;
