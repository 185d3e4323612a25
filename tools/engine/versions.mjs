// Which Pulumi engines are accepted, and which one is had where none is installed.

/** The engine that is downloaded or built; tools/engine/go.mod requires the same. */
export const pinnedVersion = "3.259.0";

// The SDK in package.json is of this version; an older engine may lack what it relies on.
const oldest = [3, 248, 0];

/** The accepted range, in words. */
export const acceptedRange = `${oldest.join(".")} or later, below 4.0.0`;

/**
 * Whether an engine of this version can be used.
 *
 * @param {string} version `3.259.0` or `v3.259.0`; a development build's suffix is ignored
 */
export function isAccepted(version) {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim());
  if (!found) return false;
  const parts = found.slice(1).map(Number);
  if (parts[0] !== oldest[0]) return false;
  const first = parts.findIndex((part, place) => part !== oldest[place]);
  return first < 0 || parts[first] > oldest[first];
}
