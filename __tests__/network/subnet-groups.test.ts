import { NetworkProps } from "../../modules/network";
import { messageOf, synth, testStack } from "../support/synth";
import { make, makeImported, reference } from "./fixture";

const TYPES = ["aws_db_subnet_group", "aws_elasticache_subnet_group"];
const PUBLIC: NetworkProps["tiers"] = [{ name: "public", kind: "public", size: "large" }];
const PRIVATE: NetworkProps["tiers"] = [...PUBLIC, { name: "services", kind: "private", size: "small" }];
const TWO_ISOLATED: NetworkProps["tiers"] = [
  { name: "private", kind: "private", size: "small" },
  { name: "data", kind: "isolated", size: "small" },
  { name: "backup", kind: "isolated", size: "small" },
];

const NO_TIER =
  "trading-test/Network: invalid input\n" +
  '  - tiers: must hold an isolated or a private tier for data stores; received ["public"]. Add a tier of the kind isolated.';

describe("the subnets of data stores", () => {
  test("are those of the isolated tier", () => {
    const { network } = make();
    expect(network.dataSubnets).toBe(network.subnets("isolated"));
  });

  test("are those of the first isolated tier, whatever its name", () => {
    const { network } = make({ tiers: TWO_ISOLATED });
    expect(network.dataSubnets).toBe(network.subnets("data"));
  });

  test("are those of the private tier where there is no isolated one", () => {
    const { network } = make({ tiers: PRIVATE });
    expect(network.dataSubnets).toBe(network.subnets("services"));
  });

  test("are an error where there is neither", () => {
    expect(messageOf(() => make({ tiers: PUBLIC }).network.dataSubnets)).toBe(NO_TIER);
  });
});

describe("the subnet groups of a network", () => {
  test.each(TYPES)("%s is over the subnets of data stores", (type) => {
    const { network, stack } = make();
    expect(synth(stack).resource(type).subnet_ids).toEqual(network.dataSubnets.map(({ subnetId }) => reference(stack, subnetId)));
  });

  test.each(TYPES)("%s has a name in lower case, as the service keeps it", (type) => {
    expect(synth(make().stack).resource(type).name).toBe("trading-test-network");
  });

  test.each([
    ["aws_db_subnet_group", "Databases in trading-test/Network"],
    ["aws_elasticache_subnet_group", "Caches in trading-test/Network"],
  ])("%s says what it is for", (type, description) => {
    expect(synth(make().stack).resource(type).description).toBe(description);
  });

  // RDS and ElastiCache API References, CreateDBSubnetGroup and CreateCacheSubnetGroup: 255 characters at most.
  test.each(TYPES)("%s has a name that is cut no more than the service demands", (type) => {
    const { stack } = make({}, testStack("x".repeat(300)));
    expect(synth(stack).resource(type).name).toHaveLength(255);
  });

  test("are reachable as resources", () => {
    const { databaseSubnetGroup, cacheSubnetGroup } = make().network;
    expect([databaseSubnetGroup!, cacheSubnetGroup!].map(({ terraformResourceType }) => terraformResourceType)).toEqual(TYPES);
  });

  test("are named by references, so that a data store waits for them", () => {
    const { network, stack } = make();
    expect([network.databaseSubnetGroupName, network.cacheSubnetGroupName].map((name) => reference(stack, name))).toEqual([
      `\${aws_db_subnet_group.${network.databaseSubnetGroup!.friendlyUniqueId}.name}`,
      `\${aws_elasticache_subnet_group.${network.cacheSubnetGroup!.friendlyUniqueId}.name}`,
    ]);
  });

  test("are none where there is no tier for data stores", () => {
    const { network, stack } = make({ tiers: PUBLIC });
    expect(synth(stack).types).not.toEqual(expect.arrayContaining(TYPES));
    expect([network.databaseSubnetGroup, network.cacheSubnetGroup]).toEqual([undefined, undefined]);
  });

  test.each(["databaseSubnetGroupName", "cacheSubnetGroupName"] as const)("are an error where %s has no tier to be over", (name) => {
    expect(messageOf(() => make({ tiers: PUBLIC }).network[name])).toBe(NO_TIER);
  });
});

describe("the subnet groups of a VPC that exists", () => {
  test("are created when they are asked for, once", () => {
    const { network, stack } = makeImported();
    for (const name of ["databaseSubnetGroupName", "cacheSubnetGroupName", "databaseSubnetGroupName"] as const) void network[name];
    for (const type of TYPES) expect(synth(stack).resource(type).subnet_ids).toEqual(["subnet-1a", "subnet-1b"]);
  });

  test("are the same in whatever order they are asked for", () => {
    const [one, other] = [makeImported(), makeImported()];
    void [one.network.databaseSubnetGroupName, one.network.cacheSubnetGroupName];
    void [other.network.cacheSubnetGroupName, other.network.databaseSubnetGroupName];
    expect(synth(one.stack).json).toEqual(synth(other.stack).json);
  });

  test("are reachable as resources once they have been asked for", () => {
    const { network } = makeImported();
    expect([network.databaseSubnetGroup, network.cacheSubnetGroup]).toEqual([undefined, undefined]);
    void [network.databaseSubnetGroupName, network.cacheSubnetGroupName];
    expect([network.databaseSubnetGroup!, network.cacheSubnetGroup!].map(({ terraformResourceType }) => terraformResourceType)).toEqual(
      TYPES,
    );
  });
});
