import { AuroraProxy } from "../../modules/aurora-cluster";
import { network, service } from "../support/network";
import { synth } from "../support/synth";
import { CLUSTER, database, synthesized } from "./fixture";

// AWS Security Hub User Guide, RDS.23: RDS instances should not use a database engine default port.
describe("the port of a cluster", () => {
  test.each([
    ["aurora-postgresql", 5432],
    ["aurora-mysql", 3306],
  ] as const)("is the default of %s", (engine, port) => expect(synthesized({ engine }).resource(CLUSTER).port).toBe(port));

  test("is another one of the caller's, for the cluster and for whoever may connect", () => {
    const { stack, cluster } = database({ port: 6432 });
    cluster.connections.allowDefaultPortFrom(service(stack));
    const made = synth(stack);
    expect([cluster.port, made.resource(CLUSTER).port]).toEqual([6432, 6432]);
    expect(made.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 6432, to_port: 6432, ip_protocol: "tcp" });
  });

  // Aurora User Guide, "Quotas and limitations for RDS Proxy": all proxies listen on the engine's own port.
  test("is where a proxy connects to, and not where it listens", () => {
    const { stack, key, cluster } = database({ port: 6432 });
    const userSecretArns = { trading_api: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:trading-api-AbCdEf" };
    const proxy = new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, userSecretArns });
    expect(proxy.port).toBe(5432);
    expect(Object.values(synth(stack).resources("aws_vpc_security_group_egress_rule"))).toMatchObject([{ from_port: 6432, to_port: 6432 }]);
  });
});
