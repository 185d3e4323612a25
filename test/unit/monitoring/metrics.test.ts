import {
  clusterDimensions,
  entryDimensions,
  workloadDimensions,
} from "../../../components/monitoring/metrics";

describe("dimensions", () => {
  it("are those under which AWS publishes", () => {
    expect(entryDimensions("app/shop/0123456789abcdef")).toEqual({
      LoadBalancer: "app/shop/0123456789abcdef",
    });
    expect(clusterDimensions("shop")).toEqual({ ClusterName: "shop" });
    expect(workloadDimensions("shop", "boutique", "cart")).toEqual({
      ClusterName: "shop",
      Namespace: "boutique",
      PodName: "cart",
    });
  });
});
