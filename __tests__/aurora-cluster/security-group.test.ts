import { fullAuroraCluster } from "../support/full-modules/aurora-cluster";
import { synth } from "../support/synth";
import { CLUSTER, database, synthesized } from "./fixture";

describe("the security group of a cluster", () => {
  test("is the cluster's only one, and has no rule of its own", () => {
    const made = synthesized();
    expect(made.resource(CLUSTER).vpc_security_group_ids).toEqual([expect.stringMatching(/Database_SecurityGroup/)]);
    expect(made.types.filter((type) => type.includes("group_ingress") || type.includes("group_egress"))).toEqual([]);
  });

  test("says in its description what it is for", () => {
    const groups = Object.values(synth(fullAuroraCluster()).resources("aws_security_group"));
    expect(groups.map(({ description }) => description).sort()).toEqual([
      ...["Api", "Aurora cluster Database", "Aurora cluster Primary", "Aurora cluster Restored", "Aurora cluster Serverless"],
      ...["RDS proxy Proxy", "Restore drill Drill"],
    ]);
  });

  test.each([
    ["aurora-postgresql", 5432],
    ["aurora-mysql", 3306],
  ] as const)("of %s has %p as its default port", (engine, port) => {
    expect(database({ engine }).cluster.connections.defaultPort).toEqual({ protocol: "tcp", fromPort: port, toPort: port });
  });
});
