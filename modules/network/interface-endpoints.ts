import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { Peer, PolicyStatement, Port, SecurityGroup } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { BOOLEAN, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { closestTo } from "../../src/internal/spelling";
import { Validator } from "../../src/internal/validator";
import { ENDPOINT_SERVICE_NAMES, isEndpointServiceName } from "./endpoint-service-names";
import { interfaceServiceNameIn, supportsPolicy, supportsPrivateDns } from "./endpoint-services";
import { EndpointSettingsByName, settingsOf } from "./endpoint-settings";
import { NetworkTier, PlacedTier } from "./tier-subnets";

/** Services that belong together, by what they are needed for. */
const INTERFACE_ENDPOINT_PRESETS: Readonly<Record<InterfaceEndpointPreset, readonly string[]>> = {
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

/**
 * A preset, an AWS service by the last part of its endpoint service's name (`sqs` for `com.amazonaws.<region>.sqs`; AWS PrivateLink Guide, "AWS services that
 * integrate with AWS PrivateLink"), or a partner's service; so is one of AWS's own that is too new to be known here, by its full name.
 */
export type InterfaceEndpointService = InterfaceEndpointPreset | (string & {}) | PartnerEndpoint;

/** The interface endpoints of a network. */
export interface InterfaceEndpoints {
  /** By the service's short name, or the partner endpoint's name. */
  readonly endpoints: Readonly<Record<string, VpcEndpoint>>;
  /** The group of all of them; undefined without any. */
  readonly securityGroup?: SecurityGroup;
}

const PRESETS: readonly string[] = Object.keys(INTERFACE_ENDPOINT_PRESETS);
/** The id of the security group, which is beside the endpoints. */
const SECURITY_GROUP_ID = "SecurityGroup";

/** Records what is wrong with the interface endpoints of a network with these tiers. */
export function checkInterfaceEndpoints(
  validator: Validator,
  services: readonly InterfaceEndpointService[],
  tiers: readonly NetworkTier[],
): void {
  const names = services.filter((service) => typeof service === "string");
  services.forEach((service, index) => {
    const prop = `interfaceEndpoints[${index}]`;
    validator.known(prop, service);
    if (typeof service === "object") {
      checkPartnerEndpoint(validator, prop, service, names);
    } else if (typeof service !== "string" || !(PRESETS.includes(service) || isEndpointServiceName(service))) {
      // What is meant is looked for in all names: for a wrong one alone.
      const rule = "must be a preset, or the last part of an AWS endpoint service's name";
      validator.check(prop, service, false, rule, otherService(service));
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

function checkPartnerEndpoint(validator: Validator, prop: string, partner: PartnerEndpoint, services: readonly string[]): void {
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
      ![...PRESETS, ...expandServices(services), SECURITY_GROUP_ID].includes(partner.name) && !supportsPolicy(partner.name),
      `must not be the name of a preset or an AWS service, nor ${SECURITY_GROUP_ID}`,
      "Choose another name.",
    )
    .matches(
      `${prop}.serviceName`,
      partner.serviceName,
      /^(com\.amazonaws|cn\.com\.amazonaws|aws\.[a-z]+|api\.aws)\.[a-z0-9.-]+$/,
      "must be an endpoint service's full name",
      'Copy it from its provider: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0".',
    );
}

/** What to write instead: a service that is newer than the names known here is given by its full name. */
function otherService(service: unknown): string {
  const closest = typeof service === "string" ? closestTo(service, [...PRESETS, ...ENDPOINT_SERVICE_NAMES]) : undefined;
  const other = "other is given as { name, serviceName }, by its full name.";
  if (closest !== undefined) return `Did you mean ${closest}? Any ${other}`;
  return `Use ${PRESETS.join(", ")}, or write com.amazonaws.<region>.sqs as "sqs"; any ${other}`;
}

/** The services themselves: presets expanded, each service once, in the order of their names. Pure. */
export function expandServices(services: readonly InterfaceEndpointService[]): (string | PartnerEndpoint)[] {
  const presets: Readonly<Record<string, readonly string[]>> = INTERFACE_ENDPOINT_PRESETS;
  const names = services.flatMap((service) => (typeof service === "string" ? (presets[service] ?? [service]) : []));
  const partners = services.filter((service) => typeof service === "object");
  return [...[...new Set(names)].sort(), ...partners];
}

/** What settings of endpoints may be keyed by: the services, the presets that are given, and the partner endpoints. Pure. */
export function endpointNames(services: readonly InterfaceEndpointService[]): string[] {
  const given = services
    .map((service) => (typeof service === "object" ? service.name : service))
    .filter((name) => typeof name === "string");
  const expanded = expandServices(services).filter((service) => typeof service === "string");
  return [...new Set([...given, ...expanded])].sort();
}

/** The services whose own names lead to their endpoint in the VPC. Pure. */
export function reachedServices(services: readonly InterfaceEndpointService[], settings: EndpointSettingsByName): string[] {
  const names = expandServices(services).filter((service) => typeof service === "string");
  return names.filter((name) => name !== "s3" && hasPrivateDns(name, settings));
}

/** Interface endpoints behind one security group, which the private tiers reach on 443. */
export function createInterfaceEndpoints(
  scope: Construct,
  values: {
    readonly vpcId: string;
    readonly services: readonly InterfaceEndpointService[];
    /** The first private one has the endpoints, and all private ones may connect to them. */
    readonly tiers: readonly PlacedTier[];
    /** Accounts whose principals may use the endpoints. */
    readonly trustedAccountIds: readonly string[];
    readonly settings: EndpointSettingsByName;
    /** S3's gateway endpoint, which its interface endpoint is created after. */
    readonly s3Endpoint: VpcEndpoint;
  },
): InterfaceEndpoints {
  const { vpcId, services, trustedAccountIds, settings, s3Endpoint } = values;
  const [placement, ...others] = values.tiers.filter(({ kind }) => kind === "private");
  if (services.length === 0 || placement === undefined) return { endpoints: {} };
  const parent = new Construct(scope, "InterfaceEndpoints");
  const securityGroup = new SecurityGroup(parent, SECURITY_GROUP_ID, {
    vpcId,
    description: "Interface endpoints: HTTPS from the private tiers",
    defaultPort: Port.tcp(443),
  });
  for (const { cidrBlock } of [placement, ...others]) {
    securityGroup.connections.allowDefaultPortFrom(Peer.ipv4(cidrBlock), "AWS APIs");
  }
  const endpoints: Record<string, VpcEndpoint> = {};
  for (const service of expandServices(services)) {
    const name = typeof service === "object" ? service.name : service;
    const { availabilityZones } = settingsOf(settings, name, presetOf(name));
    const subnets = placement.subnets.filter((subnet) => !availabilityZones || availabilityZones.includes(subnet.azGiven));
    endpoints[name] = new VpcEndpoint(parent, name, {
      vpcId,
      vpcEndpointType: "Interface",
      ...(typeof service === "object"
        ? partnerConfig(service, settings)
        : serviceConfig(parent, service, { settings, trustedAccountIds, s3Endpoint })),
      subnetIds: subnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [securityGroup.securityGroupId],
      tags: { Name: [...pathFromStack(parent), name].join("/") },
    });
  }
  return { endpoints, securityGroup };
}

/** A partner's endpoint service supports no policy: AWS allows everything through. One of AWS's own by its full name may have one. */
function partnerConfig({ name, serviceName, privateDnsEnabled }: PartnerEndpoint, byName: EndpointSettingsByName) {
  const settings = settingsOf(byName, name);
  return { serviceName, privateDnsEnabled: settings.privateDnsEnabled ?? privateDnsEnabled ?? false, policy: policyJson(settings.policy) };
}

function serviceConfig(
  scope: Construct,
  service: string,
  values: { readonly settings: EndpointSettingsByName; readonly trustedAccountIds: readonly string[]; readonly s3Endpoint: VpcEndpoint },
) {
  const { policy } = settingsOf(values.settings, service, presetOf(service));
  const privateDnsEnabled = hasPrivateDns(service, values.settings);
  const defaultPolicy = supportsPolicy(service) ? [accountStatement(values.trustedAccountIds)] : undefined;
  return {
    serviceName: interfaceServiceNameIn(scope, service),
    privateDnsEnabled,
    policy: policyJson(policy ?? defaultPolicy),
    // The VPC keeps to the gateway endpoint, which is free: the interface endpoint is for connected networks (Amazon S3 User Guide, "AWS PrivateLink for Amazon S3").
    ...(service === "s3" && {
      ...(privateDnsEnabled && { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: true } }),
      dependsOn: [values.s3Endpoint],
    }),
  };
}

function hasPrivateDns(service: string, settings: EndpointSettingsByName): boolean {
  return settingsOf(settings, service, presetOf(service)).privateDnsEnabled ?? supportsPrivateDns(service);
}

/** The preset that a service belongs to; no service is in two. */
function presetOf(service: string): string | undefined {
  return Object.entries(INTERFACE_ENDPOINT_PRESETS).find(([, services]) => services.includes(service))?.[0];
}

function policyJson(statements: readonly PolicyStatement[] | undefined): string | undefined {
  return statements && new PolicyDocument(statements).toJson();
}

/** Nobody from another account carries data out through the endpoint, whatever credentials they bring along. */
function accountStatement(accountIds: readonly string[]): PolicyStatement {
  const accounts = accountIds.length === 1 ? accountIds[0]! : accountIds;
  return {
    sid: "TrustedAccounts",
    principals: "*",
    actions: ["*"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:PrincipalAccount": accounts } },
  };
}
