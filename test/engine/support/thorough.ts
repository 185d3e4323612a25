import { it } from "mocha";

import { whole } from "../../support/extent";

/** A case that `npm test` leaves to `npm run test:all`: what it proves is proven there by a sample of its kind. */
export function thorough(title: string, work: () => Promise<void>): void {
  if (whole) it(title, work);
}
