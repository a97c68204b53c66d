/**
 * What AWS says of each change: "Settings for Amazon Aurora" of the Aurora User Guide (outages of instance class, engine version and port, and what waits for the maintenance window), and the
 * ElastiCache User Guide on vertical scaling, version management and resharding.
 */
import { reviewPlan } from "../../../src/review/build";
import { Finding } from "../../../src/review/review";
import { SynthesizedStack } from "../../../src/testing/synthesized-stack";
import { nested, plan, resource } from "../plan-fixture";

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

const OTHER_CLASS = "restarts with another class, during which it serves nobody; where it is the writer, another instance takes over";
const ALL = "restarts all its instances";
const SHARDS = "moves slots between its shards, for minutes to hours of more load on each";
const ended = (what: string): string => `fails over in each shard, to nodes of another ${what}: connections to the old ones end`;

const AT_ONCE: [type: string, attribute: string, happens: string][] = [
  ["aws_rds_cluster_instance", "instance_class", OTHER_CLASS],
  ["aws_rds_cluster", "engine_version", ALL],
  ["aws_rds_cluster", "port", `${ALL}, which then answer at another port`],
  ["aws_rds_cluster", "db_cluster_instance_class", `${ALL} with another class`],
  ["aws_db_instance", "instance_class", "restarts with another class, during which it serves nobody unless a standby takes over"],
  ["aws_db_instance", "engine_version", "is down while its engine is upgraded"],
  ["aws_db_instance", "port", "restarts, and answers at another port"],
  ["aws_docdb_cluster", "engine_version", ALL],
  ["aws_docdb_cluster_instance", "instance_class", OTHER_CLASS],
  ["aws_neptune_cluster", "engine_version", ALL],
  ["aws_neptune_cluster_instance", "instance_class", OTHER_CLASS],
  ["aws_elasticache_replication_group", "node_type", ended("type")],
  ["aws_elasticache_replication_group", "engine", ended("engine")],
  ["aws_elasticache_replication_group", "engine_version", ended("version")],
  ["aws_elasticache_replication_group", "num_node_groups", SHARDS],
  ["aws_memorydb_cluster", "node_type", ended("type")],
  ["aws_memorydb_cluster", "num_shards", SHARDS],
  // Amazon MSK Developer Guide, "Update the Amazon MSK cluster broker size": a rolling restart.
  ["aws_msk_cluster", "broker_node_group_info.instance_type", "restarts one broker after the other"],
  ["aws_instance", "instance_type", "is stopped, changed and started again"],
];

test.each(AT_ONCE)("%s: another %s is told", (type, attribute, happens) => {
  const change = updated(`${type}.Part_0A1B2C3D`, nested(attribute, 1), nested(attribute, 2), { apply_immediately: true });
  expect(found([change])).toEqual([
    {
      rule: "interruption",
      path: "Part",
      address: `${type}.Part_0A1B2C3D`,
      severity: "note",
      sentence: `Part (${type}) ${happens}`,
      reasons: [expect.stringMatching(/^[\w.[\]]+ 1 → 2$/)],
    },
  ]);
});

/** Of RDS, DocumentDB, Neptune and ElastiCache: "apply_immediately" of each on the provider's pages. */
const MAY_WAIT =
  /^aws_(?:rds_cluster|rds_cluster_instance|db_instance|docdb_cluster|docdb_cluster_instance|neptune_cluster|neptune_cluster_instance|elasticache_replication_group)$/;

test.each(AT_ONCE)("%s: another %s waits for the maintenance window where it may, and else doesn't say so", (type, attribute) => {
  const [finding] = found([updated(`${type}.Part_0A1B2C3D`, nested(attribute, 1), nested(attribute, 2))], trading());
  const waits = MAY_WAIT.test(type) && attribute !== "port";
  expect(finding!.reasons.slice(1)).toEqual(waits ? ["apply_immediately is off: it happens in the maintenance window"] : []);
  expect(finding!.severity).toBe(waits ? "note" : "warning");
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

test.each([
  ["preferred_maintenance_window", "aws_rds_cluster"],
  ["maintenance_window", "aws_elasticache_replication_group"],
])("what waits for the window of %s says which", (name, type) => {
  const window = { apply_immediately: false, [name]: "sat:03:30-sat:04:30" };
  const [finding] = found([updated(`${type}.Part_0A1B2C3D`, { engine_version: "16.8" }, { engine_version: "16.9" }, window)], trading());
  expect(finding).toMatchObject({
    severity: "note",
    reasons: ["engine_version 16.8 → 16.9", "apply_immediately is off: it happens in the maintenance window, sat:03:30-sat:04:30 UTC"],
  });
});

test("in a stack with a trading session it is a warning that says from which hours to keep away", () => {
  expect(found([CLASS], trading())).toMatchObject([{ severity: "warning", fix: `Apply it outside of the trading session, ${HOURS}` }]);
});

test("no gate holds it", () => {
  expect(found([CLASS], trading())[0]).not.toHaveProperty("gate");
});

test.each(["aws_rds_cluster_instance", "aws_docdb_cluster_instance", "aws_neptune_cluster_instance"])(
  "%s that is deleted or replaced ends its connections",
  (type) => {
    const address = `${type}.Database_a_0A1B2C3D`;
    const after = "connections to it end; where it is the writer, another instance takes over";
    const forced = {
      before: { identifier: "a", promotion_tier: 1 },
      after: { identifier: "b", promotion_tier: 2 },
      replace_paths: [["identifier"]],
    };
    const changes = [resource(address, "delete", { before: {} }), resource(address, "delete create", forced)];
    expect(changes.flatMap((change) => found([change], trading()))).toMatchObject([
      { severity: "warning", sentence: `Database/a (${type}) would be deleted: ${after}`, reasons: [] },
      { severity: "warning", sentence: `Database/a (${type}) would be replaced: ${after}`, reasons: ["identifier a → b forces it"] },
    ]);
    expect(found([resource(address, "create", { after: {} })])).toEqual([]);
  },
);

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

  test.each(["launch_configuration", "launch_template", "mixed_instances_policy"])("are replaced by another %s", (name) => {
    expect(found([updated(GROUP, { [name]: "a" }, { [name]: "b" }, refresh)])).toHaveLength(1);
  });

  test("are replaced by what the refresh is told to be started by, and by nothing else", () => {
    const told = { instance_refresh: [{ strategy: "Rolling", triggers: ["tag"] }] };
    expect(found([updated(GROUP, { tag: "a" }, { tag: "b" }, told)])).toHaveLength(1);
    expect(found([updated(GROUP, { desired_capacity: 1 }, { desired_capacity: 2 }, told)])).toEqual([]);
  });

  test("stay without a refresh, whatever changes", () => {
    expect(found([updated(GROUP, { launch_template: "a" }, { launch_template: "b" })])).toEqual([]);
  });

  test.each([
    ["delete create", "the Auto Scaling group would be replaced"],
    ["delete", "the Auto Scaling group would be deleted"],
  ])("go with their group: %s", (actions, event) => {
    const change = resource(GROUP, actions, { before: { name: "a" }, after: { name: "b" } });
    expect(found([change], trading()).map(({ sentence }) => sentence)).toEqual([`Api: ${event}`]);
  });

  test("stay where what starts a release is deleted", () => {
    expect(found([resource(RELEASE, "delete", { before: {} })], trading())).toEqual([]);
  });

  test("of a group that is new serve nobody yet", () => {
    expect(found([resource(RELEASE, "create", { after: {} }), resource(GROUP, "create", { after: refresh })], trading())).toEqual([]);
  });
});

// A plan reads a data source, and does nothing else with it.
test.each(["aws_autoscaling_group", "aws_instance", "aws_lb", "aws_lb_listener", "aws_rds_cluster", "aws_db_instance", "aws_vpc_endpoint"])(
  "to read the data source %s interrupts nobody",
  (type) => {
    expect(found([resource(`data.${type}.Own_0A1B2C3D`, "read", { after: { name: "own", engine_version: "16.4" } })], trading())).toEqual(
      [],
    );
  },
);
