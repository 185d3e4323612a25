/** What is asked of a name, and what is answered. */

/** Who asks: something in a VPC, or a client on the internet near a region. */
export type From =
  { readonly vpcId: string } | { readonly internet: true; readonly region: string };

export interface ResolveRequest {
  readonly name: string;
  /** @default "A" */
  readonly type?: string;
  readonly from: From;
  /**
   * Where between 0 and 1 the dice of a weighted policy fall.
   * @default 0
   */
  readonly draw?: number;
}

export interface DnsAnswer {
  /** An address, a text, or the DNS name of the load balancer that an alias leads to. */
  readonly value: string;
  /** Of the load balancer, if it is one. */
  readonly loadBalancerArn?: string;
  readonly region?: string;
}

/** A record that was passed on the way. */
export interface Step {
  readonly zoneId: string;
  readonly name: string;
  readonly type: string;
  readonly setIdentifier?: string;
}

export interface Answer {
  /** `nameError` where no record has the name, `noData` where none has the type, `noZone` where nobody answers. */
  readonly status: "answered" | "noData" | "nameError" | "noZone" | "loop";
  readonly answers: readonly DnsAnswer[];
  /** How long a resolver may keep it; the shortest on the way. */
  readonly ttlSeconds: number;
  /** The zone that answered first. */
  readonly zone?: { readonly id: string; readonly name: string; readonly private: boolean };
  readonly chain: readonly Step[];
  /** Whether everything was unhealthy somewhere on the way, so that Route 53 took all for healthy. */
  readonly failOpen: boolean;
}
