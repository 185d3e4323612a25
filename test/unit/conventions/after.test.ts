import * as ec2 from "@pulumi/aws/ec2";

import { after } from "../../../components/conventions/after";
import { dependencyNames, named, record, settled } from "../../support/record";

describe("after", () => {
  const program = (value: string) => () => {
    const first = new ec2.Vpc("first", { region: "eu-west-1" });
    const second = new ec2.Vpc("second", { region: "eu-west-1" });
    const late = after(value, [first, second]);
    new ec2.Subnet("user", { region: "eu-west-1", vpcId: late });
    return late;
  };

  it("makes its user depend on the resources", async () => {
    const { resources } = await record({}, program("vpc-1"));
    expect(dependencyNames(named(resources, "user"))).toEqual(["first", "second"]);
    expect(named(resources, "user").inputs["vpcId"]).toBe("vpc-1");
  });

  it("keeps a known value known in a preview", async () => {
    const { result } = await record({ preview: true }, program("vpc-1"));
    expect(await settled(result)).toEqual({ known: true, secret: false, value: "vpc-1" });
  });
});
