import { service } from "../support/network";
import { synth } from "../support/synth";
import { REPLICATION_GROUP, SERVERLESS_CACHE, cache, serverless } from "./fixture";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

describe.each([
  ["a cache", REPLICATION_GROUP, () => cache(), 6379],
  ["a serverless cache", SERVERLESS_CACHE, () => serverless(), 6380],
] as const)("%s", (_, type, make, lastPort) => {
  test("is in a security group without a rule", () => {
    const synthesized = synth(make().stack);
    expect(synthesized.resource(type).security_group_ids).toEqual([expect.stringMatching(/^\$\{aws_security_group\.Cache_SecurityGroup_/)]);
    expect(synthesized.types.filter((name) => name === INGRESS || name === EGRESS)).toEqual([]);
  });

  test("is connected by one rule at either end, for its ports", () => {
    const { stack, cache: made } = make();
    made.connections.allowDefaultPortFrom(service(stack), "order books");
    const synthesized = synth(stack);
    const ports = { from_port: 6379, to_port: lastPort };
    expect(synthesized.resource(INGRESS)).toMatchObject({ ...ports, description: "Api to Cache: order books" });
    expect(synthesized.resource(EGRESS)).toMatchObject(ports);
  });
});
