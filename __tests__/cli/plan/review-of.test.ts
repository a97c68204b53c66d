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

test("what Terraform refuses is named", () => {
  expect(refused(ADDRESS).findings[0]!.sentence).toBe("Terraform refuses this plan: it would destroy Orders, which has prevent_destroy");
});

test("a loss that Terraform refuses is counted once", () => {
  expect(verdictLine(refused(ADDRESS))).toBe("Decide before you apply: 1 stateful resource would be lost.");
});
