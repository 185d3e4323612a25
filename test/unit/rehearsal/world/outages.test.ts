import {
  controlIsDown,
  dataIsDown,
  outageName,
  serviceOf,
} from "../../../../rehearsal/world/outages";

describe("outages", () => {
  it("know the service of a type and of a data source", () => {
    expect(serviceOf("aws:eks/cluster:Cluster")).toBe("eks");
    expect(serviceOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toBe("ec2");
    expect(serviceOf("aws:index/getCallerIdentity:getCallerIdentity")).toBe("sts");
    expect(serviceOf("kubernetes:apps/v1:Deployment")).toBe("kubernetes");
  });

  it("have a name each", () => {
    expect(outageName({ region: "eu-west-1" })).toBe("eu-west-1");
    expect(outageName({ region: "eu-west-1", service: "eks" })).toBe("eu-west-1/eks");
    expect(outageName({ region: "eu-west-1", service: "eks", plane: "control" })).toBe(
      "eu-west-1/eks",
    );
    const data = { region: "eu-west-1", service: "lb", plane: "data" } as const;
    expect(outageName(data)).toBe("eu-west-1/lb/data");
  });

  it("take one plane of a service and leave the other; a region takes both", () => {
    const planes = (...names: string[]) => {
      const down = new Set(names);
      return [controlIsDown(down, "eu-west-1", "lb"), dataIsDown(down, "eu-west-1", "lb")];
    };
    expect(planes()).toEqual([false, false]);
    expect(planes("eu-west-1/lb")).toEqual([true, false]);
    expect(planes("eu-west-1/lb/data")).toEqual([false, true]);
    expect(planes("eu-west-1")).toEqual([true, true]);
    expect(planes("us-east-1", "eu-west-1/eks", "us-east-1/lb")).toEqual([false, false]);
  });
});
