/**
 * The network by the real provider: validated and planned offline; applied to the emulator, grown and destroyed to nothing.
 * Each test on the emulator goes on from the one before.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcPeeringConnection } from "@cdktf/provider-aws/lib/vpc-peering-connection";
import { App, TerraformStack } from "cdktf";
import { Network, NetworkProps, VpcBlockPublicAccess } from "../../modules/network";
import { LogBucket } from "../../modules/storage";
import { AlarmTopic, AwsEnvironment, EncryptionKey } from "../../src/core";
import { Values } from "../../tools/support/plan/planned-changes";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const TWO = [`${REGION}a`, `${REGION}b`];
const THREE = [...TWO, `${REGION}c`];
const emulator = useEmulator();

function build(props: Partial<NetworkProps> = {}) {
  return (app: App) => {
    const stack = new TerraformStack(app, "network");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    const network = new Network(stack, "Network", {
      cidrBlock: "10.0.0.0/16",
      availabilityZones: THREE,
      encryptionKey: new EncryptionKey(stack, "Key", { removal: "destroy" }),
      removal: "destroy",
      ...props,
    });
    if (network.natGateways !== "none") {
      network.addAlarms(AlarmTopic.fromArn(stack, "Alarms", `arn:aws:sns:${REGION}:${EMULATOR_ACCOUNT_ID}:alarms`));
    }
    return stack;
  };
}

/** The same, connected to another VPC by peering and to a data centre by a transit gateway that another stack has. */
function buildConnected(props: Partial<NetworkProps>, others: { readonly transitGateway?: boolean } = {}) {
  return (app: App) => {
    const stack = build(props)(app);
    const network = stack.node.findChild("Network") as Network;
    const peer = new Vpc(stack, "Peer", { cidrBlock: "10.9.0.0/16" });
    const peering = new VpcPeeringConnection(stack, "Peering", { vpcId: network.vpcId, peerVpcId: peer.id, autoAccept: true });
    network.addRoute("peer", { tiers: ["private", "isolated"], destinationCidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: peering.id });
    if (others.transitGateway) {
      network.addRoute("onPremises", {
        tiers: ["private"],
        destinationPrefixListId: "pl-0123456789abcdef0",
        transitGatewayId: "tgw-0123456789abcdef0",
      });
      network.addRoute("vpn", { tiers: ["private"], destinationCidrBlock: "10.0.0.0/8", virtualPrivateGatewayId: "vgw-0123456789abcdef0" });
    }
    return stack;
  };
}

/** Two tiers of their own in a secondary range. */
const SECONDARY: Partial<NetworkProps> = {
  secondaryCidrBlocks: ["100.64.0.0/16"],
  tiers: [
    { name: "public", kind: "public", size: "small" },
    { name: "private", kind: "private", size: "large" },
    { name: "isolated", kind: "isolated", size: "medium" },
    { name: "pods", kind: "private", size: "xlarge", cidrBlock: "100.64.0.0/16" },
  ],
};

const FULL: Partial<NetworkProps> = {
  natGateways: "perAz",
  resolverQueryLogs: true,
  interfaceEndpoints: ["sessionManager", "logsAndMetrics", "secrets"],
  ipv6: true,
  networkAcls: true,
  trustedCidrBlocks: ["10.9.0.0/16", "fd00:9::/32"],
  gatewayEndpointCidrBlocks: ["52.219.168.0/24"],
};

describe("planned offline", () => {
  test.each([
    ["two AZs", TWO, 6],
    ["three AZs", THREE, 9],
  ])("%s are valid, and need no data source", async (_, availabilityZones, subnets) => {
    const workspace = await Workspace.make(build({ ...FULL, availabilityZones }));
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.dataSources).toEqual([]);
    expect(plan.changes.every(({ action }) => action === "create")).toBe(true);
    expect(plan.of("create", "aws_subnet")).toHaveLength(subnets);
    expect(plan.of("create", "aws_nat_gateway")).toHaveLength(availabilityZones.length);
    expect(plan.resource("aws_subnet", `Network/private/${REGION}a`)).toMatchObject({
      cidr_block: "10.0.64.0/20",
      availability_zone: `${REGION}a`,
      map_public_ip_on_launch: false,
    });
  });

  test("network ACLs without NAT and IPv6 are valid", async () => {
    const workspace = await Workspace.make(build({ networkAcls: true }));
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.of("create", "aws_network_acl")).toHaveLength(3);
    expect(plan.resource("aws_network_acl", "Network/NetworkAcls/isolated")).toMatchObject({
      ingress: [{ rule_no: 100, action: "allow", protocol: "-1", cidr_block: "10.0.0.0/16" }],
    });
  });

  test("endpoints of every kind, with settings of their own, are valid", async () => {
    const policy = [{ sid: "Send", principals: "*", actions: ["sqs:SendMessage"], resources: ["*"] }] as const;
    const workspace = await Workspace.make(
      build({
        interfaceEndpoints: ["sessionManager", "sqs", "s3", "dynamodb-streams", "athena"],
        dynamoDbEndpoint: true,
        endpointSettings: { sessionManager: { availabilityZones: [`${REGION}a`] }, sqs: { policy } },
      }),
    );
    await workspace.validate();
    const endpoints = (await workspace.plan()).of("create", "aws_vpc_endpoint");
    expect(endpoints.map(({ path }) => path).sort()).toEqual([
      "Network/DynamoDbEndpoint/Resource",
      ...["athena", "dynamodb-streams", "s3", "sqs", "ssm", "ssmmessages"].map((name) => `Network/InterfaceEndpoints/${name}`),
      "Network/S3Endpoint/Resource",
    ]);
    expect(endpoints.find(({ path }) => path.endsWith("/s3"))!.after).toMatchObject({
      private_dns_enabled: true,
      dns_options: [{ private_dns_only_for_inbound_resolver_endpoint: true }],
    });
  });

  test("Resolver query logs and flow logs in one log bucket are valid", async () => {
    const workspace = await Workspace.make((app) => {
      const stack = new TerraformStack(app, "network");
      new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
      new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
      const logs = new LogBucket(stack, "Logs");
      const place = { cidrBlock: "10.0.0.0/16", availabilityZones: TWO };
      new Network(stack, "Network", { ...place, flowLogs: logs, resolverQueryLogs: logs });
      return stack;
    });
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.of("create", "aws_cloudwatch_log_group")).toEqual([]);
    expect(plan.resource("aws_route53_resolver_query_log_config").destination_arn).toBe(
      `arn:aws:s3:::network-logs-${EMULATOR_ACCOUNT_ID}-${REGION}/network-Network-ResolverQueryLogs/`,
    );
  });

  test("Resolver query logs in a log group, and alarms of NAT gateways, are valid", async () => {
    const workspace = await Workspace.make(build({ ...FULL, availabilityZones: TWO }));
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.summary("aws_route53_resolver_query_log_config")).toEqual(["create Network/ResolverQueryLogs/Resource"]);
    expect(plan.summary("aws_route53_resolver_query_log_config_association")).toEqual(["create Network/ResolverQueryLogs/Association"]);
    expect(plan.summary("aws_cloudwatch_metric_alarm")).toEqual(
      TWO.flatMap((az) => ["packetsDropped", "portAllocationErrors"].map((name) => `create Network/Nat/${az}/Alarms/${name}`)),
    );
  });

  test.each<["name" | "place", string]>([
    ["name", "euc1-az1"],
    ["place", "1"],
  ])("AZs by id, keyed by their %s, are valid, and need no data source", async (availabilityZoneKeys, key) => {
    const ids = ["euc1-az1", "euc1-az3"];
    const workspace = await Workspace.make(
      build({ ...FULL, availabilityZones: undefined, availabilityZoneIds: ids, availabilityZoneKeys }),
    );
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.dataSources).toEqual([]);
    expect(plan.of("create", "aws_subnet")).toHaveLength(6);
    expect(plan.resource("aws_subnet", `Network/private/${key}`)).toMatchObject({ availability_zone_id: "euc1-az1" });
  });

  test("secondary ranges with tiers, and routes to other networks, are valid", async () => {
    const workspace = await Workspace.make(buildConnected({ ...FULL, ...SECONDARY }, { transitGateway: true }));
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.resource("aws_vpc_ipv4_cidr_block_association").cidr_block).toBe("100.64.0.0/16");
    expect(plan.resource("aws_subnet", `Network/pods/${REGION}a`).cidr_block).toBe("100.64.0.0/19");
    const routes = plan.summary("aws_route").filter((line) => line.includes("/Routes/"));
    expect(routes).toEqual(
      [["isolated", "10_9_0_0_16"], ...["10_0_0_0_8", "10_9_0_0_16", "pl-0123456789abcdef0"].map((id) => ["private", id])]
        .flatMap(([tier, id]) => THREE.map((az) => `create Network/${tier}/${az}/Routes/${id}`))
        .sort(),
    );
  });

  test("flow logs in a log bucket, without a key, are valid", async () => {
    const workspace = await Workspace.make((app) => {
      const stack = new TerraformStack(app, "network");
      new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
      new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
      new Network(stack, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones: TWO, flowLogs: new LogBucket(stack, "Logs") });
      return stack;
    });
    await workspace.validate();
    expect((await workspace.plan()).of("create", "aws_kms_key")).toEqual([]);
  });

  test("public access blocked for the account, with this VPC taken out, is valid", async () => {
    const workspace = await Workspace.make((app) => {
      const stack = build({ publicAccessExclusion: "bidirectional" })(app);
      new VpcBlockPublicAccess(stack, "BlockPublicAccess", { block: "bidirectional" });
      return stack;
    });
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.resource("aws_vpc_block_public_access_options").internet_gateway_block_mode).toBe("block-bidirectional");
    expect(plan.resource("aws_vpc_block_public_access_exclusion").internet_gateway_exclusion_mode).toBe("allow-bidirectional");
  });
});

describe("on the emulator", () => {
  let workspace: Workspace;

  test("two AZs are applied, and a second plan is empty", async () => {
    workspace = await Workspace.make(build({ ...FULL, availabilityZones: TWO }), { endpoint: emulator.url });
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("a third AZ creates, and touches no subnet, route or gateway that exists", async () => {
    workspace.synth(build({ ...FULL, availabilityZones: THREE }));
    const plan = await workspace.plan();
    expect([...plan.of("replace"), ...plan.of("delete")]).toEqual([]);
    // What names all subnets gets one more in place.
    expect([...new Set(plan.of("update").map(({ type }) => type))].sort()).toEqual([
      "aws_db_subnet_group",
      "aws_elasticache_subnet_group",
      "aws_network_acl",
      "aws_vpc_endpoint",
    ]);
    expect(plan.summary("aws_subnet")).toEqual(
      ["isolated", "private", "public"].map((tier) => `create Network/${tier}/${REGION}c/Resource`),
    );
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("a tier at the end creates, and touches no subnet that exists", async () => {
    const tiers: NetworkProps["tiers"] = [
      { name: "public", kind: "public", size: "small" },
      { name: "private", kind: "private", size: "large" },
      { name: "isolated", kind: "isolated", size: "medium" },
      { name: "partners", kind: "private", size: "medium" },
    ];
    workspace.synth(build({ ...FULL, tiers }));
    const plan = await workspace.plan();
    expect([...plan.of("replace"), ...plan.of("delete")]).toEqual([]);
    expect(plan.summary("aws_subnet")).toEqual(THREE.map((az) => `create Network/partners/${az}/Resource`));
  });

  test("a further trusted range adds rules to network ACLs, and touches no rule that exists", async () => {
    workspace.synth(build({ ...FULL, trustedCidrBlocks: ["10.7.0.0/16", ...FULL.trustedCidrBlocks!] }));
    const plan = await workspace.plan();
    const acls = plan.of("update", "aws_network_acl");
    expect(acls).toHaveLength(3);
    for (const { before, after } of acls) {
      const [rules, planned] = [before, after].map((values) =>
        (values!.ingress as Values[]).map(({ rule_no, cidr_block, ipv6_cidr_block }) => `${rule_no} ${cidr_block || ipv6_cidr_block}`),
      );
      expect(planned!.filter((rule) => !rules!.includes(rule))).toEqual([expect.stringMatching(/^\d+ 10\.7\.0\.0\/16$/)]);
      expect(rules!.filter((rule) => !planned!.includes(rule))).toEqual([]);
    }
  });

  test("a secondary range, a tier in it and routes create, and touch no subnet, route or gateway that exists", async () => {
    workspace.synth(buildConnected({ ...FULL, ...SECONDARY }));
    const plan = await workspace.plan();
    expect([...plan.of("replace"), ...plan.of("delete")]).toEqual([]);
    expect([...new Set(plan.of("update").map(({ type }) => type))].sort()).toEqual(["aws_network_acl", "aws_vpc_endpoint"]);
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("from a NAT gateway in each AZ to one is a change of routes, not of subnets", async () => {
    workspace.synth(buildConnected({ ...FULL, ...SECONDARY, natGateways: "single" }));
    const plan = await workspace.plan();
    expect(plan.of("replace")).toEqual([]);
    expect([...new Set(plan.of("update").map(({ type }) => type))]).toEqual(["aws_route"]);
    expect([...new Set(plan.of("delete").map(({ type }) => type))].sort()).toEqual([
      "aws_cloudwatch_metric_alarm",
      "aws_eip",
      "aws_nat_gateway",
    ]);
  });

  test("everything is destroyed", async () => {
    await workspace.destroy();
    expect(await workspace.resources()).toEqual([]);
  });
});

describe("the default network ACL on the emulator", () => {
  test("has AWS's rules with network ACLs of the tiers and without, none where it denies, and a second plan is empty each time", async () => {
    const steps: readonly Partial<NetworkProps>[] = [
      { networkAcls: true, defaultNetworkAclTraffic: "denied" },
      { networkAcls: true },
      { networkAcls: false },
      { networkAcls: true, defaultNetworkAclTraffic: "denied" },
    ];
    const workspace = await Workspace.make(build({ availabilityZones: TWO, ...steps[0] }), { endpoint: emulator.url });
    const rules = async (): Promise<string[]> => {
      const { ingress } = (await workspace.deployedOne("aws_default_network_acl", "Network")).values as { ingress: Values[] };
      return ingress
        .map(({ rule_no, action, cidr_block, ipv6_cidr_block }) => `${rule_no} ${action} ${cidr_block || ipv6_cidr_block}`)
        .sort();
    };
    for (const step of steps) {
      workspace.synth(build({ availabilityZones: TWO, ...step }));
      await workspace.apply();
      expect(await rules()).toEqual(step.defaultNetworkAclTraffic === "denied" ? [] : ["100 allow 0.0.0.0/0", "101 allow ::/0"]);
      expect((await workspace.plan()).unexplained).toEqual([]);
    }
    await workspace.destroy();
  });
});

describe("AZs on the emulator", () => {
  test("that were named are given by their ids without a change, where their keys are places", async () => {
    const workspace = await Workspace.make(build({ availabilityZones: TWO, availabilityZoneKeys: "place" }), { endpoint: emulator.url });
    await workspace.apply();
    const zones = (await workspace.deployed())
      .filter(({ address }) => /^aws_subnet\.Network_private_/.test(address))
      .map(({ values }) => String(values.availability_zone_id));
    workspace.synth(build({ availabilityZones: undefined, availabilityZoneIds: zones, availabilityZoneKeys: "place" }));
    expect((await workspace.plan()).unexplained).toEqual([]);
    await workspace.destroy();
  });
});
