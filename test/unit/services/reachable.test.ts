import { clusterHost, serviceReachable } from "../../../components/services/reachable";
import { bindingForms } from "../../../components/topology/graph";

const email = { key: "email", namespace: "boutique", spec: { port: 8080, servicePort: 5000 } };
const host = "email.boutique.svc.cluster.local";

describe("serviceReachable", () => {
  it.each([
    ["host", host],
    ["port", "5000"],
    ["address", `${host}:5000`],
    ["url", `http://${host}:5000`],
  ])("binds %s to the Service in the caller's cluster", (form, expected) => {
    expect(serviceReachable(email).binding(form, "eu-west-1")).toBe(expected);
    expect(clusterHost(email)).toBe(host);
  });

  it("has every form that a graph may ask for, and no other", () => {
    const reachable = serviceReachable(email);
    for (const form of bindingForms.service) {
      expect(typeof reachable.binding(form, "eu-west-1")).toBe("string");
    }
    expect(() => reachable.binding("arn", "eu-west-1")).toThrow(RangeError);
  });

  it("is reached at the container's port: policies look behind the Service", () => {
    expect(serviceReachable(email).reach("eu-west-1")).toEqual([
      { kind: "pods", app: "email", port: 8080 },
    ]);
  });

  it("takes the container's port where the Service has none of its own", () => {
    const cart = serviceReachable({ ...email, spec: { port: 7070 } });
    expect(cart.binding("port", "eu-west-1")).toBe("7070");
  });

  it("needs no permission at AWS", () => {
    expect(serviceReachable(email)).toMatchObject({ key: "email", kind: "service" });
    expect(serviceReachable(email).statements(["eu-west-1"])).toEqual([]);
  });
});
