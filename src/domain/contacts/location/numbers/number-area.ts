import type { Area } from '../area.ts';

/** Where a phone number is. */
export interface NumberArea extends Area {
  /** Whether the number says where in its country it is: not if it is a mobile or toll-free. */
  isGeographic: boolean;
}
