import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shapesOf } from "../../../src/cli/against/shape-cache";
import { PlanFolder } from "../../../src/cli/plan/plan-folder";

let root: string;
let cache: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "shapes-"));
  cache = join(root, "a/cache");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const block = { attributes: { name: { type: "string", optional: true } } };
const SCHEMAS = { provider_schemas: { aws: { resource_schemas: { aws_a: { version: 1, block }, aws_b: { version: 2, block } } } } };

interface Wanted {
  /** Types that are likely to be wanted. @default - those of the plan */
  readonly types?: readonly string[];
  readonly lockFile?: string;
  readonly cache?: string;
}

/** The version of each shape for the types of a plan, and when the provider was asked for its schemas. */
async function versions(
  planned: readonly string[],
  { types = planned, lockFile = "locked", ...options }: Wanted = { cache },
): Promise<{ readonly found: Readonly<Record<string, number>>; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  let isPlanned = false;
  const schemas = (): Promise<typeof SCHEMAS> => {
    asked.push(isPlanned ? "after the plan" : "beside the plan");
    return Promise.resolve(SCHEMAS);
  };
  const plan = new Promise((resolve) => setImmediate(resolve)).then(() => {
    isPlanned = true;
    return planned.map((type) => ({ provider_name: "aws", type }));
  });
  const folder: Partial<PlanFolder> = { lockFile, schemas };
  const shapes = await shapesOf(folder as PlanFolder, { types, planned: plan, ...options });
  return { found: Object.fromEntries([...shapes].map(([key, { version }]) => [key, version])), asked };
}

const A = { "aws aws_a": 1 };
const BOTH = { ...A, "aws aws_b": 2 };

test("the provider is asked once for its schemas, while the plan is made, and not again for the same types", async () => {
  expect(await versions(["aws_a"])).toEqual({ found: A, asked: ["beside the plan"] });
  expect(await versions(["aws_a"])).toEqual({ found: A, asked: [] });
});

test("it is asked again for another type, and what was known stays known", async () => {
  await versions(["aws_a"]);
  expect(await versions(["aws_b"])).toEqual({ found: BOTH, asked: ["beside the plan"] });
  expect(await versions(["aws_a", "aws_b"])).toEqual({ found: BOTH, asked: [] });
});

test("it is asked after the plan for a type that wasn't expected", async () => {
  await versions(["aws_a"]);
  expect(await versions(["aws_b"], { types: ["aws_a"], cache })).toEqual({ found: BOTH, asked: ["after the plan"] });
});

test("shapes of one release of a provider are none of another's, as the lock file says", async () => {
  await versions(["aws_a"]);
  expect((await versions(["aws_a"], { cache, lockFile: "other" })).asked).toEqual(["beside the plan"]);
  expect(readdirSync(cache)).toHaveLength(2);
});

test.each([
  ["no lock file says which release they are of", { lockFile: "" }],
  ["no folder is named for them", { cache: undefined }],
])("they aren't kept where %s", async (_, options) => {
  for (const asked of [1, 2]) {
    const { found, asked: times } = await versions(["aws_a"], { cache, ...options });
    expect([asked, found, times]).toEqual([asked, A, ["beside the plan"]]);
  }
  expect(readdirSync(root)).toEqual([]);
});

test("what isn't whole is written anew, without a trace of the writing", async () => {
  await versions(["aws_a"]);
  const [file] = readdirSync(cache);
  expect(file).toMatch(/^shapes-[0-9a-f]{16}\.json$/);
  const whole = readFileSync(join(cache, file!), "utf8");
  writeFileSync(join(cache, file!), whole.slice(0, 10));
  expect(await versions(["aws_a"])).toEqual({ found: A, asked: ["beside the plan"] });
  expect([readdirSync(cache), readFileSync(join(cache, file!), "utf8")]).toEqual([[file], whole]);
});

test("a folder that is there already is taken", async () => {
  mkdirSync(cache, { recursive: true });
  await versions(["aws_a"]);
  expect(readdirSync(cache)).toHaveLength(1);
});
