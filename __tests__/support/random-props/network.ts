/** Prop sets of Network. */
import { Network } from "../../../modules/network";
import fc from "../fast-check";
import { bool, byName, pick, props, ref, removal, some, someOf } from "./arbitraries";
import { Subjects } from "./run";

const AZS = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const RETENTION_DAYS = pick(1, 7, 30, 90, 365, 400, 3653);
const SERVICES = [
  "sessionManager",
  "logsAndMetrics",
  "secrets",
  "lifecycleHooks",
  "containerImages",
  "sqs",
  "sns",
  "kms",
  "execute-api",
  "s3",
  "dynamodb",
];
const PARTNER = { name: "market-data", serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0" };

const tier = props(
  {
    name: pick("public", "private", "isolated", "data", "dmz", "edge-1"),
    kind: pick("public", "private", "isolated"),
    size: pick("small", "small", "medium", "large", "xlarge"),
  },
  { cidrBlock: pick("10.0.0.0/16", "100.64.0.0/16") },
);
const statement = props(
  { actions: someOf(["s3:GetObject", "sqs:SendMessage", "*"], 1), resources: pick(["*"], ["arn:aws:s3:::trading-assets-1/*"]) },
  { principals: pick("*", { accounts: ["111122223333"] }), effect: pick("Allow", "Deny"), sid: pick("One", "Two") },
);

export const network: Subjects = {
  Network: {
    props: props(
      {
        cidrBlock: pick("10.0.0.0/16", "10.20.0.0/18", "172.16.0.0/20", "192.168.0.0/22", "192.168.0.0/24"),
        availabilityZones: someOf(AZS, 2),
        encryptionKey: ref("key"),
      },
      {
        secondaryCidrBlocks: someOf(["100.64.0.0/16", "10.1.0.0/16", "10.2.0.0/24"], 1),
        availabilityZoneKeys: pick("name", "place"),
        tiers: fc.uniqueArray(tier, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
        natGateways: pick("perAz", "single", "none"),
        natEipAllocationIds: byName(pick("eipalloc-0123456789abcdef0", "eipalloc-0123456789abcdef1"), AZS, 1),
        interfaceEndpoints: someOf([...SERVICES, PARTNER], 1, 5),
        dynamoDbEndpoint: bool,
        endpointSettings: byName(
          props({}, { policy: some(statement, 1), availabilityZones: someOf(AZS, 1), privateDnsEnabled: bool }),
          [...SERVICES, "market-data"],
          1,
        ),
        trustedAccountIds: someOf(["444455556666", "777788889999"], 1),
        readableBuckets: someOf(["partner-prices", "vendor.files"], 1),
        flowLogs: ref("logs"),
        flowLogRetentionDays: RETENTION_DAYS,
        flowLogTraffic: pick("ALL", "ACCEPT", "REJECT"),
        flowLogIntervalSeconds: pick(60, 600),
        resolverQueryLogs: pick(true, false),
        resolverQueryLogRetentionDays: RETENTION_DAYS,
        ipv6: bool,
        networkAcls: bool,
        defaultNetworkAclTraffic: pick("allowed", "denied"),
        trustedCidrBlocks: someOf(["10.200.0.0/16", "192.168.100.0/24"], 1),
        gatewayEndpointCidrBlocks: someOf(["3.5.134.0/23", "52.219.170.0/23"], 1),
        publicAccessExclusion: pick("bidirectional", "egress"),
        removal,
      },
    ),
    build: (scope, id, given) => new Network(scope, id, given),
    excepted: {
      "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy",
      // Without zones it takes the account's, as its docstring says.
      "ec2-zone-names": ({ availabilityZones }) => !Array.isArray(availabilityZones),
      // Nothing in it calls what isn't asked for.
      "ec2-api-endpoint": () => true,
      "ec2-incident-endpoints": () => true,
      "ec2-registry-endpoints": () => true,
      "ec2-systems-manager-endpoint": ({ interfaceEndpoints = [] }) => !interfaceEndpoints.includes("sessionManager"),
      "ec2-network-acl-admin-ports": ({ networkAcls, defaultNetworkAclTraffic }) => !networkAcls || defaultNetworkAclTraffic !== "denied",
      "cloudwatch-log-retention": ({ flowLogRetentionDays, resolverQueryLogRetentionDays }) =>
        flowLogRetentionDays < 365 || resolverQueryLogRetentionDays < 365,
      "ec2-flow-logs": ({ flowLogTraffic }) => flowLogTraffic === "ACCEPT",
      "vpc-flow-logs-of-all-traffic": ({ flowLogTraffic }) => flowLogTraffic !== undefined && flowLogTraffic !== "ALL",
    },
  },
};
