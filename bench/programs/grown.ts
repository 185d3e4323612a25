/** Start here: a system as large as it is asked for, on a platform with as many regions as are asked for. */
import { regionTable } from "../../components/topology/regions";
import {
  type SmallService,
  type SmallStore,
  deploy,
  home,
} from "../../test/engine/support/small-system";

/** How large it is, from the environment. */
interface Size {
  readonly regions: number;
  readonly services: number;
}

const { regions, services } = JSON.parse(process.env["ARCHIPELAGO_BENCH_SIZE"] ?? "") as Size;
const names = [home, ...regionTable.map(({ name }) => name).filter((name) => name !== home)];

deploy({
  regions: Object.fromEntries(names.slice(0, regions).map((name) => [name, "ab"])),
  services: Object.fromEntries(
    Array.from({ length: services }, (_, index) => [key(index), serviceAt(index)]),
  ),
});

/** The first is public, and each calls the next two; some keep something. */
function serviceAt(index: number): SmallService {
  const calls = [index + 1, index + 2].filter((other) => other < services).map(key);
  const keeps: SmallStore[] = [];
  if (index % 3 === 0) keeps.push("carts");
  if (index % 5 === 0) keeps.push("wishes");
  return { calls, keeps, public: index === 0 };
}

function key(index: number): string {
  return `service${index}`;
}
