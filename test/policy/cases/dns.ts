import { notKnownYet, type Registration } from "../../../policy/harness";
import { type Case, type Cases, type Refusal } from "./case";

const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

type Props = Readonly<Record<string, unknown>>;

const latency = { latencyRoutingPolicies: [{ region: "eu-west-1" }] };
const failover = (type: unknown): Registration => ({
  type: recordType,
  name: "record",
  props: { failoverRoutingPolicies: [{ type }], records: ["192.0.2.1"] },
});
const alias = (evaluateTargetHealth: boolean): Props => ({
  aliases: [{ name: "lb", zoneId: "Z", evaluateTargetHealth }],
});

function record(props: Props, check?: string): Registration {
  return {
    type: recordType,
    name: "record",
    props: {
      ...latency,
      ...alias(false),
      ...(check === undefined ? {} : { healthCheckId: notKnownYet }),
      ...props,
    },
    propertyDependencies: check === undefined ? {} : { healthCheckId: [check] },
  };
}

const zone = (vpcs: readonly Props[]): Registration => ({
  type: "aws:route53/zone:Zone",
  name: "zone",
  props: { name: "example.com", vpcs },
});
const inZone = (): Registration => ({
  ...record({ zoneId: notKnownYet }),
  propertyDependencies: { zoneId: ["zone"] },
});

function check(name: string, props: Props, children: readonly string[] = []): Registration {
  return {
    type: checkType,
    name,
    props: {
      ...props,
      ...(children.length > 0 ? { childHealthchecks: children.map(() => notKnownYet) } : {}),
    },
    propertyDependencies: children.length > 0 ? { childHealthchecks: children } : {},
  };
}

const https = check("https", { type: "HTTPS", requestInterval: 10, failureThreshold: 3 });
const slow = check("slow", { type: "HTTPS" });
const targets: Registration = {
  ...check("targets", { type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "none-healthy" }),
};
const alarmProps = {
  name: "none-healthy",
  metricName: "HealthyHostCount",
  statistic: "Minimum",
  period: 60,
  evaluationPeriods: 3,
};
const alarm = (changes: Props = {}): Registration => ({
  type: alarmType,
  name: "alarm",
  props: { ...alarmProps, ...changes },
});
const signal = (childHealthThreshold: number, ...children: string[]): Registration =>
  check("signal", { type: "CALCULATED", childHealthThreshold }, children);

function readsAlarm(changes: Props, says: RegExp): Refusal {
  return { resources: [record({}, "targets"), targets, alarm(changes)], says: [says] };
}

const whole: Case = {
  resources: [record({}, "signal"), signal(2, "https", "targets"), https, targets, alarm()],
};

/** As after the update, when everything is known and says its id. */
const deployed: Case = {
  resources: [
    {
      type: recordType,
      name: "record",
      props: { ...latency, ...alias(false), healthCheckId: "1" },
    },
    {
      type: checkType,
      name: "signal",
      props: { id: "1", type: "CALCULATED", childHealthThreshold: 1, childHealthchecks: ["2"] },
    },
    { type: checkType, name: "slow", props: { id: "2", type: "HTTPS", requestInterval: 30 } },
  ],
};

export const dnsCases: Cases = {
  "routed-records-watch-health": {
    refuses: {
      "a latency record without": {
        resources: [record({})],
        says: [/record is answered whatever its health/],
      },
      "a primary record": {
        resources: [failover("PRIMARY")],
        says: [/record is answered whatever its health/],
      },
      "a disabled check": {
        resources: [record({}, "off"), check("off", { type: "HTTPS", disabled: true })],
        says: [/whatever its health: off is disabled/],
      },
      "a record of a public zone": {
        resources: [inZone(), zone([])],
        says: [/whatever its health/],
      },
      "a record for ranges of callers": {
        resources: [
          {
            type: recordType,
            name: "record",
            props: { cidrRoutingPolicy: { collectionId: "c", locationName: "office" } },
          },
        ],
        says: [/whatever its health/],
      },
      "a record with a place": {
        resources: [
          { type: recordType, name: "record", props: { geoproximityRoutingPolicy: { bias: 0 } } },
        ],
        says: [/whatever its health/],
      },
    },
    accepts: {
      "a health check": { resources: [record({}, "https"), https] },
      "a health check of another stack": { resources: [record({ healthCheckId: "1234" })] },
      "a secondary record, which is the last resort": { resources: [failover("SECONDARY")] },
      "the health of its target": { resources: [record(alias(true))] },
      "a record of a private zone": { resources: [inZone(), zone([{ vpcId: "vpc-1" }])] },
      "a record that stands alone": {
        resources: [{ type: recordType, name: "record", props: { records: ["192.0.2.1"] } }],
      },
    },
    undecided: {
      "a switch of a check from elsewhere": {
        resources: [record({}, "off"), check("off", { type: "HTTPS", disabled: notKnownYet })],
      },
      "a role in a fail-over from elsewhere": { resources: [failover(notKnownYet)] },
      "routing from elsewhere": {
        resources: [record({ latencyRoutingPolicies: notKnownYet })],
      },
    },
  },
  "fail-over-needs-no-control-plane": {
    refuses: {
      "a check without TLS": {
        resources: [record({}, "plain"), check("plain", { type: "HTTP" })],
        says: [/plain is a check of type HTTP/],
      },
      "one below a calculated one": {
        resources: [
          record({}, "signal"),
          signal(1, "https", "tcp"),
          https,
          check("tcp", { type: "TCP" }),
        ],
        says: [/tcp is a check of type TCP/],
      },
      "an alarm over several metrics": readsAlarm(
        { metricQueries: [{ id: "m1" }] },
        /computed from several metrics/,
      ),
      "a percentile": readsAlarm(
        { statistic: undefined, extendedStatistic: "p99" },
        /statistic that Route 53 cannot read/,
      ),
      "a statistic of another kind": readsAlarm({ statistic: "IQM" }, /cannot read/),
      "a high-resolution metric": readsAlarm({ period: 10 }, /high-resolution/),
      "some of its periods": readsAlarm({ datapointsToAlarm: 2 }, /some of its periods/),
    },
    accepts: {
      "both, combined": whole,
      "all of its periods": {
        resources: [record({}, "targets"), targets, alarm({ datapointsToAlarm: 3 })],
      },
      "a check of another stack": { resources: [record({ healthCheckId: "1234" })] },
      "an alarm of another stack": { resources: [record({}, "targets"), targets] },
      "checks that go in a circle, which AWS refuses": {
        resources: [record({}, "signal"), signal(1, "signal")],
      },
    },
    undecided: {
      "a check from elsewhere": { resources: [record({ healthCheckId: notKnownYet })] },
    },
  },
  "fail-over-in-time": {
    refuses: {
      "a slow check": {
        resources: [record({}, "slow"), slow],
        says: [/after 90 s of detection and 60 s of old answers; allowed are 120 s/],
      },
      "the same when deployed": { ...deployed, says: [/after 90 s/] },
      "a record that is kept long": {
        resources: [record({ aliases: [], records: ["192.0.2.1"], ttl: 300 }, "https"), https],
        says: [/30 s of detection and 300 s/],
      },
      "an alarm alone": {
        resources: [record({}, "targets"), targets, alarm()],
        says: [/after 180 s/],
      },
      "a calculation that one failure decides, of which one is disabled": {
        resources: [
          record({}, "signal"),
          signal(2, "off", "targets"),
          check("off", { type: "HTTPS", requestInterval: 10, failureThreshold: 3, disabled: true }),
          targets,
          alarm(),
        ],
        says: [/after 180 s/],
      },
      "a calculation that waits for both": {
        resources: [record({}, "signal"), signal(1, "https", "targets"), https, targets, alarm()],
        says: [/after 180 s/],
      },
      "a tighter objective": {
        resources: [record({}, "https"), https],
        config: { maximumSeconds: 80 },
        says: [/allowed are 80 s/],
      },
    },
    accepts: {
      "a calculation that one failure decides": whole,
      "a fast check": { resources: [record({}, "https"), https] },
      "a slow one, where that is enough": {
        resources: [record({}, "slow"), slow],
        config: { maximumSeconds: 150 },
      },
      "a control, which a person moves": {
        resources: [record({}, "control"), check("control", { type: "RECOVERY_CONTROL" })],
      },
      "a calculation that nothing decides": {
        resources: [record({}, "signal"), signal(1, "targets"), targets],
      },
    },
    undecided: {
      "an interval from elsewhere": {
        resources: [
          record({}, "https"),
          check("https", { type: "HTTPS", requestInterval: notKnownYet }),
        ],
      },
    },
  },
};
