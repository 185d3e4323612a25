/**
 * AWS's commercial regions and roughly where they stand, for "which is nearest".
 * Source: docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html (read 2026-11); the places are
 * the cities that AWS names, in degrees.
 */
const places = {
  "af-south-1": [-33.9, 18.4],
  "ap-east-1": [22.3, 114.2],
  "ap-east-2": [25.0, 121.6],
  "ap-northeast-1": [35.7, 139.7],
  "ap-northeast-2": [37.6, 127.0],
  "ap-northeast-3": [34.7, 135.5],
  "ap-south-1": [19.1, 72.9],
  "ap-south-2": [17.4, 78.5],
  "ap-southeast-1": [1.35, 103.8],
  "ap-southeast-2": [-33.9, 151.2],
  "ap-southeast-3": [-6.2, 106.8],
  "ap-southeast-4": [-37.8, 145.0],
  "ap-southeast-5": [3.1, 101.7],
  "ap-southeast-6": [-36.8, 174.8],
  "ap-southeast-7": [13.8, 100.5],
  "ca-central-1": [45.5, -73.6],
  "ca-west-1": [51.0, -114.1],
  "eu-central-1": [50.1, 8.7],
  "eu-central-2": [47.4, 8.5],
  "eu-north-1": [59.3, 18.1],
  "eu-south-1": [45.5, 9.2],
  "eu-south-2": [41.6, -0.9],
  "eu-west-1": [53.3, -6.3],
  "eu-west-2": [51.5, -0.1],
  "eu-west-3": [48.9, 2.4],
  "il-central-1": [32.1, 34.8],
  "me-central-1": [25.2, 55.3],
  "me-south-1": [26.1, 50.6],
  "mx-central-1": [20.6, -100.4],
  "sa-east-1": [-23.6, -46.6],
  "us-east-1": [38.9, -77.5],
  "us-east-2": [40.0, -83.0],
  "us-west-1": [37.4, -121.9],
  "us-west-2": [45.8, -119.7],
} as const satisfies Record<string, readonly [latitude: number, longitude: number]>;

const known: ReadonlyMap<string, readonly [number, number]> = new Map(Object.entries(places));

/** Whether AWS has a commercial region of that name. */
export function isRegion(name: string): boolean {
  return known.has(name);
}

/**
 * The distance between two regions in kilometres along the surface, which stands for the latency that Route 53
 * measures. Infinite where one is no region.
 */
export function distanceKilometres(from: string, to: string): number {
  const [start, end] = [known.get(from), known.get(to)];
  if (!start || !end) return Infinity;
  const [latitude1, longitude1] = [radians(start[0]), radians(start[1])];
  const [latitude2, longitude2] = [radians(end[0]), radians(end[1])];
  const haversine =
    Math.sin((latitude2 - latitude1) / 2) ** 2 +
    Math.cos(latitude1) * Math.cos(latitude2) * Math.sin((longitude2 - longitude1) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(haversine));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
