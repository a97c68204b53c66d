import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { AwsEnvironment, Peer, Port, SecurityGroup } from "../../src/core";
import { pathFromStack, peerName } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { Validator } from "../../src/internal/validator";

/** AWS services that instances may reach without leaving the VPC; each takes an endpoint policy. */
export const INTERFACE_ENDPOINT_SERVICES = [
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

/** What people want rather than what AWS calls it. */
export const INTERFACE_ENDPOINT_PRESETS = {
  /** A shell on an instance without SSH, and its agent's work. */
  sessionManager: ["ec2messages", "ssm", "ssmmessages"],
  /** CloudWatch Logs, and metrics and alarms. */
  logsAndMetrics: ["logs", "monitoring"],
  /** Secrets Manager, and the keys that its secrets are under. */
  secrets: ["kms", "secretsmanager"],
  /** Completing a lifecycle hook from the instance. */
  lifecycleHooks: ["autoscaling"],
  /** Container images; their layers come from S3. */
  containerImages: ["ecr.api", "ecr.dkr"],
} as const satisfies Record<string, readonly InterfaceEndpointServiceName[]>;

/** The last part of `com.amazonaws.<region>.<service>`. */
export type InterfaceEndpointServiceName = (typeof INTERFACE_ENDPOINT_SERVICES)[number];
export type InterfaceEndpointPreset = keyof typeof INTERFACE_ENDPOINT_PRESETS;

/** A PrivateLink service that isn't AWS's own, such as a market-data feed. */
export interface PartnerEndpoint {
  /** What its resources are called by; letters, digits and dashes. */
  readonly name: string;
  /** `com.amazonaws.vpce.<region>.vpce-svc-…`. */
  readonly serviceName: string;
  /** Whether the provider has a private DNS name for it. @default false */
  readonly privateDnsEnabled?: boolean;
}

/** A preset, an AWS service by its short name, or a partner's service. */
export type InterfaceEndpointService = InterfaceEndpointPreset | InterfaceEndpointServiceName | PartnerEndpoint;

export interface InterfaceEndpointsProps {
  readonly vpcId: string;
  readonly services: readonly InterfaceEndpointService[];
  /** One subnet for each AZ. */
  readonly subnetIds: readonly string[];
  /** The private tiers: who may connect. */
  readonly clientCidrBlocks: readonly string[];
  /** Accounts whose principals may use the endpoints. */
  readonly trustedAccountIds: readonly string[];
}

/** Interface endpoints behind one security group, which the private tiers reach on 443. */
export class InterfaceEndpoints extends Construct {
  public readonly securityGroup: SecurityGroup;
  /** Keyed by the service's short name, or the partner endpoint's name. */
  public readonly endpoints: Readonly<Record<string, VpcEndpoint>>;

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.vpcId,
      description: "Interface endpoints: HTTPS from the private tiers",
      defaultPort: Port.tcp(443),
      peerName: peerName(this),
    });
    props.clientCidrBlocks.forEach((cidr) => this.securityGroup.connections.allowDefaultPortFrom(Peer.ipv4(cidr), "AWS APIs"));
    this.endpoints = Object.fromEntries(
      expandServices(props.services).map((service) => {
        const endpoint = this.createEndpoint(service, props);
        return [endpoint.node.id, endpoint];
      }),
    );
  }

  private createEndpoint(service: InterfaceEndpointServiceName | PartnerEndpoint, props: InterfaceEndpointsProps): VpcEndpoint {
    const isPartner = typeof service === "object";
    const name = isPartner ? service.name : service;
    const endpoint = new VpcEndpoint(this, name, {
      vpcId: props.vpcId,
      vpcEndpointType: "Interface",
      serviceName: isPartner ? service.serviceName : `com.amazonaws.${AwsEnvironment.of(this).region}.${service}`,
      privateDnsEnabled: isPartner ? (service.privateDnsEnabled ?? false) : true,
      subnetIds: [...props.subnetIds],
      securityGroupIds: [this.securityGroup.securityGroupId],
      // A partner's endpoint service takes no policy: AWS lets everything through.
      policy: isPartner ? undefined : accountPolicy(props.trustedAccountIds),
      tags: { Name: [...pathFromStack(this), name].join("/") },
    });
    return endpoint;
  }
}

/** The services themselves: presets taken apart, each service once, in the order of their names. Pure. */
export function expandServices(services: readonly InterfaceEndpointService[]): (InterfaceEndpointServiceName | PartnerEndpoint)[] {
  const names = services.flatMap((service) => {
    if (typeof service === "object") return [];
    return service in INTERFACE_ENDPOINT_PRESETS
      ? [...INTERFACE_ENDPOINT_PRESETS[service as InterfaceEndpointPreset]]
      : [service as InterfaceEndpointServiceName];
  });
  const partners = services.filter((service) => typeof service === "object");
  return [...[...new Set(names)].sort(), ...partners];
}

/** Records what is wrong with a list of services. */
export function validateServices(validator: Validator, services: readonly InterfaceEndpointService[]): void {
  const known: readonly string[] = [...Object.keys(INTERFACE_ENDPOINT_PRESETS), ...INTERFACE_ENDPOINT_SERVICES];
  const partners = services.filter((service) => typeof service === "object").map(({ name }) => name);
  services.forEach((service, index) => {
    const prop = `interfaceEndpoints[${index}]`;
    if (typeof service === "string") {
      validator.check(
        prop,
        service,
        known.includes(service),
        "must be a preset or a known service",
        `Use one of ${known.join(", ")}; any other is given as { name, serviceName }.`,
      );
      return;
    }
    validator
      .matches(
        `${prop}.name`,
        service.name,
        /^[A-Za-z][A-Za-z0-9-]{0,62}$/,
        "must be 1 to 63 letters, digits and dashes, beginning with a letter",
        'Write it as "market-data".',
      )
      .check(
        `${prop}.name`,
        service.name,
        !known.includes(service.name) && partners.indexOf(service.name) === partners.lastIndexOf(service.name),
        "must be a name that no other endpoint has",
        "Choose another name.",
      )
      .matches(
        `${prop}.serviceName`,
        service.serviceName,
        /^(com\.amazonaws|cn\.com\.amazonaws)\.[a-z0-9.-]+$/,
        "must be an endpoint service's full name",
        'Copy it from its provider: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0".',
      );
  });
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
