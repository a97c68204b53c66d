import { ProgressLines } from "../../../tools/support/platform/progress";

const PATHS = new Map([
  ["aws_vpc.Network_1", "Network/Resource"],
  ["aws_rds_cluster_instance.Database_1", "Database/Instances/main"],
]);

function shown(...lines: string[]): string[] {
  const progress = new ProgressLines(PATHS);
  return lines.map((line) => progress.show(line)).filter((line) => line !== undefined);
}

test("each resource that is done is counted against the plan, by its construct", () => {
  expect(
    shown(
      "Plan: 2 to add, 0 to change, 0 to destroy.",
      "aws_vpc.Network_1: Creating...",
      "aws_vpc.Network_1: Creation complete after 3s [id=vpc-1]",
      "aws_vpc.Other_1: Creation complete after 0s [id=vpc-2]",
    ),
  ).toEqual([
    "  Plan: 2 to add, 0 to change, 0 to destroy",
    "  1/2  Network/Resource  created in 3s",
    "  2/2  aws_vpc.Other_1  created in 0s",
  ]);
});

test("lines of cdktf deploy are understood", () => {
  expect(shown("trading-local  aws_vpc.Network_1 (Network): Modifications complete after 1m3s [id=vpc-1]")).toEqual([
    "    1  Network/Resource  changed in 1m3s",
  ]);
});

test("what takes long shows a sign of life every 30 seconds, with the reason", () => {
  expect(
    shown(
      "aws_rds_cluster_instance.Database_1: Still creating... [20s elapsed]",
      "aws_rds_cluster_instance.Database_1: Still creating... [1m30s elapsed]",
    ),
  ).toEqual(["       …  Database/Instances/main  90 s so far (the provider itself waits before it looks at an RDS instance)"]);
});

test("nothing else of Terraform's output is shown", () => {
  expect(shown("Initializing the backend...", "", "aws_vpc.Network_1: Refreshing state... [id=vpc-1]")).toEqual([]);
});
