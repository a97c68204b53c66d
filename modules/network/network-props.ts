import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, ILogBucket, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import {
  BOOLEAN,
  NUMBER,
  PropTypes,
  STRING,
  STRINGS,
  STRING_RECORD,
  either,
  list,
  oneOf,
  optional,
  record,
} from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { REMOVAL } from "../../src/internal/removal";
import { Validator, isKnown } from "../../src/internal/validator";
import { AVAILABILITY_ZONE_KEYS, AvailabilityZoneKeys, checkAvailabilityZones, givenZones } from "./availability-zones";
import { EndpointSettings, checkEndpointSettings } from "./endpoint-settings";
import { FLOW_LOG_INTERVALS_SECONDS, FLOW_LOG_TRAFFIC, FlowLogIntervalSeconds, FlowLogTraffic, checkFlowLogs } from "./flow-logs";
import { InterfaceEndpointService, checkInterfaceEndpoints, endpointNames } from "./interface-endpoints";
import { NAT_PLACEMENTS, NatPlacement, checkNatGateways } from "./nat-gateways";
import { checkNetworkAcls } from "./network-acls";
import { PUBLIC_ACCESS_EXCLUSIONS, VpcPublicAccessExclusion } from "./public-access-exclusion";
import { checkResolverQueryLogs } from "./resolver-query-logs";
import { checkEndpointAccess } from "./s3-endpoint";
import { DEFAULT_TIERS, NetworkTier, checkTiers } from "./tier-subnets";
import { DEFAULT_NETWORK_ACL_TRAFFIC, DefaultNetworkAclTraffic, checkDefaultNetworkAcl } from "./vpc-defaults";

/** The choices for a network. */
export interface NetworkProps {
  /** The VPC's IPv4 range, /16 to /24. A change replaces the VPC. */
  readonly cidrBlock: string;
  /**
   * Further IPv4 ranges of the VPC, /16 to /28, up to four unless AWS raises the quota: where a tier finds no more room, or instances have addresses that connected networks
   * don't know (100.64.0.0/10). A tier is placed in one by its `cidrBlock`. One more replaces nothing.
   *
   * @default - none
   */
  readonly secondaryCidrBlocks?: readonly string[];
  /**
   * Two to four AZs by name, such as `eu-central-1a`. Add one at the end: the subnets that exist stay as they are.
   *
   * @default - three of the region, looked up; name them for anything that lives long
   */
  readonly availabilityZones?: readonly string[];
  /**
   * The same by id, such as `euc1-az1`, in place of the names. A name may be another place in each account, an id is the same for all (AWS Regions and
   * Availability Zones, "AZ IDs"): accounts that exchange much data, or reach a market-data feed, within an AZ name it by its id.
   *
   * @default - the AZs of `availabilityZones`
   */
  readonly availabilityZoneIds?: readonly string[];
  /**
   * What the resources of an AZ are called by: its name or id, or its place. Give `place` with the first names of AZs that were looked up before: everything then keeps its address.
   *
   * @default "name"; `place` for AZs that are looked up
   */
  readonly availabilityZoneKeys?: AvailabilityZoneKeys;
  /**
   * The tiers, in the order in which they are placed in the range. Add one at the end.
   *
   * @default - `public` (small), `private` (large) and `isolated` (medium)
   */
  readonly tiers?: readonly NetworkTier[];
  /**
   * NAT gateways for the private tiers: one in each AZ, one for all, or none. Without one, instances reach AWS through
   * endpoints and nothing else outside.
   *
   * @default "none"
   */
  readonly natGateways?: NatPlacement;
  /** Allocation ids of Elastic IPs for the NAT gateways, by AZ (its name or id, as given), where partners allow those addresses. @default - new ones */
  readonly natEipAllocationIds?: Readonly<Record<string, string>>;
  /** AWS services that the private tiers reach without leaving the VPC; each costs by the hour and AZ. @default - none */
  readonly interfaceEndpoints?: readonly InterfaceEndpointService[];
  /** A free gateway endpoint for DynamoDB, which all but the public tiers reach it through, as they do S3. @default false */
  readonly dynamoDbEndpoint?: boolean;
  /**
   * What endpoints have of their own: policy, AZs, private DNS. By the service's short name (`sqs`; `s3` and `dynamodb` for the gateway endpoints too), a preset
   * or a partner endpoint's name; a service's own go before its preset's.
   *
   * @default - none
   */
  readonly endpointSettings?: Readonly<Record<string, EndpointSettings>>;
  /** Accounts whose principals may use the endpoints, twelve digits each. @default - the stack's account */
  readonly trustedAccountIds?: readonly string[];
  /** Buckets of other accounts that may be read through the S3 endpoint. @default - none but Amazon Linux's repository */
  readonly readableBuckets?: readonly string[];
  /** Encrypts the log groups of flow logs and Resolver query logs. @default - none: it must be given unless both go to log buckets, which have keys of their own */
  readonly encryptionKey?: IEncryptionKey;
  /** The log bucket that the flow logs are delivered to. @default - a log group */
  readonly flowLogs?: ILogBucket;
  /** Days that the log group keeps them, one of the periods that CloudWatch Logs has. @default 365 */
  readonly flowLogRetentionDays?: number;
  /** Which connections are recorded. @default "ALL" */
  readonly flowLogTraffic?: FlowLogTraffic;
  /** Seconds that a record covers at most, 60 or 600. @default 600 */
  readonly flowLogIntervalSeconds?: FlowLogIntervalSeconds;
  /**
   * Whether the DNS queries that originate in the VPC are logged: to a log group under `encryptionKey`, or to the log bucket that is given, in the
   * network's region. A VPC is logged once for each type of destination (Amazon Route 53 Developer Guide, "Managing Resolver query logging
   * configurations"): leave it out where the organization associates a configuration of its own by AWS RAM or a Route 53 Profile.
   *
   * @default false
   */
  readonly resolverQueryLogs?: boolean | ILogBucket;
  /** Days that the log group keeps Resolver query logs, one of the periods that CloudWatch Logs has. @default 365 */
  readonly resolverQueryLogRetentionDays?: number;
  /** Whether the VPC has IPv6 as well; private tiers then reach the internet by an egress-only gateway. @default false */
  readonly ipv6?: boolean;
  /** Whether each tier has a network ACL of its own. @default false */
  readonly networkAcls?: boolean;
  /**
   * Whether the VPC's default network ACL, which serves subnets without one of their own, allows everything, as AWS creates it, or denies everything. It is denied with
   * `networkAcls` alone: allow it again, and deploy, before you leave those out.
   *
   * @default "allowed"
   */
  readonly defaultNetworkAclTraffic?: DefaultNetworkAclTraffic;
  /**
   * Ranges of connected networks, /8 or narrower, that the network ACLs of every tier allow in and, of isolated ones, out.
   *
   * @default - none
   */
  readonly trustedCidrBlocks?: readonly string[];
  /**
   * Ranges of S3 and DynamoDB in this region, as the prefix lists `com.amazonaws.<region>.s3` and `….dynamodb` have them: the network ACLs of isolated
   * tiers allow HTTPS to them. A network ACL can't name the lists themselves (AWS PrivateLink Guide, "Gateway endpoints for Amazon S3"), and AWS
   * changes them at times.
   *
   * @default - none: with network ACLs, isolated tiers don't reach S3 and DynamoDB
   */
  readonly gatewayEndpointCidrBlocks?: readonly string[];
  /**
   * What this VPC is allowed where the account has VPC Block Public Access (`VpcBlockPublicAccess`): `bidirectional` for CloudFront's VPC origins or a
   * public load balancer, `egress` for NAT alone.
   *
   * @default - the account's setting, if any, holds for this VPC
   */
  readonly publicAccessExclusion?: VpcPublicAccessExclusion;
  /** What happens to the log groups and to the NAT gateways' addresses when they leave the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<NetworkProps> = {
  cidrBlock: STRING,
  secondaryCidrBlocks: optional(STRINGS),
  availabilityZones: optional(STRINGS),
  availabilityZoneIds: optional(STRINGS),
  availabilityZoneKeys: optional(oneOf(AVAILABILITY_ZONE_KEYS)),
  tiers: optional(list()),
  natGateways: optional(oneOf(NAT_PLACEMENTS)),
  natEipAllocationIds: optional(STRING_RECORD),
  interfaceEndpoints: optional(list()),
  dynamoDbEndpoint: optional(BOOLEAN),
  endpointSettings: optional(record()),
  trustedAccountIds: optional(STRINGS),
  readableBuckets: optional(STRINGS),
  encryptionKey: optional(ENCRYPTION_KEY),
  flowLogs: optional(LOG_BUCKET),
  flowLogRetentionDays: optional(NUMBER),
  flowLogTraffic: optional(oneOf(FLOW_LOG_TRAFFIC)),
  flowLogIntervalSeconds: optional(oneOf(FLOW_LOG_INTERVALS_SECONDS)),
  resolverQueryLogs: optional(either(BOOLEAN, LOG_BUCKET)),
  resolverQueryLogRetentionDays: optional(NUMBER),
  ipv6: optional(BOOLEAN),
  networkAcls: optional(BOOLEAN),
  defaultNetworkAclTraffic: optional(oneOf(DEFAULT_NETWORK_ACL_TRAFFIC)),
  trustedCidrBlocks: optional(STRINGS),
  gatewayEndpointCidrBlocks: optional(STRINGS),
  publicAccessExclusion: optional(oneOf(PUBLIC_ACCESS_EXCLUSIONS)),
  removal: REMOVAL,
};

/** @throws ValidationError for props that a network can't be made of */
export function checkNetwork(scope: Construct, props: NetworkProps): void {
  const validator = new Validator(scope).props(props, PROPS).known("ipv6", props.ipv6).known("networkAcls", props.networkAcls);
  const tiers = props.tiers ?? DEFAULT_TIERS;
  checkTiers(validator, props, tiers);
  checkAvailabilityZones(validator, props, AwsEnvironment.of(scope).region);
  checkNatGateways(validator, props, tiers);
  checkInterfaceEndpoints(validator, props.interfaceEndpoints ?? [], tiers);
  checkEndpointAccess(validator, props);
  validator.known("dynamoDbEndpoint", props.dynamoDbEndpoint).known("endpointSettings", props.endpointSettings);
  const names = [...new Set(["s3", ...(props.dynamoDbEndpoint ? ["dynamodb"] : []), ...endpointNames(props.interfaceEndpoints ?? [])])];
  checkEndpointSettings(scope, validator, isKnown(props.endpointSettings) ? (props.endpointSettings ?? {}) : {}, {
    names,
    availabilityZones: givenZones(props),
  });
  checkNetworkAcls(scope, validator, props, tiers);
  checkDefaultNetworkAcl(validator, props);
  checkKeyRegion(validator, props.encryptionKey, AwsEnvironment.of(scope).region);
  checkFlowLogs(validator, props);
  checkResolverQueryLogs(validator, props, AwsEnvironment.of(scope).region);
  validator.throwIfInvalid();
}
