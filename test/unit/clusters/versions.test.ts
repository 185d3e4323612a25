import {
  addonNames,
  defaultKubernetesVersion,
  isKubernetesVersion,
  kubernetesReleases,
} from "../../../components/clusters/versions";

describe("the version table", () => {
  it.each(Object.entries(kubernetesReleases))("pins every add-on of %s", (version, release) => {
    expect(version).toMatch(/^1\.\d+$/);
    expect(release.standardSupportUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Object.keys(release.addons).sort()).toEqual([...addonNames].sort());
    for (const build of Object.values(release.addons)) {
      expect(build).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    }
  });

  it("has its default, and knows what it has not", () => {
    expect(isKubernetesVersion(defaultKubernetesVersion)).toBe(true);
    expect(isKubernetesVersion("1.10")).toBe(false);
    expect(isKubernetesVersion("toString")).toBe(false);
  });
});
