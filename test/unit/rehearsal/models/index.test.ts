import { invokes, models } from "../../../../rehearsal/models/index";

describe("the models of the rehearsal cloud", () => {
  it("are found by their tokens", () => {
    for (const [type, model] of models) expect(model.type).toBe(type);
    for (const [token, model] of invokes) expect(model.token).toBe(token);
    expect(models.has("kubernetes:apps/v1:Deployment")).toBe(true);
    expect(models.has("kubernetes:eks.amazonaws.com/v1:TargetGroupBinding")).toBe(true);
    expect(models.has("docker:index/image:Image")).toBe(true);
  });

  it("are whole: sources, durations with a source, no replacement by an unknown path", () => {
    for (const model of models.values()) {
      expect(model.sources.length).toBeGreaterThan(0);
      expect(model.seconds.source).not.toBe("");
      for (const path of model.replaceOn) expect(path).toMatch(/^[\w.[\]]+$/);
    }
  });
});
