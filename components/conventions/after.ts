/** How a value is made to wait for resources that it is not made of. */
import * as pulumi from "@pulumi/pulumi";

/**
 * The value, carrying a dependency on those resources: whoever uses it is created after them and deleted
 * before them. Unlike an `apply` over their ids it stays known in a preview whenever the value is, because
 * URNs are always known.
 */
export function after(
  value: pulumi.Input<string>,
  resources: readonly pulumi.Resource[],
): pulumi.Output<string> {
  const urns = resources.map((resource) => resource.urn);
  return pulumi.output({ value, urns }).apply((settled) => settled.value);
}
