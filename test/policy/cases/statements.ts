/** Documents of AWS's policy language. */

/** Allows, unless it says otherwise. */
export interface Statement {
  readonly Effect?: string;
  readonly [key: string]: unknown;
}

/** A document in JSON, as programs give it to a resource. */
export function document(...statements: readonly Statement[]): string {
  const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
