import { notKnownYet } from "../../../policy/harness";
import { one, type Case, type Cases } from "./case";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const classicBalancer = "aws:elb/loadBalancer:LoadBalancer";
const listener = "aws:lb/listener:Listener";

function listening(internal: boolean, props: Record<string, unknown>, arn = "arn:lb"): Case {
  return {
    resources: [
      { type: balancer, name: "balancer", props: { internal }, outputs: { internal, arn } },
      { type: listener, name: "listener", props: { loadBalancerArn: arn, ...props } },
    ],
  };
}

/** A classic load balancer, whose listeners are its own and cannot redirect. */
function classic(internal: boolean, ...protocols: readonly unknown[]): Case {
  const listeners = protocols.map((lbProtocol) => ({ lbPort: 80, lbProtocol }));
  return one(classicBalancer, { internal, listeners });
}

/** The same in a preview: the ARN is not known, where it comes from is. */
function previewed({ resources }: Case): Case {
  return {
    resources: resources.map((resource) =>
      resource.name === "listener"
        ? {
            ...resource,
            props: { ...resource.props, loadBalancerArn: notKnownYet },
            propertyDependencies: { loadBalancerArn: ["balancer"] },
          }
        : { ...resource, outputs: { ...resource.props, arn: notKnownYet } },
    ),
  };
}

export const listenerCases: Cases = {
  "public-listeners-use-tls": {
    refuses: {
      "a classic load balancer": {
        ...classic(false, "TCP", "HTTPS", "HTTP"),
        says: [/Port 80 serves subject/, /Port 80 serves subject/],
      },
      "plain HTTP": {
        ...listening(false, { protocol: "HTTP", defaultActions: [{ type: "forward" }] }),
        says: [/listener serves balancer to the internet without TLS/],
      },
      "the same in a preview": {
        ...previewed(listening(false, { protocol: "HTTP", defaultActions: [] })),
        says: [/without TLS/],
      },
      "plain TCP": { ...listening(false, { protocol: "TCP" }), says: [/without TLS/] },
      "a redirect beside a rule that serves": {
        resources: [
          ...listening(false, {
            protocol: "HTTP",
            defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }],
          }).resources,
          {
            type: "aws:lb/listenerRule:ListenerRule",
            name: "all",
            props: { listenerArn: notKnownYet, actions: [{ type: "forward" }] },
            propertyDependencies: { listenerArn: ["listener"] },
          },
        ],
        says: [/without TLS/],
      },
      "a redirect to HTTP": {
        ...listening(false, {
          protocol: "HTTP",
          defaultActions: [{ type: "redirect", redirect: { protocol: "HTTP" } }],
        }),
        says: [/without TLS/],
      },
    },
    accepts: {
      "a classic load balancer with TLS": classic(false, "HTTPS", "ssl"),
      "a classic load balancer inside": classic(true, "HTTP"),
      HTTPS: listening(false, { protocol: "HTTPS" }),
      TLS: previewed(listening(false, { protocol: "TLS" })),
      "a redirect to HTTPS": listening(false, {
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }],
      }),
      "plain TCP inside": previewed(listening(true, { protocol: "TCP" })),
      "a load balancer of another stack": {
        resources: [
          {
            type: listener,
            name: "listener",
            props: { protocol: "TCP", loadBalancerArn: "arn:x" },
          },
        ],
      },
    },
    undecided: {
      "a protocol from elsewhere": classic(false, notKnownYet),
      "a load balancer from elsewhere": {
        resources: [
          {
            type: listener,
            name: "listener",
            props: { protocol: "TCP", loadBalancerArn: notKnownYet },
          },
        ],
      },
    },
  },
};
