import { CLUSTER, database, synthesized } from "./fixture";

describe("the security group of a cluster", () => {
  test("is the cluster's only one, and has no rule of its own", () => {
    const made = synthesized();
    expect(made.resource(CLUSTER).vpc_security_group_ids).toEqual([expect.stringMatching(/Database_SecurityGroup/)]);
    expect(made.types.filter((type) => type.includes("group_ingress") || type.includes("group_egress"))).toEqual([]);
  });

  test("says in its description what it is for", () => {
    expect(synthesized().resource("aws_security_group").description).toBe("Aurora cluster Database");
  });

  test.each([
    ["aurora-postgresql", 5432],
    ["aurora-mysql", 3306],
  ] as const)("of %s has %p as its default port", (engine, port) => {
    expect(database({ engine }).cluster.connections.defaultPort).toEqual({ protocol: "tcp", fromPort: port, toPort: port });
  });
});
