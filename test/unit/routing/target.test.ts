import {
  checkTargetPort,
  createTarget,
  type ServicePort,
} from "../../../components/routing/target";
import { dependencyNames, identity, named, record } from "../../support/record";
import { Holder, own, wholeSite } from "../../support/whole-sites";

const service: ServicePort = {
  service: "cart",
  namespace: "boutique",
  port: 7070,
  servicePort: 70,
  protocol: "grpc",
};
const target = { protocol: "TCP", healthCheck: { protocol: "TCP" } };
const make = (port = service.port) =>
  record({ stack: "prod" }, () =>
    createTarget(new Holder(), "cart", {
      site: wholeSite("eu-west-1"),
      service: { ...service, port },
      target,
    }),
  );

describe("createTarget", () => {
  it("registers a group and its binding", async () => {
    const { resources } = await make();
    expect(identity(own(resources))).toEqual([
      "aws:lb/targetGroup:TargetGroup cart-tg",
      "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding cart-binding",
    ]);
  });

  it("groups pods by their own port, in a group that Auto Mode may fill", async () => {
    const { resources } = await make();
    const { inputs } = named(resources, "cart-tg");
    expect(inputs).toMatchObject({
      region: "eu-west-1",
      vpcId: "vpc-eu-west-1",
      targetType: "ip",
      port: 7070,
      protocol: "TCP",
      deregistrationDelay: 30,
    });
    expect(inputs["tags"]).toMatchObject({ "eks:eks-cluster-name": "cluster-eu-west-1" });
    expect(Object.keys(inputs)).not.toContain("protocolVersion");
    expect(Object.keys(inputs)).not.toContain("preserveClientIp");
  });

  it("names the group after what forces a replacement, so that two can stand at once", async () => {
    const [one, other] = [await make(7070), await make(7071)];
    const nameOf = ({ resources }: typeof one) => named(resources, "cart-tg").inputs["name"];
    expect(nameOf(one)).toBe("prod-cart-tcp-7070");
    expect(nameOf(other)).toBe("prod-cart-tcp-7071");
    expect(named(one.resources, "cart-tg").deleteBeforeReplace).toBe(false);
  });

  it("binds the Service by its own port and opens no security group", async () => {
    const { resources } = await make();
    expect(named(resources, "cart-binding").inputs).toEqual({
      apiVersion: "eks.amazonaws.com/v1",
      kind: "TargetGroupBinding",
      metadata: { name: "cart", namespace: "boutique" },
      spec: {
        targetGroupARN:
          "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/cart-tg/0123456789abcdef",
        targetType: "ip",
        serviceRef: { name: "cart", port: 70 },
      },
    });
  });

  it("replaces a binding that must lead elsewhere, the old one first, for its name is taken", async () => {
    const { resources } = await make();
    const binding = named(resources, "cart-binding");
    expect(binding.replaceOnChanges).toEqual(["spec.targetGroupARN"]);
    expect(binding.deleteBeforeReplace).toBe(true);
    expect(dependencyNames(binding)).toEqual(["cart-tg", "site-eu-west-1-ready"]);
  });
});

describe("checkTargetPort", () => {
  it.each([1024, 8080, 65535])("takes %d", (port) => {
    expect(checkTargetPort("port", port)).toEqual([]);
  });

  it.each([0, 80, 1023, 65536, 8080.5, NaN])("finds %d", (port) => {
    expect(checkTargetPort("service.port", port)).toMatchObject([
      { path: "service.port", value: port },
    ]);
  });
});
