import { TerraformStack } from "cdktf";
import { AlarmTopic } from "../../src/core";
import { Changes, changes } from "../support/changes";
import { service } from "../support/network";
import { DatabaseProps, database } from "./fixture";

/** What a plan would show of a database that a service uses and alarms watch. */
function grown(before: DatabaseProps, after: DatabaseProps): Changes {
  return changes(used(before), used(after));
}

function used(props: DatabaseProps): TerraformStack {
  const { stack, key, cluster } = database(props);
  const api = service(stack);
  cluster.connections.allowDefaultPortFrom(api);
  cluster.grantConnect(api, "trading_api");
  cluster.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }));
  return stack;
}

describe("a change of one value, in place", () => {
  test("resizes the writer and the readers that follow it", () => {
    expect(grown({}, { instanceClass: "db.r7g.4xlarge" })).toEqual({
      gone: [],
      made: [],
      changed: {
        "aws_rds_cluster_instance.Database_Instances_main": ["instance_class"],
        "aws_rds_cluster_instance.Database_Instances_a": ["instance_class"],
        ...Object.fromEntries(
          ["writerConnections", "writerMemory", "readerConnections", "readerMemory"].map((alarm) => [
            `aws_cloudwatch_metric_alarm.Database_Alarms_${alarm}`,
            ["threshold"],
          ]),
        ),
      },
    });
  });

  test("adds a reader and changes nothing else", () => {
    expect(grown({ readers: { a: {} } }, { readers: { a: {}, b: { instanceClass: "db.r7g.xlarge" } } })).toEqual({
      gone: [],
      made: ["aws_rds_cluster_instance.Database_Instances_b"],
      // What waits for the instances waits for one more.
      changed: {},
    });
  });

  test("doesn't care in which order readers are written", () => {
    expect(grown({ readers: { a: {}, b: {} } }, { readers: { b: {}, a: {} } })).toEqual({ gone: [], made: [], changed: {} });
  });

  test("raises the most readers that scaling may add", () => {
    expect(grown({ readerAutoScaling: { max: 3 } }, { readerAutoScaling: { max: 12 } })).toEqual({
      gone: [],
      made: [],
      changed: { "aws_appautoscaling_target.Database_ReaderAutoScaling_Target": ["max_capacity"] },
    });
  });

  test("begins to scale readers", () => {
    expect(grown({}, { readerAutoScaling: { max: 3 } })).toEqual({
      gone: [],
      made: ["aws_appautoscaling_policy.Database_ReaderAutoScaling_Policy", "aws_appautoscaling_target.Database_ReaderAutoScaling_Target"],
      changed: {},
    });
  });

  test("raises the capacity of serverless instances", () => {
    const serverless = (maxCapacityAcu: number) => ({ serverless: { minCapacityAcu: 2, maxCapacityAcu } });
    expect(grown(serverless(8), serverless(64)).changed).toMatchObject({
      "aws_rds_cluster.Database": ["serverlessv2_scaling_configuration"],
    });
  });

  test("moves to I/O-Optimized storage", () => {
    expect(grown({}, { storageType: "io-optimized" })).toEqual({
      gone: [],
      made: [],
      changed: { "aws_rds_cluster.Database": ["storage_type"] },
    });
  });

  test("upgrades the major version with new parameter groups beside the old ones", () => {
    const { gone, made, changed } = grown({ engineVersion: "16" }, { engineVersion: "17.7", allowMajorVersionUpgrade: true });
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual({
      "aws_rds_cluster.Database": ["allow_major_version_upgrade", "db_instance_parameter_group_name", "engine_version", "lifecycle"],
      // Until the upgrade is done, RDS upgrades no minor version.
      "aws_rds_cluster_instance.Database_Instances_a": ["auto_minor_version_upgrade"],
      "aws_rds_cluster_instance.Database_Instances_main": ["auto_minor_version_upgrade"],
      // What RDS shows of `rds.force_ssl` changes with its default; the groups are new ones.
      "aws_rds_cluster_parameter_group.Database_ClusterParameterGroup": ["family", "parameter"],
      "aws_db_parameter_group.Database_InstanceParameterGroup": ["family"],
    });
  });
});
