import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ServedProfile } from './served-profile.ts';

/** What handlers know of a request. */
export interface RequestEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The profile that the request is for; set once it is known who asks. */
    profile: ServedProfile;
  };
}

export type App = OpenAPIHono<RequestEnv>;
