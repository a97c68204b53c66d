import { AlarmTopic } from "../../src/core";
import { synth } from "../support/synth";
import { DatabaseProps, database, service } from "./fixture";

/** Every resource as `type.id`, with its arguments, of a database that a service uses and alarms watch. */
function resources(props: DatabaseProps): Record<string, Record<string, unknown>> {
  const { stack, key, cluster } = database(props);
  const api = service(stack);
  cluster.connections.allowDefaultPortFrom(api);
  cluster.grantConnect(api, "trading_api");
  cluster.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }));
  const { json } = synth(stack);
  const types = Object.entries(json.resource as Record<string, Record<string, Record<string, unknown>>>);
  return Object.fromEntries(types.flatMap(([type, byId]) => Object.entries(byId).map(([id, args]) => [`${type}.${id}`, args])));
}

/** What a plan would show: the resources that come and go, and of those that stay the arguments that differ, without the ids' hashes. */
function changes(before: DatabaseProps, after: DatabaseProps) {
  const [old, grown] = [resources(before), resources(after)];
  const readable = (id: string) => id.replace(/_[0-9A-F]{8}$/, "");
  const differing = (id: string) => {
    const names = new Set([...Object.keys(old[id]!), ...Object.keys(grown[id]!)]);
    return [...names].sort().filter((name) => JSON.stringify(old[id]![name]) !== JSON.stringify(grown[id]![name]));
  };
  const staying = Object.keys(old).filter((id) => grown[id]);
  return {
    gone: Object.keys(old).filter((id) => !grown[id]),
    made: Object.keys(grown)
      .filter((id) => !old[id])
      .map(readable)
      .sort(),
    changed: Object.fromEntries(staying.map((id) => [readable(id), differing(id)]).filter(([, names]) => names!.length > 0)),
  };
}

describe("a change of one value, in place", () => {
  test("resizes the writer and the readers that follow it", () => {
    expect(changes({}, { instanceClass: "db.r7g.4xlarge" })).toEqual({
      gone: [],
      made: [],
      changed: {
        "aws_rds_cluster_instance.Database_Writer": ["instance_class"],
        "aws_rds_cluster_instance.Database_Readers_a": ["instance_class"],
        "aws_cloudwatch_metric_alarm.Database_Alarms_connections": ["threshold"],
        "aws_cloudwatch_metric_alarm.Database_Alarms_freeableMemory": ["threshold"],
      },
    });
  });

  test("adds a reader and touches nothing that stands", () => {
    expect(changes({ readers: { a: {} } }, { readers: { a: {}, b: { instanceClass: "db.r7g.xlarge" } } })).toEqual({
      gone: [],
      made: ["aws_rds_cluster_instance.Database_Readers_b"],
      changed: {},
    });
  });

  test("doesn't care in which order readers are written", () => {
    expect(changes({ readers: { a: {}, b: {} } }, { readers: { b: {}, a: {} } })).toEqual({ gone: [], made: [], changed: {} });
  });

  test("raises the most readers that scaling may add", () => {
    expect(changes({ readerAutoScaling: { max: 3 } }, { readerAutoScaling: { max: 12 } })).toEqual({
      gone: [],
      made: [],
      changed: { "aws_appautoscaling_target.Database_ReaderAutoScaling_Target": ["max_capacity"] },
    });
  });

  test("begins to scale readers", () => {
    expect(changes({}, { readerAutoScaling: { max: 3 } })).toEqual({
      gone: [],
      made: ["aws_appautoscaling_policy.Database_ReaderAutoScaling_Policy", "aws_appautoscaling_target.Database_ReaderAutoScaling_Target"],
      changed: {},
    });
  });

  test("raises the capacity of serverless instances", () => {
    const serverless = (maxCapacityAcu: number) => ({ serverless: { minCapacityAcu: 2, maxCapacityAcu } });
    expect(changes(serverless(8), serverless(64)).changed).toMatchObject({
      "aws_rds_cluster.Database": ["serverlessv2_scaling_configuration"],
    });
  });

  test("moves to I/O-Optimized storage", () => {
    expect(changes({}, { storageType: "io-optimized" })).toEqual({
      gone: [],
      made: [],
      changed: { "aws_rds_cluster.Database": ["storage_type"] },
    });
  });

  test("upgrades the major version with new parameter groups beside the old ones", () => {
    const { gone, made, changed } = changes({ engineVersion: "16" }, { engineVersion: "17", allowMajorVersionUpgrade: true });
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual({
      "aws_rds_cluster.Database": ["allow_major_version_upgrade", "db_instance_parameter_group_name", "engine_version"],
      "aws_rds_cluster_parameter_group.Database_ClusterParameterGroup": ["family"],
      "aws_db_parameter_group.Database_InstanceParameterGroup": ["family"],
    });
  });
});
