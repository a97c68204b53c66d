/** How often Terraform is asked until the state is the one that a stack would have made. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanJson, PlannedResource } from "../../../src/cli/against/plan-json";
import { Settled, settle } from "../../../src/cli/against/settle";
import { PlanFolder } from "../../../src/cli/plan/plan-folder";
import { StackJson } from "../../../src/cli/terraform/stack-json";
import { SCHEMAS, topic } from "../plan/fake-app";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "settle-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const topics = (name: string): StackJson => ({
  resource: { aws_sns_topic: { a: { name } } },
  output: { arn: { value: "${aws_sns_topic.a.arn}" } },
});
/** A function that only Terraform knows. */
const ODD = '${title("orders")}';

const create = (after: object, unknown: object = { arn: true }): PlannedResource =>
  topic("a", ["create"], { before: null, after, after_unknown: unknown });
const update = (before: object, after: object, name = "a"): PlannedResource =>
  topic(name, ["update"], { before, after, after_unknown: {} });
const planOf = (...resources: readonly PlannedResource[]): PlanJson => ({
  resource_changes: resources,
  output_changes: { arn: { actions: ["no-op"], after_unknown: true } },
});

interface Course {
  /** Of the stack that stands, from nothing. */
  readonly first: PlanJson;
  /** Of the same on the state, round by round; undefined where nothing would change. */
  readonly rounds?: readonly (PlanJson | undefined)[];
  /** Of the other stack on the state; the last one goes for all that follow. */
  readonly next?: readonly PlanJson[];
  readonly stack?: StackJson;
  readonly after?: StackJson;
}

interface Ended {
  readonly settled: Settled;
  /** What was planned, with the topic's name in the state by then. */
  readonly planned: readonly string[];
  readonly said: readonly string[];
  readonly files: ReadonlySet<string>;
  readonly schemasAsked: number;
}

async function course({ first, rounds = [], next = [{}], stack = topics("orders"), after = topics("trades") }: Course): Promise<Ended> {
  const [planned, said, files]: [string[], string[], Set<string>] = [[], [], new Set()];
  const state = join(root, "terraform.tfstate");
  const nameIn = (): string => JSON.parse(readFileSync(state, "utf8")).resources[0].instances[0].attributes.name as string;
  const turns = { round: 0, next: 0 };
  const schemas = jest.fn(() => Promise.resolve(SCHEMAS));
  const folder: Partial<PlanFolder> = {
    lockFile: "locked",
    schemas,
    planOffline: (file) => {
      files.add(file);
      return Promise.resolve(first);
    },
    planChanges: (file) => {
      files.add(file);
      planned.push(`what was there, on ${nameIn()}`);
      return Promise.resolve(rounds[Math.min(turns.round++, rounds.length - 1)]);
    },
  };
  const settled = await settle({
    folder: folder as PlanFolder,
    stack,
    original: { ...stack, provider: { aws: [{ allowed_account_ids: ["444455556666"] }] } },
    next: after,
    planNext: () => {
      planned.push(`what changes, on ${nameIn()}`);
      return Promise.resolve(next[Math.min(turns.next++, next.length - 1)]!);
    },
    state,
    planFile: join(root, "before"),
    rewrite: (text) => text.replaceAll("/old/", "/new/"),
    progress: (message) => said.push(message),
    cache: join(root, "cache"),
  });
  return { settled, planned, said, files, schemasAsked: schemas.mock.calls.length };
}

test("where all that changes follows from the code, one plan of it is enough", async () => {
  const change = planOf(update({ name: "orders" }, { name: "trades" }));
  const { settled, planned, said, files } = await course({ first: planOf(create({ name: "orders" })), next: [change] });
  expect([settled.plan, [...settled.unsettled], planned, said]).toEqual([
    change,
    [],
    ["what changes, on orders"],
    ["planning what changes"],
  ]);
  expect([...files]).toEqual([join(root, "before")]);
});

test("the outputs are those of the stack that stands, in its account", async () => {
  const { settled } = await course({ first: planOf(create({ name: "orders" })) });
  expect([...settled.outputs]).toEqual([["arn", { value: "arn:aws:sns:us-east-1:444455556666:orders", sensitive: false }]]);
});

test("the provider is asked for its schemas once, and they are kept", async () => {
  const options = { first: planOf(create({ name: "orders" })) };
  expect([(await course(options)).schemasAsked, (await course(options)).schemasAsked]).toEqual([1, 0]);
});

test("what one of both stacks refers to has a value", async () => {
  const first = planOf(create({ name: "orders" }, { version: true }));
  const referring = (name: string): StackJson => ({ ...topics(name), locals: { version: "${aws_sns_topic.a.version}" } });
  const versions: unknown[] = [];
  for (const [stack, after] of [
    [topics("orders"), topics("trades")],
    [topics("orders"), referring("trades")],
    [referring("orders"), topics("trades")],
  ]) {
    await course({ first, stack, after });
    versions.push(JSON.parse(readFileSync(join(root, "terraform.tfstate"), "utf8")).resources[0].instances[0].attributes.version);
  }
  expect(versions).toEqual([null, 1, 1]);
});

test("a change that nothing explains is asked of what was there: where that would change nothing, the state was right", async () => {
  const change = planOf(update({ name: "orders", tags: "a" }, { name: "trades", tags: "b" }));
  const { settled, planned, said } = await course({ first: planOf(create({ name: "orders" })), rounds: [undefined], next: [change] });
  expect([settled.plan, [...settled.unsettled]]).toEqual([change, []]);
  expect(planned).toEqual(["what changes, on orders", "what was there, on orders"]);
  expect(said).toEqual(["planning what changes", "resolving what was there, round 1"]);
});

describe("what only Terraform can resolve", () => {
  const stack = topics(ODD);
  const first = planOf(create({}, { name: true, arn: true }));
  const resolved = planOf(update({ name: null }, { name: "Orders" }));

  test("is asked before what changes is planned, on what was made up at first", async () => {
    const change = planOf();
    const { settled, planned, said } = await course({ stack, after: stack, first, rounds: [resolved], next: [change] });
    expect([settled.plan, [...settled.unsettled]]).toEqual([change, []]);
    expect(planned).toEqual(["what was there, on null", "what changes, on Orders"]);
    expect(said).toEqual(["resolving what was there, round 1", "planning what changes"]);
  });

  test("is right where nothing would change: then the plan of the other stack is the first one", async () => {
    const change = planOf(update({ name: "x" }, { name: "y" }));
    const { settled, planned } = await course({ stack, after: stack, first, rounds: [undefined], next: [change] });
    expect([settled.plan, [...settled.unsettled]]).toEqual([change, []]);
    expect(planned).toEqual(["what was there, on null", "what changes, on null"]);
  });

  test("needs a second round where a change is of what was made up in the first", async () => {
    const { planned, settled } = await course({
      stack,
      after: stack,
      first,
      rounds: [planOf(update({ name: null }, { name: "Odd" })), planOf(update({ name: "Odd" }, { name: "Orders" }))],
      next: [planOf(update({ name: "Odd" }, { name: "Orders" })), planOf()],
    });
    expect(planned).toEqual(["what was there, on null", "what changes, on Odd", "what was there, on Odd", "what changes, on Orders"]);
    expect([settled.plan, [...settled.unsettled]]).toEqual([planOf(), []]);
  });

  test("that doesn't come to rest isn't asked more than eight times, and what is left of it is said", async () => {
    const rounds = Array.from({ length: 10 }, (_, index) => planOf(update({ name: `N${index - 1}` }, { name: `N${index}` })));
    const change = planOf(update({ name: "x" }, { name: "y" }));
    const { settled, said } = await course({ stack, after: stack, first, rounds, next: [change] });
    expect(said.filter((message) => message.startsWith("resolving"))).toEqual(
      Array.from({ length: 8 }, (_, index) => `resolving what was there, round ${index + 1}`),
    );
    expect([settled.plan, [...settled.unsettled]]).toEqual([change, [["aws_sns_topic.a", rounds[7]!.resource_changes![0]]]]);
  });

  test("and of which a round knows nothing better is left as it is", async () => {
    const same = planOf(update({ name: "Orders" }, { name: "Orders" }));
    const change = planOf(update({ name: "x" }, { name: "y" }));
    const { settled, planned } = await course({ stack, after: stack, first, rounds: [resolved, same], next: [change] });
    expect(planned).toEqual(["what was there, on null", "what changes, on Orders", "what was there, on Orders"]);
    expect([...settled.unsettled.keys()]).toEqual(["aws_sns_topic.a"]);
  });

  test("and isn't yet has another round, though the code says differently what changes", async () => {
    const unknown = topic("a", ["update"], { before: { name: null }, after: { tags: "x" }, after_unknown: { name: true } });
    const change = planOf(update({ name: null }, { name: "trades" }));
    const { settled, planned } = await course({ stack, first, rounds: [planOf(unknown), undefined], next: [change] });
    expect(planned).toEqual(["what was there, on null", "what changes, on null", "what was there, on null"]);
    expect([settled.plan, [...settled.unsettled]]).toEqual([change, []]);
  });
});

test("paths are those of this commit in what changes alone: what was there is planned on its own", async () => {
  const change = planOf(update({ name: "/new/x", tags: "a" }, { name: "/new/x", tags: "b" }));
  const { planned } = await course({
    stack: topics("/old/x"),
    after: topics("/new/x"),
    first: planOf(create({ name: "/old/x" })),
    rounds: [undefined],
    next: [change],
  });
  expect(planned).toEqual(["what changes, on /new/x", "what was there, on /old/x"]);
});
