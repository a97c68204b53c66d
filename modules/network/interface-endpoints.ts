import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { AwsEnvironment, Peer, Port, SecurityGroup } from "../../src/core";
import { pathFromStack, peerName } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { BOOLEAN, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { NetworkTier, TierSubnets } from "./tier-subnets";

/** The AWS services whose interface endpoints can be created; each supports an endpoint policy. */
const INTERFACE_ENDPOINT_SERVICES = [
  "acm-pca",
  "appconfigdata",
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "elasticache",
  "elasticloadbalancing",
  "events",
  "execute-api",
  "kinesis-firehose",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "rds",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "xray",
] as const;

/** Services that belong together, by what they are needed for. */
const INTERFACE_ENDPOINT_PRESETS: Readonly<Record<InterfaceEndpointPreset, readonly InterfaceEndpointServiceName[]>> = {
  /**
   * A shell on an instance without SSH, and its agent's work. From SSM Agent 3.3.40.0 on, `ssmmessages` does the work of `ec2messages`, which regions that
   * opened in 2024 and later don't have (Systems Manager User Guide, "Reference: ec2messages, ssmmessages, and other API operations").
   */
  sessionManager: ["ssm", "ssmmessages"],
  /** CloudWatch Logs, and metrics and alarms. */
  logsAndMetrics: ["logs", "monitoring"],
  /** Secrets Manager, and the keys that its secrets are under. */
  secrets: ["kms", "secretsmanager"],
  /** Completing a lifecycle hook from the instance. */
  lifecycleHooks: ["autoscaling"],
  /** Container images; their layers come from S3. */
  containerImages: ["ecr.api", "ecr.dkr"],
};

/** An AWS service, by the last part of `com.amazonaws.<region>.<service>`. */
export type InterfaceEndpointServiceName =
  | "acm-pca"
  | "appconfigdata"
  | "autoscaling"
  | "ec2"
  | "ec2messages"
  | "ecr.api"
  | "ecr.dkr"
  | "elasticache"
  | "elasticloadbalancing"
  | "events"
  | "execute-api"
  | "kinesis-firehose"
  | "kinesis-streams"
  | "kms"
  | "lambda"
  | "logs"
  | "monitoring"
  | "rds"
  | "secretsmanager"
  | "sns"
  | "sqs"
  | "ssm"
  | "ssmmessages"
  | "states"
  | "sts"
  | "xray";
/**
 * Services that belong together: `sessionManager` (ssm, ssmmessages), `logsAndMetrics` (logs, monitoring), `secrets`
 * (secretsmanager, kms), `lifecycleHooks` (autoscaling), `containerImages` (ecr.api, ecr.dkr).
 */
export type InterfaceEndpointPreset = "sessionManager" | "logsAndMetrics" | "secrets" | "lifecycleHooks" | "containerImages";

/** A PrivateLink service that isn't AWS's own, such as a market-data feed. */
export interface PartnerEndpoint {
  /** What its resources are called by: 1 to 63 letters, digits and dashes, beginning with a letter. */
  readonly name: string;
  /** The endpoint service's full name: `com.amazonaws.vpce.<region>.vpce-svc-…`. */
  readonly serviceName: string;
  /** Whether the provider has a private DNS name for it. @default false */
  readonly privateDnsEnabled?: boolean;
}

const PARTNER_ENDPOINT: PropTypes<PartnerEndpoint> = { name: STRING, serviceName: STRING, privateDnsEnabled: optional(BOOLEAN) };

/** A preset, an AWS service by its short name, or a partner's service. */
export type InterfaceEndpointService = InterfaceEndpointPreset | InterfaceEndpointServiceName | PartnerEndpoint;

/** The interface endpoints of a network. */
export interface InterfaceEndpoints {
  /** By the service's short name, or the partner endpoint's name. */
  readonly endpoints: Readonly<Record<string, VpcEndpoint>>;
  /** The group of all of them; undefined without any. */
  readonly securityGroup?: SecurityGroup;
}

/** The id of the security group, which is beside the endpoints. */
const SECURITY_GROUP_ID = "SecurityGroup";

/** Records what is wrong with the interface endpoints of a network with these tiers. */
export function checkInterfaceEndpoints(
  validator: Validator,
  services: readonly InterfaceEndpointService[],
  tiers: readonly NetworkTier[],
): void {
  const known: readonly string[] = [...Object.keys(INTERFACE_ENDPOINT_PRESETS), ...INTERFACE_ENDPOINT_SERVICES];
  services.forEach((service, index) => {
    const prop = `interfaceEndpoints[${index}]`;
    validator.known(prop, service);
    if (typeof service === "object") {
      checkPartnerEndpoint(validator, prop, service, known);
    } else {
      validator.check(
        prop,
        service,
        known.includes(service),
        "must be a preset or a known service",
        `Use one of ${known.join(", ")}; any other is given as { name, serviceName }.`,
      );
    }
  });
  const partners = services.filter((service) => typeof service === "object").map(({ name }) => name);
  validator
    .check(
      "interfaceEndpoints",
      partners,
      new Set(partners).size === partners.length,
      "must have unique names",
      "Rename one of the endpoints of that name.",
    )
    .check(
      "interfaceEndpoints",
      services,
      services.length === 0 || tiers.some(({ kind }) => kind === "private"),
      "must have a private tier to be placed in",
      "Add a tier of the kind private, or leave them out.",
    );
}

function checkPartnerEndpoint(validator: Validator, prop: string, partner: PartnerEndpoint, known: readonly string[]): void {
  validator
    .props(partner, PARTNER_ENDPOINT, prop)
    .known(`${prop}.name`, partner.name)
    .matches(
      `${prop}.name`,
      partner.name,
      /^[A-Za-z][A-Za-z0-9-]{0,62}$/,
      "must be 1 to 63 letters, digits and dashes, beginning with a letter",
      'Write it as "market-data".',
    )
    .check(
      `${prop}.name`,
      partner.name,
      ![...known, SECURITY_GROUP_ID].includes(partner.name),
      `must not be the name of a preset or an AWS service, nor ${SECURITY_GROUP_ID}`,
      "Choose another name.",
    )
    .matches(
      `${prop}.serviceName`,
      partner.serviceName,
      /^(com\.amazonaws|cn\.com\.amazonaws)\.[a-z0-9.-]+$/,
      "must be an endpoint service's full name",
      'Copy it from its provider: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0".',
    );
}

/** The services themselves: presets expanded, each service once, in the order of their names. Pure. */
export function expandServices(services: readonly InterfaceEndpointService[]): (InterfaceEndpointServiceName | PartnerEndpoint)[] {
  const presets: Readonly<Record<string, readonly InterfaceEndpointServiceName[]>> = INTERFACE_ENDPOINT_PRESETS;
  const names = services.flatMap((service) =>
    typeof service === "object" ? [] : (presets[service] ?? [service as InterfaceEndpointServiceName]),
  );
  const partners = services.filter((service) => typeof service === "object");
  return [...[...new Set(names)].sort(), ...partners];
}

/** Interface endpoints behind one security group, which the private tiers reach on 443. */
export function createInterfaceEndpoints(
  scope: Construct,
  values: {
    readonly vpcId: string;
    readonly services: readonly InterfaceEndpointService[];
    /** The first private one has the endpoints, and all private ones may connect to them. */
    readonly tiers: readonly TierSubnets[];
    /** Accounts whose principals may use the endpoints. */
    readonly trustedAccountIds: readonly string[];
  },
): InterfaceEndpoints {
  const { vpcId, services, trustedAccountIds } = values;
  const [placement, ...others] = values.tiers.filter(({ kind }) => kind === "private");
  if (services.length === 0 || placement === undefined) return { endpoints: {} };
  const parent = new Construct(scope, "InterfaceEndpoints");
  const securityGroup = new SecurityGroup(parent, SECURITY_GROUP_ID, {
    vpcId,
    description: "Interface endpoints: HTTPS from the private tiers",
    defaultPort: Port.tcp(443),
    peerName: peerName(parent),
  });
  for (const { cidrBlock } of [placement, ...others]) {
    securityGroup.connections.allowDefaultPortFrom(Peer.ipv4(cidrBlock), "AWS APIs");
  }
  const endpoints: Record<string, VpcEndpoint> = {};
  for (const service of expandServices(services)) {
    const name = typeof service === "object" ? service.name : service;
    endpoints[name] = new VpcEndpoint(parent, name, {
      vpcId,
      vpcEndpointType: "Interface",
      ...(typeof service === "object" ? partnerConfig(service) : serviceConfig(parent, service, trustedAccountIds)),
      subnetIds: placement.subnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [securityGroup.securityGroupId],
      tags: { Name: [...pathFromStack(parent), name].join("/") },
    });
  }
  return { endpoints, securityGroup };
}

/** A partner's endpoint service supports no policy: AWS allows everything through. */
function partnerConfig({ serviceName, privateDnsEnabled }: PartnerEndpoint) {
  return { serviceName, privateDnsEnabled: privateDnsEnabled ?? false };
}

function serviceConfig(scope: Construct, service: InterfaceEndpointServiceName, trustedAccountIds: readonly string[]) {
  return {
    serviceName: `com.amazonaws.${AwsEnvironment.of(scope).region}.${service}`,
    privateDnsEnabled: true,
    policy: accountPolicy(trustedAccountIds),
  };
}

/** Nobody from another account carries data out through the endpoint, whatever credentials they bring along. */
function accountPolicy(accountIds: readonly string[]): string {
  return new PolicyDocument([
    {
      sid: "TrustedAccounts",
      principals: "*",
      actions: ["*"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:PrincipalAccount": accountIds.length === 1 ? accountIds[0]! : accountIds } },
    },
  ]).toJson();
}
