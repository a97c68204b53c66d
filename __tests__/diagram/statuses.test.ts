import { withChanges } from "../../src/diagram/statuses";
import { ResourceChange } from "../../src/review/review";
import { reference } from "../../tools/diagrams/pictures";

type Change = Pick<ResourceChange, "address" | "action" | "path" | "type">;

describe("a plan of the trading stack", () => {
  const drawn = reference();
  const address = (label: string, type: string): string =>
    drawn.parts.find((part) => part.label === label)!.addresses.find((each) => each.startsWith(`${type}.`))!;
  const change = (action: Change["action"], label: string, type: string): Change => ({
    action,
    address: address(label, type),
    path: label,
    type,
  });

  test("that replaces a cluster marks the database as replaced, and nothing else", () => {
    expect(withChanges(drawn, [change("replace", "Database", "aws_rds_cluster")]).statuses).toEqual({ Database: "replaced" });
  });

  test("that deletes an alarm of the database changes the database, and doesn't delete it", () => {
    expect(withChanges(drawn, [change("delete", "Database", "aws_cloudwatch_metric_alarm")]).statuses).toEqual({ Database: "changed" });
  });

  test("that creates a cache with all that belongs to it marks it as created", () => {
    const changes = [change("create", "Cache", "aws_elasticache_replication_group"), change("create", "Cache", "aws_security_group")];
    expect(withChanges(drawn, changes).statuses).toEqual({ Cache: "created" });
  });

  test("that only reads changes nothing", () => {
    expect(withChanges(drawn, [change("read", "Cache", "aws_elasticache_replication_group")]).statuses).toEqual({});
  });

  test("that changes a route changes the VPC", () => {
    const [vpc] = drawn.vpcs;
    const route = vpc!.addresses.find((each) => each.startsWith("aws_route."))!;
    expect(withChanges(drawn, [{ action: "update", address: route, path: "Network", type: "aws_route" }]).statuses).toEqual({
      [vpc!.id]: "changed",
    });
  });

  test("that deletes what the configuration no longer has draws that as deleted", () => {
    const gone: Change = { action: "delete", address: "aws_s3_bucket.Old_123", path: "Old", type: "aws_s3_bucket" };
    const { architecture, statuses } = withChanges(drawn, [gone]);
    expect(statuses).toEqual({ Old: "deleted" });
    expect(architecture.parts.find(({ id }) => id === "Old")).toMatchObject({ label: "Old", caption: "S3 bucket" });
  });
});
