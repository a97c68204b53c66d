import { reviewOf } from "../../../src/cli/plan/review-of";
import { ReviewException } from "../../../src/review/exceptions";
import { verdictOf } from "../../../src/review/gates";
import { verdictLine } from "../../../src/review/render/outline";
import { Review } from "../../../src/review/review";
import { plan, resource } from "../../review/plan-fixture";

const ADDRESS = "aws_rds_cluster.Orders_0A1B2C3D";
const EXCEPTION: ReviewException = { path: "Orders", gate: "stateful-replacement", reason: "It was never used", expires: "9999-12-31" };

/** The review of a plan that would delete what has `prevent_destroy`. */
function refused(address: string, exceptions: readonly ReviewException[] = []): Review {
  const json = plan([resource(address, "delete", { before: {} })]) as Parameters<typeof reviewOf>[0]["plan"];
  return reviewOf({ name: "shop", plan: json, stack: {}, warnings: [], refused: [address], save: () => Promise.resolve() }, exceptions);
}

test("what Terraform refuses to destroy fails the gate of losses, also where it holds no data", () => {
  expect(verdictOf(refused("aws_vpc.Network_0A1B2C3D"), ["stateful-replacement"]).exitCode).toBe(1);
});

test("no exception lets pass what Terraform refuses", () => {
  const { failed } = verdictOf(refused(ADDRESS, [EXCEPTION]), ["stateful-replacement"]);
  expect(failed.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([["prevent-destroy"]]);
});

test("what Terraform refuses is said before all else, with what to do about it", () => {
  const { findings } = refused(ADDRESS);
  expect(findings[0]).toEqual({
    rule: "prevent-destroy",
    severity: "danger",
    gate: "stateful-replacement",
    path: "Orders",
    address: ADDRESS,
    sentence: "Terraform refuses this plan: it would destroy Orders, which has prevent_destroy",
    reasons: [],
    fix: "Take back what replaces or deletes it; where that is meant, let its removal be allowed in a change of its own, applied before",
  });
  expect(findings.length).toBeGreaterThan(1);
});

test("what is refused and in no change is called by its address", () => {
  const json = plan([]) as Parameters<typeof reviewOf>[0]["plan"];
  const { findings } = reviewOf({ name: "shop", plan: json, stack: {}, warnings: [], refused: [ADDRESS], save: () => Promise.resolve() });
  expect(findings.map(({ path, sentence }) => [path, sentence])).toEqual([
    [ADDRESS, `Terraform refuses this plan: it would destroy ${ADDRESS}, which has prevent_destroy`],
  ]);
});

test("a review has the stack's name and its warnings, and the constructs of both stacks", () => {
  const named = (path: string): object => ({ "//": { metadata: { path } } });
  const [stack, previous] = ["New", "Old"].map((name) => ({
    resource: { aws_sqs_queue: { [`${name}_1A`]: named(`shop/${name}/Queue`) } },
  }));
  const changes = [resource("aws_sqs_queue.New_1A", "create", { after: {} }), resource("aws_sqs_queue.Old_1A", "delete", { before: {} })];
  const json = plan(changes) as Parameters<typeof reviewOf>[0]["plan"];
  const planned = { name: "shop", plan: json, stack: stack!, warnings: ["New: mind this"], refused: [], save: () => Promise.resolve() };
  const review = reviewOf({ ...planned, previous: previous! });
  expect([review.stack, review.warnings, review.changes.map(({ path }) => path)]).toEqual([
    "shop",
    ["New: mind this"],
    ["New/Queue", "Old/Queue"],
  ]);
  expect(reviewOf(planned).changes.map(({ path }) => path)).not.toContain("Old/Queue");
});

test("a loss that Terraform refuses is counted once", () => {
  expect(verdictLine(refused(ADDRESS))).toBe("Decide before you apply: 1 stateful resource would be lost.");
});
