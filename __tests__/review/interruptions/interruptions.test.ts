/**
 * What AWS says of each change: "Settings for Amazon Aurora" of the Aurora User Guide (outages of instance class, engine version and port, and what waits for the maintenance window), and the
 * ElastiCache User Guide on vertical scaling, version management and resharding.
 */
import { reviewPlan } from "../../../src/review/build";
import { Finding } from "../../../src/review/review";
import { SynthesizedStack } from "../../../src/testing/synthesized-stack";
import { plan, resource } from "../plan-fixture";

const HOURS = "MON and FRI 09:00 to 17:30 Europe/Berlin, and 30 minutes before";
const GROUP = "aws_autoscaling_group.Api_0A1B2C3D";
const RELEASE = "aws_ssm_association.Api_Release_0A1B2C3D";

interface Session {
  readonly allowRefreshDuringSession?: boolean;
}

/** A stack with a trading session beside the group of its service. */
function trading({ allowRefreshDuringSession = false }: Session = {}): SynthesizedStack {
  const calendar = { timeZone: "Europe/Berlin", sessions: [{ days: ["MON", "FRI"], opens: "09:00", closes: "17:30" }] };
  const tradingSession = { calendar, leadMinutes: 30, allowRefreshDuringSession };
  return new SynthesizedStack({
    resource: {
      aws_autoscaling_group: { Api_0A1B2C3D: { "//": { metadata: { path: "prod/Api/Resource" }, tradingSession } } },
      aws_ssm_association: { Api_Release_0A1B2C3D: { "//": { metadata: { path: "prod/Api/Release/Resource" }, refreshes: GROUP } } },
    },
  });
}

function found(changes: ReturnType<typeof resource>[], stack?: SynthesizedStack): Finding[] {
  return reviewPlan({ plan: plan(changes), stack, today: "2026-11-26" }).findings.filter(({ rule }) => rule === "interruption");
}

const updated = (address: string, before: object, after: object, more: object = {}) =>
  resource(address, "update", { before: { ...more, ...before }, after: { ...more, ...after } });
const CLASS = updated(
  "aws_rds_cluster_instance.Database_a_0A1B2C3D",
  { instance_class: "db.r7g.large" },
  { instance_class: "db.r7g.xlarge" },
  { apply_immediately: true },
);

const AT_ONCE: [type: string, attribute: string, before: unknown, after: unknown, happens: string][] = [
  [
    "aws_rds_cluster_instance",
    "instance_class",
    "db.r7g.large",
    "db.r7g.xlarge",
    "restarts with another class, during which it serves nobody; where it is the writer, another instance takes over",
  ],
  ["aws_rds_cluster", "engine_version", "16.8", "16.9", "restarts all its instances"],
  ["aws_rds_cluster", "port", 5432, 6432, "restarts all its instances, which then answer at another port"],
  [
    "aws_elasticache_replication_group",
    "node_type",
    "cache.r7g.large",
    "cache.r7g.xlarge",
    "fails over in each shard, to nodes of another type: connections to the old ones end",
  ],
  [
    "aws_elasticache_replication_group",
    "engine_version",
    "8.0",
    "8.1",
    "fails over in each shard, to nodes of another version: connections to the old ones end",
  ],
  [
    "aws_elasticache_replication_group",
    "num_node_groups",
    2,
    3,
    "moves slots between its shards, for minutes to hours of more load on each",
  ],
  ["aws_instance", "instance_type", "c7g.large", "c7g.xlarge", "is stopped, changed and started again"],
  ["aws_db_instance", "engine_version", "16.8", "16.9", "is down while its engine is upgraded"],
];

test.each(AT_ONCE)("%s: another %s is told", (type, attribute, before, after, happens) => {
  const change = updated(`${type}.Part_0A1B2C3D`, { [attribute]: before }, { [attribute]: after }, { apply_immediately: true });
  expect(found([change])).toMatchObject([
    {
      path: "Part",
      severity: "note",
      sentence: `Part (${type}) ${happens}`,
      reasons: [`${attribute} ${before} → ${after}`],
    },
  ]);
});

test.each([
  ["a longer retention", "aws_rds_cluster", { backup_retention_period: 7 }, { backup_retention_period: 14 }],
  ["one more replica", "aws_elasticache_replication_group", { replicas_per_node_group: 1 }, { replicas_per_node_group: 2 }],
  ["a larger maximum", "aws_autoscaling_group", { max_size: 6 }, { max_size: 12, instance_refresh: [{ strategy: "Rolling" }] }],
])("%s interrupts nobody", (_, type, before, after) => {
  expect(found([updated(`${type}.Part_0A1B2C3D`, before, after, { apply_immediately: true })])).toEqual([]);
});

test("a version that is only known after apply, which may be the same, interrupts nobody", () => {
  const change = { before: { engine_version: "16.8" }, after: {}, after_unknown: { engine_version: true } };
  expect(found([resource("aws_rds_cluster.Part_0A1B2C3D", "update", change)])).toEqual([]);
});

test("what waits for the maintenance window says which", () => {
  const window = { apply_immediately: false, preferred_maintenance_window: "sat:03:30-sat:04:30" };
  const [finding] = found(
    [updated("aws_rds_cluster.Part_0A1B2C3D", { engine_version: "16.8" }, { engine_version: "16.9" }, window)],
    trading(),
  );
  expect(finding).toMatchObject({
    severity: "note",
    reasons: expect.arrayContaining(["apply_immediately is off: it happens in the maintenance window, sat:03:30-sat:04:30 UTC"]),
  });
});

test("another port never waits", () => {
  const [finding] = found([updated("aws_rds_cluster.Part_0A1B2C3D", { port: 1 }, { port: 2 }, { apply_immediately: false })], trading());
  expect(finding!.severity).toBe("warning");
});

test("in a stack with a trading session it is a warning that says from which hours to keep away", () => {
  expect(found([CLASS], trading())).toMatchObject([{ severity: "warning", fix: `Apply it outside of the trading session, ${HOURS}` }]);
});

test("no gate holds it", () => {
  expect(found([CLASS], trading())[0]).not.toHaveProperty("gate");
});

test("a reader that is deleted ends its connections", () => {
  expect(found([resource("aws_rds_cluster_instance.Database_a_0A1B2C3D", "delete", { before: {} })])).toMatchObject([
    {
      sentence:
        "Database/a (aws_rds_cluster_instance) would be deleted: connections to it end; where it is the writer, another instance takes over",
    },
  ]);
});

describe("instances of an Auto Scaling group", () => {
  const refresh = { instance_refresh: [{ strategy: "Rolling", triggers: null }] };
  const version = updated(GROUP, { launch_template: [{ version: "1" }] }, { launch_template: [{ version: "2" }] }, refresh);

  test("are replaced by another launch template, which its session forbids", () => {
    expect(found([version], trading())).toMatchObject([
      { severity: "warning", sentence: "Api: an instance refresh would start", fix: `Apply it outside of the trading session, ${HOURS}` },
    ]);
  });

  test("may be replaced where the service allows it", () => {
    expect(found([version], trading({ allowRefreshDuringSession: true }))).toMatchObject([
      { severity: "note", reasons: ["The service allows it during its trading session"] },
    ]);
  });

  test("of a group without a session are good to know", () => {
    expect(found([version])).toMatchObject([{ severity: "note", sentence: "Api: an instance refresh would start" }]);
  });

  test("are replaced by a release, which is an association", () => {
    expect(found([resource(RELEASE, "create", { after: {} })], trading())).toMatchObject([
      { path: "Api/Release", severity: "warning", sentence: "Api: an instance refresh would start" },
    ]);
  });

  test("of a group that is new serve nobody yet", () => {
    expect(found([resource(RELEASE, "create", { after: {} }), resource(GROUP, "create", { after: refresh })], trading())).toEqual([]);
  });
});
