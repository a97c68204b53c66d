import { IConnectable } from "../../src/core";
import { network } from "../support/network";
import { database, synthesized } from "./fixture";

const STREAM = "aws_rds_cluster_activity_stream";

describe("a database activity stream", () => {
  const stream = synthesized({ activityStream: "async" }).resource(STREAM);

  test("is of the cluster, in the mode of the caller, under the key", () => {
    expect(stream).toMatchObject({
      mode: "async",
      resource_arn: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.arn\}$/),
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_/),
    });
  });

  // RDS API Reference, "StartActivityStream": the option applies to Oracle and Microsoft SQL Server.
  test("asks for no audit fields of the engine's own, which Aurora doesn't have", () => {
    expect(stream.engine_native_audit_fields_included).toBe(false);
  });

  test("starts once there are instances", () => {
    expect(stream.depends_on).toEqual([expect.stringMatching(/Database_Instances_a/), expect.stringMatching(/Database_Instances_main/)]);
  });

  // Aurora User Guide, "Network prerequisites for Aurora MySQL database activity streams": the cluster reaches KMS from its subnets.
  test.each([
    ["aurora-mysql", 1],
    ["aurora-postgresql", 0],
  ] as const)("opens the way to KMS for %s: %i", (engine, opened) => {
    const clients: IConnectable[] = [];
    const endpoints = { ...network, endpointServices: ["kms"], allowAwsServicesFrom: (client: IConnectable) => clients.push(client) };
    const { cluster } = database({ engine, network: endpoints, activityStream: "async" });
    expect(clients).toEqual(opened ? [cluster] : []);
  });

  test("is there for an override", () => {
    expect(database({ activityStream: "sync" }).cluster.activityStreamResource?.modeInput).toBe("sync");
  });

  test("is none by default", () => {
    expect(synthesized().resources(STREAM)).toEqual({});
  });
});
