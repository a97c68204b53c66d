/** `Policies.of(app).enforce()` at the synthesis of an app, as `cdktf synth` runs it and without. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App, Aspects, TerraformStack } from "cdktf";
import { EnforcementOptions, Policies, PolicyRule } from "../../../src/testing";

const outdir = mkdtempSync(join(tmpdir(), "enforcement-"));
const { CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: inherited } = process.env;

afterEach(() => {
  delete process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS;
  if (inherited !== undefined) process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = inherited;
});
afterAll(() => rmSync(outdir, { recursive: true }));

const tagged: PolicyRule = {
  ...{
    id: "bucket-tags",
    severity: "high",
    sentence: "A bucket has tags.",
    fix: "Give it tags.",
    source: "none",
    types: ["aws_s3_bucket"],
  },
  check: (configuration) =>
    configuration.all("aws_s3_bucket").flatMap((resource) => (resource.args.tags ? [] : [{ resource, detail: "tags is not set" }])),
};

function stackIn(made: App, id: string): TerraformStack {
  const stack = new TerraformStack(made, id);
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  return stack;
}

/** Two stacks with a bucket each, made after the call where `late`. */
function app(options: EnforcementOptions = {}, late = false): App {
  const made = new App({ outdir });
  const enforce = (): void => Policies.of(made).enforce({ rules: [tagged], ...options });
  if (late) enforce();
  for (const id of ["trading-dev", "trading-prod"]) new S3Bucket(stackIn(made, id), "Assets", { bucket: `assets-${id}` });
  if (!late) enforce();
  return made;
}

const SENTENCE = "bucket-tags (high): A bucket has tags. Found: tags is not set (aws_s3_bucket.Assets). Give it tags.";

/** The annotations of the written manifest, by stack. */
function annotations(): Record<string, { level: string; constructPath: string; message: string }[]> {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  return Object.fromEntries(Object.entries<{ annotations: never[] }>(stacks).map(([id, stack]) => [id, stack.annotations]));
}

test.each([false, true])("fails the synthesis with the constructs of every stack, wherever it is called (first: %s)", (late) => {
  expect(() => app({}, late).synth()).toThrow(
    /\[trading-dev\/Assets\] bucket-tags \(high\): A bucket has tags\. Found: tags is not set \(aws_s3_bucket\.Assets\)\. Give it tags\.\n +\[trading-prod\/Assets\] /,
  );
});

test("leaves it to the CLI to print errors at their constructs, stack by stack", () => {
  process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = "true";
  app().synth();
  for (const id of ["trading-dev", "trading-prod"]) {
    expect(annotations()[id]).toEqual([{ level: "@cdktf/error", constructPath: `${id}/Assets`, message: SENTENCE }]);
  }
});

test("sees what aspects add, of stacks that are synthesized later too", () => {
  const made = app();
  for (const stack of made.node.children) {
    Aspects.of(stack).add({ visit: (node) => node instanceof S3Bucket && node.addOverride("tags", { team: "trading" }) });
  }
  made.synth();
  expect(annotations()).toEqual({ "trading-dev": [], "trading-prod": [] });
});

test("warns of what isn't among the errors", () => {
  app({ errors: ["critical"] }).synth();
  expect(annotations()["trading-dev"]!.map(({ level }) => level)).toEqual(["@cdktf/warn"]);
});

test("excepts in the one stack that an exception names", () => {
  const exception = { rule: "bucket-tags", path: "trading-dev/Assets", reason: "Nobody asks.", expires: "2999-12-31" };
  expect(() => app({ exceptions: [exception] }).synth()).toThrow(/errors:\n +\[trading-prod\/Assets\] bucket-tags/);
});

test("finds the stack of a construct where the id of another begins it", () => {
  const made = new App({ outdir });
  stackIn(made, "trading");
  new S3Bucket(stackIn(made, "trading-dev"), "Assets", {});
  Policies.of(made).enforce({ rules: [tagged], errors: [] });
  made.synth();
  expect(annotations()).toMatchObject({ trading: [], "trading-dev": [{ level: "@cdktf/warn", constructPath: "trading-dev/Assets" }] });
});

test("of a stack looks at that stack alone", () => {
  const made = new App({ outdir });
  const [one, other] = ["one", "other"].map((id) => stackIn(made, id)) as [TerraformStack, TerraformStack];
  new S3Bucket(other, "Assets", {});
  Policies.of(one).enforce({ rules: [tagged] });
  expect(() => made.synth()).not.toThrow();
});

test("refuses a second call, whose exceptions the first wouldn't know", () => {
  const made = app();
  expect(() => Policies.of(made).enforce()).toThrow(
    "App: invalid input\n  - enforce: must be called once; received {}. Put all exceptions into one call.",
  );
});

test("refuses a severity that there isn't, which would fail nothing", () => {
  expect(() => Policies.of(new App({ outdir })).enforce({ errors: ["hihg"] as never })).toThrow(
    'App: invalid input\n  - errors[0]: must be one of critical, high, medium, low; received "hihg". Use one of these.',
  );
});

test("is of an app or a stack", () => {
  expect(() => Policies.of(undefined as never)).toThrow(new TypeError("Policies.of takes an app or a stack, received undefined"));
});
