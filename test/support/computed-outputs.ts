/**
 * What a provider would add to a resource's inputs once it exists: enough of it, and in the right form, that
 * components under mocks see an id, an ARN and an endpoint where they would see them on AWS. Facts that
 * matter are modelled by the rehearsal cloud; here a value only has to look right.
 */

/** A registration as a table entry sees it: secrets appear as plain values. */
export interface Created {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A resource's id and the outputs that are not inputs. */
export interface Computed {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

export const accountId = "123456789012";

type Maker = (created: Created) => Partial<Computed>;

const vpcEndpointServices: Maker = ({ name }) => ({ outputs: { prefixListId: `pl-${name}` } });

const makers: Readonly<Record<string, Maker>> = {
  "aws:acm/certificate:Certificate": (created) => ({
    id: arn("acm", created, `certificate/${created.name}`),
    outputs: {
      domainValidationOptions: [
        text(created, "domainName"),
        ...list(created, "subjectAlternativeNames"),
      ].map((domainName) => ({
        domainName,
        resourceRecordName: `_check.${domainName.replace(/^\*\./, "")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_answer.acm-validations.aws.",
      })),
    },
  }),
  "aws:acm/certificateValidation:CertificateValidation": (created) => ({
    id: text(created, "certificateArn"),
  }),
  "aws:cloudwatch/logGroup:LogGroup": (created) => ({
    id: physical(created),
    outputs: {
      name: physical(created),
      arn: arn("logs", created, `log-group:${physical(created)}`),
    },
  }),
  "aws:ec2/eip:Eip": ({ name }) => ({
    id: `eipalloc-${name}`,
    outputs: { allocationId: `eipalloc-${name}`, publicIp: "203.0.113.10" },
  }),
  "aws:ec2/vpc:Vpc": (created) => ({
    outputs: {
      defaultSecurityGroupId: `sg-default-${created.name}`,
      mainRouteTableId: `rtb-${created.name}`,
    },
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpointServices,
  "aws:ecr/repository:Repository": (created) => ({
    id: physical(created),
    outputs: {
      repositoryUrl: `${accountId}.dkr.ecr.${region(created)}.amazonaws.com/${physical(created)}`,
    },
  }),
  "aws:eks/cluster:Cluster": (created) => ({
    id: physical(created),
    outputs: {
      name: physical(created),
      arn: arn("eks", created, `cluster/${physical(created)}`),
      endpoint: `https://0123456789ABCDEF.gr7.${region(created)}.eks.amazonaws.com`,
      certificateAuthority: { data: "Y2VydGlmaWNhdGU=" },
      vpcConfig: {
        ...record(created.inputs["vpcConfig"]),
        clusterSecurityGroupId: `sg-cluster-${created.name}`,
        vpcId: `vpc-of-${created.name}`,
      },
    },
  }),
  "aws:elasticache/serverlessCache:ServerlessCache": (created) => ({
    id: physical(created),
    outputs: {
      endpoints: [
        {
          address: `${physical(created)}.serverless.${region(created)}.cache.amazonaws.com`,
          port: 6379,
        },
      ],
    },
  }),
  "aws:iam/role:Role": (created) => ({
    id: physical(created),
    outputs: {
      name: physical(created),
      arn: `arn:aws:iam::${accountId}:role/${physical(created)}`,
    },
  }),
  "aws:kms/key:Key": (created) => ({
    id: `key-${created.name}`,
    outputs: { keyId: `key-${created.name}`, arn: arn("kms", created, `key/key-${created.name}`) },
  }),
  "aws:lb/listener:Listener": (created) => loadBalancing(created, "listener/app", 3),
  "aws:lb/listenerRule:ListenerRule": (created) => loadBalancing(created, "listener-rule/app", 4),
  "aws:lb/loadBalancer:LoadBalancer": (created) => ({
    ...loadBalancing(created, "loadbalancer/app", 2),
    outputs: {
      arn: arn(
        "elasticloadbalancing",
        created,
        `loadbalancer/app/${created.name}/0123456789abcdef`,
      ),
      arnSuffix: `app/${created.name}/0123456789abcdef`,
      dnsName: `${created.name}.elb.${region(created)}.amazonaws.com`,
      zoneId: `ZELB${region(created)}`,
    },
  }),
  "aws:lb/targetGroup:TargetGroup": (created) => ({
    ...loadBalancing(created, "targetgroup", 2),
    outputs: {
      arn: arn("elasticloadbalancing", created, `targetgroup/${created.name}/0123456789abcdef`),
      arnSuffix: `targetgroup/${created.name}/0123456789abcdef`,
      name: physical(created),
    },
  }),
  "aws:route53/record:Record": (created) => ({ outputs: { fqdn: text(created, "name") } }),
  "aws:route53/zone:Zone": ({ name }) => ({
    id: `Z${name}`,
    outputs: {
      zoneId: `Z${name}`,
      nameServers: ["ns-1.example.org", "ns-2.example.org", "ns-3.example.org", "ns-4.example.org"],
    },
  }),
};

/** The id and computed outputs of one resource; every AWS resource gets an ARN and a name. */
export function computed(created: Created): Computed {
  const made = makers[created.type]?.(created) ?? {};
  const aws = created.type.startsWith("aws:")
    ? { name: physical(created), arn: arn(moduleOf(created.type), created, created.name) }
    : {};
  return { id: made.id ?? `${created.name}-id`, outputs: { ...aws, ...made.outputs } };
}

function loadBalancing(created: Created, kind: string, hashes: number): Computed {
  const id = arn(
    "elasticloadbalancing",
    created,
    [kind, created.name, ...Array<string>(hashes - 1).fill("0123456789abcdef")].join("/"),
  );
  return { id, outputs: { arn: id } };
}

/** `aws:ec2/vpc:Vpc` is of `ec2`. */
function moduleOf(type: string): string {
  return type.split(":")[1]?.split("/")[0] ?? "";
}

function arn(service: string, created: Created, rest: string): string {
  return `arn:aws:${service}:${region(created)}:${accountId}:${rest}`;
}

function region(created: Created): string {
  const value = created.inputs["region"];
  return typeof value === "string" ? value : "";
}

function physical(created: Created): string {
  const value = created.inputs["name"];
  return typeof value === "string" ? value : `${created.name}-0123abc`;
}

function text(created: Created, property: string): string {
  const value = created.inputs[property];
  return typeof value === "string" ? value : "";
}

function list(created: Created, property: string): string[] {
  const value = created.inputs[property];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
