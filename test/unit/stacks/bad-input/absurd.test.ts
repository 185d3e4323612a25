/**
 * Input of absurd size: read once, told in bounded lines. What took quadratic time would never end here; how long it
 * takes is measured by the bench.
 */
import { microservice } from "../../../../components/services/declarations";
import {
  type Absurd,
  absurdSettings,
  absurdSystems,
  absurdTexts,
  textPaths,
} from "../../../support/absurd-input";
import { configOf, nameProject, read, settingsTree, told } from "../../../support/bad-input";
import { grpcSpec } from "../../../support/service-specs";

/** How many problems the first line of the error counts. */
function counted({ config, declare }: Absurd): number {
  try {
    read(config, declare);
    return 0;
  } catch (error) {
    return Number(/^\d+/.exec((error as Error).message)?.[0]);
  }
}

const byTitle = (all: readonly Absurd[]) => all.map((one): [string, Absurd] => [one.title, one]);

beforeAll(nameProject);

describe("input of absurd size", () => {
  it.each(byTitle([...absurdSettings, ...absurdTexts, ...absurdSystems]))(
    "is refused with all problems counted and a thousand told: %s",
    (_, absurd) => {
      expect(counted(absurd)).toBeGreaterThanOrEqual(absurd.least);
      expect(told(absurd.config, absurd.declare)).toHaveLength(Math.min(1000, counted(absurd)));
    },
  );

  it.each(byTitle(absurdTexts))("is told at every place: %s", (_, { config }) => {
    const places = (told(config) ?? []).map(({ path }) => path);
    expect(places).toEqual(expect.arrayContaining(textPaths));
  });

  it("may be an image's reference that goes on for ever", () => {
    const images = [`${"a-".repeat(500_000)}!`, `${"a.".repeat(500_000)}:`, "a/".repeat(500_000)];
    const services = Object.fromEntries(
      images.map((image, index) => [`service-${index}`, microservice(grpcSpec({ image }))]),
    );
    const config = configOf(settingsTree("production"));
    const paths = (told(config, () => ({ stores: {}, services })) ?? []).map(({ path }) => path);
    expect(paths).toEqual(images.map((_, index) => `services.service-${index}.image`));
  });
});
