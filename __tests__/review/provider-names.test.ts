/** What the tables of a review name, by the provider's own names: a row of a misspelt one would never be told. Whether it is told is for the tests of each table. */
import { CAPACITIES, COUNTED } from "../../src/review/capacity/capacities";
import { ENDINGS, STOPS } from "../../src/review/interruptions/endings";
import { MAY_WAIT, MEMBERS, RESTARTS } from "../../src/review/interruptions/restarts";
import { FORCING } from "../../src/review/losses/forcing";
import { LOST, MOVED_WITH } from "../../src/review/losses/lost";
import { LOOSENINGS, PROTECTORS } from "../../src/review/protection/loosenings";
import { hasArgument, hasType } from "../support/provider-arguments";

const TYPES = [LOST, MOVED_WITH, PROTECTORS, CAPACITIES, COUNTED, FORCING, ENDINGS, STOPS, RESTARTS].flatMap(Object.keys);
const ofEach = <T>(table: Readonly<Record<string, T>>, pathsOf: (row: T) => readonly (string | undefined)[]): string[] =>
  Object.entries(table).flatMap(([type, row]) => pathsOf(row).flatMap((path) => (path === undefined ? [] : `${type} ${path}`)));

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  "say how much there is": ofEach(CAPACITIES, Object.keys),
  "are said of what comes and goes": ofEach(COUNTED, ([, ...paths]) => paths),
  "force a replacement": ofEach(FORCING, (rows) => rows.map(([path]) => path)),
  "restart what serves": ofEach(RESTARTS, (rows) => rows.map(([path]) => path)),
  "stop what serves": ofEach(STOPS, ([path]) => [path]),
  "say whether a change waits": [...MAY_WAIT].map((type) => `${type} apply_immediately`),
  "name what is protected": ofEach(PROTECTORS, ([, holder]) => [holder]),
  "are loosened": LOOSENINGS.flatMap(({ types = [], path }) => types.map((type) => `${type} ${path}`)),
};

test("the provider has every type of the tables", () => {
  expect([...TYPES, ...MEMBERS, ...MAY_WAIT].filter((type) => !hasType(type))).toEqual([]);
});

test.each(Object.entries(ARGUMENTS))("the provider has the arguments that %s", (_, names) => {
  expect(names.filter((name) => !hasArgument(...(name.split(" ") as [string, string])))).toEqual([]);
});

test("an argument that a type doesn't have is noticed, in a block as well", () => {
  expect(hasArgument("aws_instance", "root_block_device.volume_size")).toBe(true);
  for (const path of ["root_block_device.volume_sizes", "root_block_devices.volume_size", "ami.id"]) {
    expect(hasArgument("aws_instance", path)).toBe(false);
  }
  expect(hasType("aws_instances")).toBe(false);
});
