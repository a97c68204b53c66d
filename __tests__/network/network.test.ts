import { Token } from "cdktf";
import { Network, NetworkProps } from "../../modules/network";
import { INetwork } from "../../src/core";
import { NETWORK } from "../../src/core/interfaces";
import { changes } from "../support/changes";
import { messageOf, synth, testStack } from "../support/synth";
import { AZS, make, makeImported, reference, synthesized } from "./fixture";

const TIERS: NonNullable<NetworkProps["tiers"]> = [
  { name: "public", kind: "public", size: "small" },
  { name: "private", kind: "private", size: "large" },
  { name: "isolated", kind: "isolated", size: "medium" },
];

describe("a network", () => {
  test("has a public, a private and an isolated tier by default", () => {
    expect(make().network.tiers).toEqual(TIERS);
  });

  test("resolves its defaults", () => {
    expect(make().network).toMatchObject({
      natGateways: "none",
      interfaceEndpoints: [],
      trustedAccountIds: ["111122223333"],
      flowLogRetentionDays: 365,
      flowLogTraffic: "ALL",
      flowLogIntervalSeconds: 600,
      ipv6: false,
      networkAcls: false,
      removal: "protect",
    });
  });

  test("is its VPC's id and resource", () => {
    const { network, stack } = make();
    expect(reference(stack, network.vpcId)).toBe(`\${aws_vpc.${network.resource.friendlyUniqueId}.id}`);
    expect(network.node.defaultChild).toBe(network.resource);
  });

  test("connects to the internet by its internet gateway", () => {
    const { network } = make();
    expect(network.internetConnectivity).toBe(network.internetGateway);
  });

  test.each<[string, () => INetwork]>([
    ["made here", () => make().network],
    ["that exists", () => makeImported().network],
  ])("%s is what modules take", (_, network) => {
    expect(NETWORK.accepts(network())).toBe(true);
  });

  test("takes null for what is left out, as settings read from JSON have it", () => {
    const nothing = { tiers: null, natGateways: null, interfaceEndpoints: null, trustedAccountIds: null, flowLogs: null, ipv6: null };
    expect(synth(make({ ...nothing, publicAccessExclusion: null } as never).stack).json).toEqual(synthesized().json);
  });

  test("takes values that only Terraform knows", () => {
    const props: Partial<NetworkProps> = {
      availabilityZones: ["${var.a}", "${var.b}"],
      networkAcls: true,
      trustedAccountIds: ["${var.account}"],
      readableBuckets: ["${var.bucket}"],
      trustedCidrBlocks: ["${var.peer}"],
      flowLogRetentionDays: Token.asNumber("${var.days}"),
    };
    const result = synthesized(props);
    expect(result.resource("aws_subnet", "Network_private_1").availability_zone).toBe("${var.a}");
    expect(result.resource("aws_cloudwatch_log_group").retention_in_days).toBe("${var.days}");
  });
});

describe("a network that grows", () => {
  const stacks = (before: Partial<NetworkProps>, after: Partial<NetworkProps>) => changes(make(before).stack, make(after).stack);

  test("by an AZ at the end creates, and changes nothing but what lists all subnets", () => {
    const grown = stacks({ availabilityZones: AZS.slice(0, 2), natGateways: "perAz" }, { natGateways: "perAz" });
    expect(grown.gone).toEqual([]);
    expect(grown.changed).toEqual({
      "aws_db_subnet_group.Network_DatabaseSubnetGroup": ["subnet_ids"],
      "aws_elasticache_subnet_group.Network_CacheSubnetGroup": ["subnet_ids"],
      "aws_vpc_endpoint.Network_S3Endpoint": ["route_table_ids"],
    });
    expect(grown.made.filter((id) => /aws_(subnet|nat_gateway|eip)\./.test(id))).toEqual([
      "aws_eip.Network_Nat_eu-central-1c_Eip",
      "aws_nat_gateway.Network_Nat_eu-central-1c",
      "aws_subnet.Network_isolated_eu-central-1c",
      "aws_subnet.Network_private_eu-central-1c",
      "aws_subnet.Network_public_eu-central-1c",
    ]);
  });

  test("by a tier at the end creates, and changes no subnet", () => {
    const grown = stacks({ ipv6: true }, { ipv6: true, tiers: [...TIERS, { name: "partners", kind: "private", size: "medium" }] });
    expect(grown.gone).toEqual([]);
    expect(Object.keys(grown.changed)).toEqual(["aws_vpc_endpoint.Network_S3Endpoint"]);
  });

  test("from a single NAT gateway to one in each AZ changes routes alone", () => {
    const grown = stacks({ natGateways: "single" }, { natGateways: "perAz" });
    expect(grown.gone).toEqual([]);
    expect(new Set(Object.values(grown.changed).flat())).toEqual(new Set(["nat_gateway_id"]));
    expect(Object.keys(grown.changed).every((id) => id.startsWith("aws_route."))).toBe(true);
  });
});

const SERVICE = "must be a preset, or the last part of an AWS endpoint service's name";
const SERVICES =
  'Use sessionManager, logsAndMetrics, secrets, lifecycleHooks, containerImages, or write com.amazonaws.<region>.sqs as "sqs"; ' +
  "any other is given as { name, serviceName }, by its full name.";
const MEANT = "Any other is given as { name, serviceName }, by its full name.";
const RETENTIONS = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
const UNKNOWN =
  'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.';
const LIST_TOKEN = Token.asList("${var.list}");
const BOOLEAN_TOKEN = { resolve: () => "${var.flag}", creationStack: [], toString: () => "" };

const tier = (changed: object) => ({ tiers: [TIERS[0]!, { ...TIERS[1]!, ...changed }] });
const partner = (changed: object) => ({
  interfaceEndpoints: [{ name: "market-data", serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123", ...changed }],
});

describe("a network is refused", () => {
  test.each<[string, object, ...string[]]>([
    // Types
    ["without what it needs", { cidrBlock: undefined }, "cidrBlock: must be a string; received nothing. It is required."],
    [
      "without a key for flow logs in a log group",
      { encryptionKey: undefined },
      "encryptionKey: must be given for flow logs in a log group; received nothing. Give an EncryptionKey, or a log bucket as flowLogs.",
    ],
    [
      "with values of other types",
      {
        cidrBlock: 10,
        availabilityZones: "eu-central-1a",
        tiers: { public: "small" },
        natEipAllocationIds: ["eipalloc-0"],
        interfaceEndpoints: "ssm",
        trustedAccountIds: [111122223333],
        readableBuckets: "logs",
        encryptionKey: "arn:aws:kms:eu-central-1:111122223333:key/1",
        flowLogs: "logs",
        flowLogRetentionDays: "30",
        ipv6: "yes",
        networkAcls: 1,
        trustedCidrBlocks: "10.9.0.0/16",
      },
      "cidrBlock: must be a string; received 10. Put it in quotes.",
      'availabilityZones: must be a list of strings; received "eu-central-1a". Write it as ["…", "…"].',
      'tiers: must be a list; received {"public":"small"}. Put it in brackets: […].',
      'natEipAllocationIds: must be an object of strings; received ["eipalloc-0"]. Write it as { name: "value" }.',
      'interfaceEndpoints: must be a list; received "ssm". Put it in brackets: […].',
      'trustedAccountIds: must be a list of strings; received [111122223333]. Write it as ["…", "…"].',
      'readableBuckets: must be a list of strings; received "logs". Write it as ["…", "…"].',
      'encryptionKey: must be an EncryptionKey; received "arn:aws:kms:eu-central-1:111122223333:key/1". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).',
      'flowLogs: must be a LogBucket; received "logs". Give a LogBucket; for one that exists, LogBucket.fromAttributes(…).',
      'flowLogRetentionDays: must be a number; received "30". Write it without quotes.',
      'ipv6: must be true or false; received "yes". Write true or false, without quotes.',
      "networkAcls: must be true or false; received 1. Write true or false, without quotes.",
      'trustedCidrBlocks: must be a list of strings; received "10.9.0.0/16". Write it as ["…", "…"].',
    ],
    [
      "with words that aren't in a closed set",
      {
        natGateways: "both",
        flowLogTraffic: "SOME",
        flowLogIntervalSeconds: 300,
        publicAccessExclusion: "ingress",
        removal: "keep",
        flowLogRetentionDays: 366,
      },
      'natGateways: must be one of perAz, single, none; received "both". Use one of these.',
      'flowLogTraffic: must be one of ALL, ACCEPT, REJECT; received "SOME". Use one of these.',
      "flowLogIntervalSeconds: must be one of 60, 600; received 300. Use one of these.",
      'publicAccessExclusion: must be one of bidirectional, egress; received "ingress". Use one of these.',
      'removal: must be one of protect, destroy; received "keep". Use one of these.',
      `flowLogRetentionDays: must be one of ${RETENTIONS}; received 366. Use one of these.`,
    ],
    // The range
    [
      "by a range that isn't one",
      { cidrBlock: "10.0.0.0" },
      'cidrBlock: must be an IPv4 range; received "10.0.0.0". Write it as "10.0.0.0/16".',
    ],
    [
      "by a range off its boundary",
      { cidrBlock: "10.0.1.0/16" },
      'cidrBlock: must begin on its own boundary; received "10.0.1.0/16". Write it as "10.0.0.0/16".',
    ],
    [
      "by a range that is wider than EC2 allows",
      { cidrBlock: "10.0.0.0/8" },
      'cidrBlock: must be a /16 to a /24; received "10.0.0.0/8". Use a /16 inside it.',
    ],
    [
      "by a range that is too narrow for its tiers",
      { cidrBlock: "10.0.0.0/24" },
      'cidrBlock: must have room for subnets of 16 addresses in 4 AZs of every tier; received "10.0.0.0/24". ' +
        "The smallest that fits these tiers is 10.0.0.0/22; or make the small tiers larger.",
    ],
    [
      "by a range that EC2 refuses",
      { cidrBlock: "169.254.0.0/16" },
      'cidrBlock: must be outside 169.254.0.0/16, which EC2 refuses; received "169.254.0.0/16". ' +
        "Use a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
    ],
    ["by a range that only Terraform knows", { cidrBlock: "${var.cidr}" }, `cidrBlock: ${UNKNOWN}`],
    // Tiers
    [
      "without a tier",
      { tiers: [] },
      "tiers: must hold at least one tier; received []. Leave the prop out for public, private and isolated.",
    ],
    ["with a tier by its name alone", { tiers: ["public"] }, 'tiers[0]: must be an object; received "public". Write it as { … }.'],
    [
      "with a tier without a name, of an unknown kind and size",
      tier({ name: undefined, kind: "hidden", size: "huge" }),
      "tiers[1].name: must be a string; received nothing. It is required.",
      'tiers[1].kind: must be one of public, private, isolated; received "hidden". Use one of these.',
      'tiers[1].size: must be one of small, medium, large, xlarge; received "huge". Use one of these.',
    ],
    [
      "with a tier of an unknown kind and size",
      tier({ kind: "hidden", size: "huge" }),
      'tiers[1].kind: must be one of public, private, isolated; received "hidden". Use one of these.',
      'tiers[1].size: must be one of small, medium, large, xlarge; received "huge". Use one of these.',
    ],
    [
      "with a tier's name that no id can have",
      tier({ name: "1st" }),
      'tiers[1].name: must be 1 to 32 letters, digits and dashes, beginning with a letter; received "1st". Write it as "private".',
    ],
    [
      "with a tier that only Terraform knows, and what is wrong with the next",
      { tiers: [Token.asAny("${var.tier}"), { ...TIERS[1]!, name: "1st" }] },
      `tiers[0]: ${UNKNOWN}`,
      'tiers[1].name: must be 1 to 32 letters, digits and dashes, beginning with a letter; received "1st". Write it as "private".',
    ],
    [
      "with a tier that is called as another part of the network",
      tier({ name: "FlowLogs" }),
      'tiers[1].name: must not be the id of another part of the network; received "FlowLogs". Choose another name.',
    ],
    [
      "with two tiers of one name",
      tier({ name: "public" }),
      'tiers: must have unique names; received "public". Rename one of the tiers of that name.',
    ],
    [
      "with tiers that are larger than the VPC",
      { tiers: ["a", "b", "c"].map((name) => ({ name, kind: "private", size: "xlarge" })) },
      'tiers: must fit into the VPC together (small 1/16, medium 1/8, large 1/4, xlarge 1/2); received "24/16 of it". ' +
        "Make a tier smaller, or leave one out.",
    ],
    [
      "with a tier that only Terraform knows",
      tier({ name: "${var.name}", kind: "${var.kind}", size: "${var.size}" }),
      `tiers[1].name: ${UNKNOWN}`,
      `tiers[1].kind: ${UNKNOWN}`,
      `tiers[1].size: ${UNKNOWN}`,
    ],
    ["with a list of tiers that only Terraform knows", { tiers: LIST_TOKEN }, `tiers[0]: ${UNKNOWN}`],
    // AZs
    [
      "in one AZ",
      { availabilityZones: ["eu-central-1a"] },
      'availabilityZones: must be 2 to 4; received ["eu-central-1a"]. ' +
        "Load balancers and databases need two; three survive the loss of one with room to spare.",
    ],
    [
      "in five AZs",
      { availabilityZones: ["a", "b", "c", "d", "e"].map((letter) => `eu-central-1${letter}`) },
      "availabilityZones: must be 2 to 4; " +
        'received ["eu-central-1a","eu-central-1b","eu-central-1c","eu-central-1d","eu-central-1e"]. ' +
        "Load balancers and databases need two; three survive the loss of one with room to spare.",
    ],
    [
      "in an AZ twice",
      { availabilityZones: ["eu-central-1a", "eu-central-1a"] },
      'availabilityZones: must each be named once; received ["eu-central-1a","eu-central-1a"]. Remove the duplicate.',
    ],
    [
      "in an AZ of another region",
      { availabilityZones: ["eu-central-1a", "eu-west-1b"] },
      'availabilityZones[1]: must be an AZ of eu-central-1; received "eu-west-1b". Write it as "eu-central-1b".',
    ],
    ["in a list of AZs that only Terraform knows", { availabilityZones: LIST_TOKEN }, `availabilityZones: ${UNKNOWN}`],
    // NAT
    [
      "with NAT gateways and no public tier",
      { tiers: TIERS.slice(1), natGateways: "single" },
      'natGateways: must have a public tier to be placed in; received "single". Add a tier of the kind public, or use "none".',
    ],
    [
      "with an Elastic IP in an AZ without a NAT gateway",
      { natEipAllocationIds: { "eu-central-1b": "eipalloc-0" }, natGateways: "single" },
      'natEipAllocationIds: must be keyed by an AZ that has a NAT gateway; received "eu-central-1b". Use one of eu-central-1a.',
    ],
    [
      "with an Elastic IP and no NAT gateway",
      { natEipAllocationIds: { "eu-central-1a": "eipalloc-0" } },
      'natEipAllocationIds: must be keyed by an AZ that has a NAT gateway; received "eu-central-1a". ' +
        "Use one of the names in availabilityZones, with natGateways.",
    ],
    [
      "with an address in place of its allocation id",
      { natEipAllocationIds: { "eu-central-1a": "192.0.2.1" }, natGateways: "single" },
      'natEipAllocationIds["eu-central-1a"]: must be an allocation id; received "192.0.2.1". Copy the one that begins with "eipalloc-".',
    ],
    ["with NAT gateways that only Terraform knows", { natGateways: "${var.nat}" }, `natGateways: ${UNKNOWN}`],
    // Endpoints
    [
      "with what isn't the last part of an endpoint service's name",
      { interfaceEndpoints: ["com.amazonaws.eu-central-1.sqs", "SQS", "sessionmanager", "secretmanager", "mainframe"] },
      `interfaceEndpoints[0]: ${SERVICE}; received "com.amazonaws.eu-central-1.sqs". ${SERVICES}`,
      `interfaceEndpoints[1]: ${SERVICE}; received "SQS". Did you mean sqs? ${MEANT}`,
      `interfaceEndpoints[2]: ${SERVICE}; received "sessionmanager". Did you mean sessionManager? ${MEANT}`,
      `interfaceEndpoints[3]: ${SERVICE}; received "secretmanager". Did you mean secretsmanager? ${MEANT}`,
      `interfaceEndpoints[4]: ${SERVICE}; received "mainframe". ${SERVICES}`,
    ],
    ["with an endpoint service by its number", { interfaceEndpoints: [1] }, `interfaceEndpoints[0]: ${SERVICE}; received 1. ${SERVICES}`],
    [
      "with settings of an endpoint that it doesn't have, in AZs that it isn't in",
      { interfaceEndpoints: ["sessionManager"], endpointSettings: { sqs: {}, ssm: { availabilityZones: ["eu-central-1d"] } } },
      'endpointSettings["sqs"]: must be of an endpoint that the network has; received {}. Use one of s3, sessionManager, ssm, ssmmessages.',
      `endpointSettings["ssm"].availabilityZones: must be one or more of the network's AZs, as they are named there; received ["eu-central-1d"]. ` +
        "Name one of them, or leave it out for all.",
    ],
    [
      "with endpoint policies that say nothing, or of nobody, or of one role at a gateway",
      {
        interfaceEndpoints: ["sqs", "sns"],
        endpointSettings: {
          sqs: { policy: [] },
          sns: { policy: [{ sid: "All", actions: ["*"], resources: ["*"] }] },
          s3: { policy: [{ sid: "Role", principals: { aws: ["arn:aws:iam::111122223333:role/a"] }, actions: ["s3:*"], resources: ["*"] }] },
        },
      },
      'endpointSettings["sqs"].policy: must not be empty; received []. Leave it out for the default policy.',
      'endpointSettings["sns"].policy[0].principals: must say who, as every endpoint policy does; received "All". Write "*", and conditions.',
      'endpointSettings["s3"].policy[0].principals: must be * for a gateway endpoint; received {"aws":["arn:aws:iam::111122223333:role/a"]}. ' +
        'Write "*", and who is meant as a condition on aws:PrincipalArn or aws:PrincipalAccount.',
    ],
    // AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
    [
      "with an endpoint policy that is longer than AWS allows",
      {
        interfaceEndpoints: ["sqs"],
        endpointSettings: {
          sqs: { policy: [{ sid: "Long", principals: "*", actions: ["*"], resources: ["arn:aws:s3:::".padEnd(20_480, "a")] }] },
        },
      },
      'endpointSettings["sqs"].policy: must fit into 20480 characters; received 20593. Say more with fewer statements.',
    ],
    [
      "with no endpoint service",
      { interfaceEndpoints: [null] },
      "interfaceEndpoints[0]: must be an object; received nothing. It is required.",
    ],
    ["with endpoint services that only Terraform knows", { interfaceEndpoints: LIST_TOKEN }, `interfaceEndpoints[0]: ${UNKNOWN}`],
    [
      "with endpoints and no private tier",
      { tiers: TIERS.slice(0, 1), interfaceEndpoints: ["ssm"] },
      'interfaceEndpoints: must have a private tier to be placed in; received ["ssm"]. Add a tier of the kind private, or leave them out.',
    ],
    [
      "with a partner's endpoint of other types",
      partner({ name: 1, serviceName: undefined, privateDnsEnabled: "yes" }),
      "interfaceEndpoints[0].name: must be a string; received 1. Put it in quotes.",
      "interfaceEndpoints[0].serviceName: must be a string; received nothing. It is required.",
      'interfaceEndpoints[0].privateDnsEnabled: must be true or false; received "yes". Write true or false, without quotes.',
    ],
    [
      "with a partner's endpoint by half a name",
      partner({ serviceName: "vpce-svc-0123" }),
      'interfaceEndpoints[0].serviceName: must be an endpoint service\'s full name; received "vpce-svc-0123". ' +
        'Copy it from its provider: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0".',
    ],
    [
      "with a partner's endpoint whose name no id can have",
      partner({ name: "market data" }),
      'interfaceEndpoints[0].name: must be 1 to 63 letters, digits and dashes, beginning with a letter; received "market data". Write it as "market-data".',
    ],
    [
      "with a partner's endpoint that is called as a service of AWS",
      partner({ name: "kms" }),
      'interfaceEndpoints[0].name: must not be the name of a preset or an AWS service, nor SecurityGroup; received "kms". Choose another name.',
    ],
    [
      "with a partner's endpoint that is called as another endpoint's service",
      { interfaceEndpoints: ["athena", ...partner({ name: "athena" }).interfaceEndpoints] },
      'interfaceEndpoints[1].name: must not be the name of a preset or an AWS service, nor SecurityGroup; received "athena". Choose another name.',
    ],
    [
      "with a partner's endpoint that is called as the security group",
      partner({ name: "SecurityGroup" }),
      'interfaceEndpoints[0].name: must not be the name of a preset or an AWS service, nor SecurityGroup; received "SecurityGroup". Choose another name.',
    ],
    [
      "with two partner's endpoints of one name",
      { interfaceEndpoints: [...partner({}).interfaceEndpoints, ...partner({}).interfaceEndpoints] },
      'interfaceEndpoints: must have unique names; received ["market-data","market-data"]. Rename one of the endpoints of that name.',
    ],
    [
      "with a partner's endpoint whose name only Terraform knows",
      partner({ name: "${var.name}" }),
      `interfaceEndpoints[0].name: ${UNKNOWN}`,
    ],
    [
      "with an account id that isn't one",
      { trustedAccountIds: ["123"] },
      'trustedAccountIds[0]: must be twelve digits; received "123". Copy the account id, leading zeros included, as a string.',
    ],
    [
      "with endpoints that allow no account",
      { trustedAccountIds: [] },
      "trustedAccountIds: must hold at least one account; received []. Leave the prop out for the stack's account.",
    ],
    [
      "with an ARN in place of a bucket's name",
      { readableBuckets: ["arn:aws:s3:::packages"] },
      'readableBuckets[0]: must be a bucket\'s name, not its ARN; received "arn:aws:s3:::packages". Write what stands behind the last colon.',
    ],
    // Public access
    // What decides what is created
    [
      "with choices that only Terraform knows",
      {
        ipv6: BOOLEAN_TOKEN,
        networkAcls: BOOLEAN_TOKEN,
        trustedAccountIds: LIST_TOKEN,
        readableBuckets: LIST_TOKEN,
        trustedCidrBlocks: LIST_TOKEN,
      },
      `ipv6: ${UNKNOWN}`,
      `networkAcls: ${UNKNOWN}`,
      `trustedAccountIds: ${UNKNOWN}`,
      `readableBuckets: ${UNKNOWN}`,
      `trustedCidrBlocks: ${UNKNOWN}`,
    ],
    [
      "with all that is wrong in one error",
      { cidrBlock: "10.0.1.0/16", availabilityZones: ["eu-central-1a"], trustedAccountIds: ["1"] },
      'cidrBlock: must begin on its own boundary; received "10.0.1.0/16". Write it as "10.0.0.0/16".',
      'availabilityZones: must be 2 to 4; received ["eu-central-1a"]. ' +
        "Load balancers and databases need two; three survive the loss of one with room to spare.",
      'trustedAccountIds[0]: must be twelve digits; received "1". Copy the account id, leading zeros included, as a string.',
    ],
  ])("%s", (_, props, ...lines) => {
    const heading = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    expect(messageOf(() => make(props))).toBe([`trading-test/Network: ${heading}`, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });

  test("with settings of endpoints that only Terraform knows", () => {
    const props = { dynamoDbEndpoint: BOOLEAN_TOKEN, endpointSettings: BOOLEAN_TOKEN } as never;
    expect(messageOf(() => make(props))).toBe(
      `trading-test/Network: 2 invalid inputs\n  - dynamoDbEndpoint: ${UNKNOWN}\n  - endpointSettings: ${UNKNOWN}`,
    );
  });

  test("without props", () => {
    expect(messageOf(() => new Network(testStack(), "Network", undefined as never))).toBe(
      "trading-test/Network: invalid input\n  - props: must be an object; received nothing. It is required.",
    );
  });
});
