/** References to container images. Pure. */
import type { Problem } from "../conventions/problems";

const registry =
  "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\\d+)?";
const component = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
const tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const digest = "sha256:[a-f0-9]{64}";
const referencePattern = new RegExp(
  `^((?:${registry}/)?${component}(?:/${component})*)(?::${tag})?(?:@${digest})?$`,
);
const longestName = 255;

/**
 * What is wrong with the reference to an image: that no container runtime could read it. Which tags are
 * wise is for policies to say.
 *
 * @see https://github.com/distribution/reference/blob/main/reference.go read 2026-11
 */
export function checkImage(path: string, reference: string): Problem[] {
  const name = referencePattern.exec(reference)?.[1];
  if (name !== undefined && name.length <= longestName) return [];
  return [
    {
      path,
      value: reference,
      allowed:
        "an image's reference: [registry/]name[:tag][@sha256:digest], the name in lower case",
      mend: "Write it like registry.example.com/team/cart:v1.4.2.",
    },
  ];
}
