import { Token } from "cdktf";
import { ApplicationLoadBalancer, planCapacity } from "../../modules/alb-asg";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { NetworkProps } from "../../modules/network";
import { zoneIdPrefix } from "../../modules/network/availability-zones";
import { RedisCache } from "../../modules/redis-cache";
import { LogBucket } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { changes } from "../support/changes";
import { messageOf, synth } from "../support/synth";
import { make, reference, synthesized } from "./fixture";

const IDS = ["euc1-az1", "euc1-az2", "euc1-az3"];
const byId = (props: Partial<NetworkProps> = {}): Partial<NetworkProps> => ({
  availabilityZones: undefined,
  availabilityZoneIds: IDS,
  ...props,
});
const refusal = (props: object): string => messageOf(() => make(byId(props)));

// Terraform, aws_subnet: availability_zone_id, in place of availability_zone.
describe("AZs that are given by their ids", () => {
  test("are those of the subnets, and need no data source", () => {
    const result = synthesized(byId());
    const subnets = Object.values(result.resources("aws_subnet"));
    expect(subnets.map(({ availability_zone_id }) => availability_zone_id)).toEqual([...IDS, ...IDS, ...IDS]);
    expect(subnets.every(({ availability_zone }) => availability_zone === undefined)).toBe(true);
    expect(result.json.data).toBeUndefined();
  });

  test("name what is made for each AZ", () => {
    const result = synthesized(byId({ natGateways: "perAz" }));
    const ids = (type: string): string[] => Object.keys(result.resources(type)).map((id) => id.replace(/_[0-9A-F]{8}$/, ""));
    expect(ids("aws_nat_gateway")).toEqual(IDS.map((id) => `Network_Nat_${id}`));
    expect(ids("aws_subnet")).toEqual(expect.arrayContaining(IDS.map((id) => `Network_private_${id}`)));
  });

  test("have a place in the range by their number, so that leaving one out moves no other", () => {
    const ranges = (availabilityZoneIds: string[]) =>
      make(byId({ availabilityZoneIds }))
        .network.subnets("private")
        .map(({ cidrBlock }) => cidrBlock);
    const [first, , third] = ranges(IDS);
    expect(ranges(["euc1-az1", "euc1-az3"])).toEqual([first, third]);
    expect(first).toBe("10.0.64.0/20");
  });

  test("beyond the fourth take a place that is free", () => {
    const { network } = make(byId({ availabilityZoneIds: ["euc1-az1", "euc1-az6"] }));
    expect(network.subnets("private").map(({ cidrBlock }) => cidrBlock)).toEqual(["10.0.64.0/20", "10.0.112.0/20"]);
  });

  test("may be keyed by their place", () => {
    const { network } = make(byId({ availabilityZoneKeys: "place", natGateways: "perAz" }));
    expect(Object.keys(network.natGatewayResources)).toEqual(["1", "2", "3"]);
  });

  test("take over from names at the same places, where keys are places", () => {
    const names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
    const taken = changes(
      make({ availabilityZones: names, availabilityZoneKeys: "place" }).stack,
      make(byId({ availabilityZoneKeys: "place" })).stack,
    );
    expect([taken.gone, taken.made]).toEqual([[], []]);
    expect(new Set(Object.values(taken.changed).flat())).toEqual(new Set(["availability_zone", "availability_zone_id"]));
  });

  test("are found by id, and by the reference to their name", () => {
    const { network } = make(byId());
    const second = network.subnets("private")[1];
    expect(network.subnet("private", "euc1-az2")).toBe(second);
    expect(network.subnet("private", network.availabilityZones[1]!)).toBe(second);
    expect(messageOf(() => network.subnet("private", "euc1-az9"))).toBe(
      'trading-test/Network: invalid input\n  - availabilityZone: must be one that the network has; received "euc1-az9". Use one of euc1-az1, euc1-az2, euc1-az3, or add it to the network.',
    );
  });

  test("are known by the names that EC2 gives them: one for each AZ, whatever the tier", () => {
    const { network, stack } = make(byId());
    const names = network.availabilityZones.map((name) => reference(stack, name));
    expect(names).toEqual(network.subnets("public").map(({ resource }) => `\${aws_subnet.${resource.friendlyUniqueId}.availability_zone}`));
    expect(network.subnets("isolated").map(({ availabilityZone }) => availabilityZone)).toEqual(network.availabilityZones);
    expect(network.availabilityZoneIds).toEqual(IDS);
    expect(network.subnets("private").map(({ availabilityZoneId }) => availabilityZoneId)).toEqual(IDS);
  });

  test("have Elastic IPs that exist already by id, whatever the keys", () => {
    for (const availabilityZoneKeys of ["name", "place"] as const) {
      const natEipAllocationIds = { "euc1-az2": "eipalloc-0b" };
      const gateways = synthesized(byId({ natGateways: "perAz", natEipAllocationIds, availabilityZoneKeys })).resources("aws_nat_gateway");
      expect(Object.values(gateways)[1]!.allocation_id).toBe("eipalloc-0b");
    }
  });

  test("have endpoints in one of them by id", () => {
    const { network, stack } = make(byId({ interfaceEndpoints: ["kms"], endpointSettings: { kms: { availabilityZones: ["euc1-az3"] } } }));
    const { subnet_ids } = synth(stack).resource("aws_vpc_endpoint", "Network_InterfaceEndpoints_kms");
    expect(subnet_ids).toEqual([reference(stack, network.subnets("private")[2]!.subnetId)]);
  });

  test("take what reads a network's AZs: a load balancer, databases, caches, a capacity plan", () => {
    const { network, stack } = make(byId());
    const encryptionKey = new EncryptionKey(stack, "OtherKey");
    new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs: new LogBucket(stack, "Logs"),
      originDomainName: "origin.example.com",
      zone: { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" },
    });
    new AuroraCluster(stack, "Database", { network, encryptionKey });
    new RedisCache(stack, "Cache", { network, encryptionKey });
    expect(planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100 }, network).availabilityZoneCount).toBe(3);
    const result = synth(stack);
    expect(result.resource("aws_lb").subnets).toHaveLength(3);
    expect(result.resource("aws_db_subnet_group").subnet_ids).toHaveLength(3);
  });

  test("may be known to Terraform alone", () => {
    const result = synthesized(byId({ availabilityZoneIds: ["${var.a}", "${var.b}"] }));
    expect(result.resource("aws_subnet", "Network_private_2").availability_zone_id).toBe("${var.b}");
  });
});

describe("ids of AZs are refused", () => {
  test.each<[string, object, string]>([
    [
      "beside names",
      { availabilityZones: ["eu-central-1a", "eu-central-1b"] },
      'availabilityZoneIds: must be left out beside availabilityZones; received ["euc1-az1","euc1-az2","euc1-az3"]. Name the AZs once, by name or by id.',
    ],
    [
      "for one AZ",
      { availabilityZoneIds: ["euc1-az1"] },
      'availabilityZoneIds: must be 2 to 4; received ["euc1-az1"]. Load balancers and databases need two; three survive the loss of one with room to spare.',
    ],
    [
      "for an AZ twice",
      { availabilityZoneIds: ["euc1-az1", "euc1-az1"] },
      'availabilityZoneIds: must each be named once; received ["euc1-az1","euc1-az1"]. Remove the duplicate.',
    ],
    [
      "in another region",
      { availabilityZoneIds: ["euc1-az1", "euw1-az1"] },
      'availabilityZoneIds[1]: must be an AZ of eu-central-1; received "euw1-az1". Write it as "euc1-az1".',
    ],
    [
      "in a list that only Terraform knows",
      { availabilityZoneIds: Token.asList("${var.list}") },
      'availabilityZoneIds: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
  ])("%s", (_, props, line) => expect(refusal(props)).toBe(`trading-test/Network: invalid input\n  - ${line}`));

  // A name, a Local Zone and a Wavelength Zone have ids of other forms (AWS Regions and Availability Zones).
  test.each(["eu-central-1a", "use1-atl2-az1", "use1-wl1-bos-wlz1", "az1", "euc1-az"])("that aren't an AZ's: %s", (id) => {
    expect(refusal({ availabilityZoneIds: ["euc1-az1", id] })).toContain(
      `availabilityZoneIds[1]: must be an AZ's id; received "${id}". Write it as "euc1-az1".`,
    );
  });
});

// AWS Regions and Availability Zones, "AWS Availability Zones", and the GovCloud and China user guides.
test.each([
  ["us-east-1", "use1"],
  ["us-west-2", "usw2"],
  ["eu-central-1", "euc1"],
  ["eu-north-1", "eun1"],
  ["eu-south-2", "eus2"],
  ["ap-northeast-1", "apne1"],
  ["ap-southeast-3", "apse3"],
  ["ap-south-1", "aps1"],
  ["ca-west-1", "caw1"],
  ["il-central-1", "ilc1"],
  ["sa-east-1", "sae1"],
  ["us-gov-west-1", "usgw1"],
  ["cn-northwest-1", "cnnw1"],
])("ids of AZs in %s begin with %s", (region, prefix) => expect(zoneIdPrefix(region)).toBe(prefix));

test("a region whose code is made otherwise takes any ids", () => {
  expect(zoneIdPrefix("eusc-de-east-1")).toBeUndefined();
});
