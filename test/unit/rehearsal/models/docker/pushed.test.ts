// The world's own bookkeeping of what a push leaves: the repository owns it, though other objects have the same id.
import type { Properties } from "../../../../../rehearsal/world/model";
import { rehearseStack, type RehearsedStack } from "../../../../support/rehearsed-stack";

const pushed = "rehearsal:ecr:Image";
const types = {
  repository: "aws:ecr/repository:Repository",
  policy: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  image: "docker:index/image:Image",
};

describe("what a stack has pushed", () => {
  let stack: RehearsedStack;
  beforeAll(async () => {
    stack = await rehearseStack("dev");
  });

  const remove = (type: string): void => {
    const one = stack.made.find((each) => each.type === type);
    const outputs: Properties = one?.made.outputs ?? {};
    const config = stack.providers.get(type.startsWith("docker") ? "builder" : "account") ?? {};
    const about = { package: type.split(":")[0] ?? "", config, urn: "urn", type };
    stack.world.delete({ ...about, id: one?.made.id ?? "", oldInputs: outputs });
  };
  const left = (): number => stack.world.inspect({ type: pushed }).objects.length;

  it("stays when the image and the repository's policy go, and goes with the repository", () => {
    expect(left()).toBe(1);
    remove(types.image);
    remove(types.policy);
    expect(left()).toBe(1);
    remove(types.repository);
    expect(left()).toBe(0);
  });
});
