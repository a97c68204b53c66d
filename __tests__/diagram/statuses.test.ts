import { mermaid } from "../../src/diagram/mermaid";
import { flowId, withChanges } from "../../src/diagram/statuses";
import { svg } from "../../src/diagram/svg";
import { Architecture, Flow, Part } from "../../src/diagram/types";
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

describe("a flow", () => {
  const box = { details: [], shape: "servers", tier: "regional", zones: [], supporting: false, main: [], addresses: [] } as const;
  const parts = ["api", "database"].map((id): Part => ({ id, label: id, caption: "", ...box }));
  const connection = (label: string): Flow => ({ from: "api", to: "database", label, kind: "connection" });
  const withFlows = (...flows: Flow[]): Architecture => ({ title: "", vpcs: [], parts, flows });
  const statusIn = (before: Architecture, after: Architecture): unknown => withChanges(after, [], before).statuses[flowId(connection(""))];

  test("that comes is created, one that goes is deleted and still drawn, and one with another port is changed", () => {
    const [none, one, other] = [withFlows(), withFlows(connection("TCP 5432")), withFlows(connection("TCP 6432"))];
    expect([statusIn(none, one), statusIn(one, none), statusIn(one, other), statusIn(one, one)]).toEqual([
      "created",
      "deleted",
      "changed",
      undefined,
    ]);
    expect(withChanges(none, [], one).architecture.flows).toEqual(one.flows);
  });

  test("that goes with one of its ends isn't drawn", () => {
    const { architecture } = withChanges({ ...withFlows(), parts: [parts[0]!] }, [], withFlows(connection("TCP 5432")));
    expect(architecture.flows).toEqual([]);
  });

  test("that comes has its status beside those of the parts, and is drawn once with one that stays", () => {
    const [change] = [{ action: "delete", address: "aws_s3_bucket.old", path: "Old", type: "aws_s3_bucket" } as const];
    const after = withFlows(connection("TCP 5432"), { ...connection("reads"), kind: "data" });
    const { architecture, statuses } = withChanges(after, [change], withFlows(connection("TCP 5432")));
    expect(statuses).toEqual({ Old: "deleted", [flowId(after.flows[1]!)]: "created" });
    expect(architecture.flows).toEqual(after.flows);
  });

  test("of which the configuration that stands is unknown has no status", () => {
    expect(withChanges(withFlows(connection("TCP 5432")), []).statuses).toEqual({});
  });

  test.each(["created", "changed", "deleted"] as const)("that is %s has its color, its mark and a place in the legend", (status) => {
    const statuses = { [flowId(connection(""))]: status };
    const drawn = svg(withFlows(connection("TCP 5432")), { statuses });
    expect(drawn).toMatch(new RegExp(`<g class="${status}"><path class="line connection"`));
    expect(drawn).toContain(`api to database (TCP 5432) is ${status}`);
    expect(drawn).toMatch(new RegExp(`class="mark"[^>]*>.</text><text [^>]*>${status}</text>`));
  });

  test("is marked in Mermaid, by its number among the arrows", () => {
    const drawn = mermaid(withFlows(connection("TCP 5432")), { statuses: { [flowId(connection(""))]: "created" } });
    expect(drawn).toContain('n0 -->|"+ created: TCP 5432"| n1');
    expect(drawn).toMatch(/\n {2}linkStyle 0 stroke:#\w+,stroke-width:3px\n$/);
  });
});

describe("a part", () => {
  const base = { caption: "Aurora", details: [], shape: "database", tier: "vpc", zones: [], supporting: false } as const;
  const gateways: Part = { ...base, id: "it", label: "it", main: ["aws_x.a", "aws_x.b"], addresses: ["aws_x.a", "aws_x.b", "aws_y.c"] };
  const pictured: Architecture = { title: "", vpcs: [], parts: [gateways], flows: [] };
  const statusOf = (...changes: readonly (readonly [string, Change["action"]])[]): unknown =>
    withChanges(
      pictured,
      changes.map(([address, action]): Change => ({ address, action, path: "it", type: "aws_y" })),
    ).statuses.it;

  test.each<readonly [Change["action"], unknown]>([
    ["create", "created"],
    ["update", "changed"],
    ["replace", "replaced"],
    ["delete", "deleted"],
    ["import", "changed"],
    ["move", "changed"],
    ["forget", "deleted"],
    ["read", undefined],
  ])("to all of which a plan does %s is %s", (action, status) => {
    expect(statusOf(["aws_x.a", action], ["aws_x.b", action])).toBe(status);
  });

  test("one of whose two is new, or goes, changes; one of whose two is replaced is replaced", () => {
    expect(statusOf(["aws_x.a", "create"])).toBe("changed");
    expect(statusOf(["aws_x.b", "delete"])).toBe("changed");
    expect(statusOf(["aws_x.b", "replace"])).toBe("replaced");
    expect(statusOf(["aws_x.a", "delete"], ["aws_x.b", "replace"])).toBe("replaced");
  });

  test("without anything that it is, such as a VPC of another stack, isn't deleted by what is", () => {
    const vpc = { id: "vpc", label: "vpc", zones: [], main: [], addresses: [] };
    expect(withChanges({ ...pictured, parts: [], vpcs: [vpc] }, []).statuses).toEqual({});
  });
});

describe("what a plan deletes and the configuration no longer has", () => {
  const taken: Part = {
    id: "Old",
    label: "Old",
    caption: "",
    details: [],
    shape: "other",
    tier: "edge",
    zones: [],
    supporting: false,
    main: [],
    addresses: [],
  };
  const ghosts = (parts: readonly Part[], ...gone: readonly (readonly [type: string, path: string])[]): readonly Part[] => {
    const changes = gone.map(([type, path], index): Change => ({ action: "delete", address: `${type}.x${index}`, path, type }));
    return withChanges({ title: "", vpcs: [], parts, flows: [] }, changes).architecture.parts.slice(parts.length);
  };

  test("is drawn with its symbol, and what it is", () => {
    expect(ghosts([], ["aws_rds_cluster", "Data/Store"])).toEqual([
      {
        id: "Data/Store",
        label: "Data / Store",
        caption: "Aurora",
        details: [],
        shape: "database",
        tier: "regional",
        zones: [],
        supporting: false,
        main: ["aws_rds_cluster.x0"],
        addresses: ["aws_rds_cluster.x0"],
      },
    ]);
  });

  test("has a tier of its own where that isn't in a VPC", () => {
    expect(ghosts([], ["aws_cloudfront_distribution", "Edge"])).toMatchObject([{ label: "Edge", tier: "edge" }]);
  });

  test("of a long path is called by what tells it apart", () => {
    expect(ghosts([], ["aws_s3_bucket", "Prod/Data/Files"])).toMatchObject([{ id: "Prod/Data/Files", label: "Data / Files" }]);
  });

  test("is told apart from what has its path", () => {
    expect(ghosts([taken], ["aws_s3_bucket", "Old"])).toMatchObject([{ id: "Old (deleted)" }]);
  });

  test("of a kind that is one box is one box", () => {
    expect(ghosts([], ["aws_nat_gateway", "Network/A"], ["aws_nat_gateway", "Network/B"])).toMatchObject([
      {
        id: "NAT (deleted)",
        label: "NAT",
        caption: "",
        tier: "regional",
        main: ["aws_nat_gateway.x0", "aws_nat_gateway.x1"],
        addresses: ["aws_nat_gateway.x0", "aws_nat_gateway.x1"],
      },
    ]);
  });

  test("is not drawn where it was a part of something", () => {
    expect(ghosts([], ["aws_kms_key", "Data/Key"], ["aws_glue_job", "Job"], ["aws_iam_role_policy", "Policy"])).toEqual([]);
    expect(ghosts([], ["aws_kms_key", "Key"])).toMatchObject([{ label: "Key", caption: "KMS key", supporting: true }]);
  });
});
