import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmDefinition,
  AlarmOverrides,
  Certificate,
  Connections,
  DashboardWidget,
  HostedZoneAttributes,
  IAlarmTopic,
  ICertificate,
  IDashboardSource,
  ILoadBalancerOrigin,
  ILogBucket,
  INetwork,
  Peer,
  Port,
  Removal,
  SecurityGroup,
  Validator,
  createAlarms,
  fitName,
  isKnown,
  pathFromStack,
  physicalName,
} from "../../src/core";
import { Route } from "./route";
import { TLS_POLICIES, TlsPolicy } from "./tls-policy";

/** A header by which a public load balancer tells requests of its own distribution from others. */
export interface OriginSecretHeader {
  /** @default "x-origin-verify" */
  readonly name?: string;
  /**
   * The value that CloudFront sends, and then the one that is still accepted while a change reaches every edge location; from
   * a sensitive variable, never written in code. Terraform keeps it in the state: an internal load balancer needs none.
   */
  readonly values: readonly string[];
}

export interface ApplicationLoadBalancerProps {
  readonly network: INetwork;
  /** Takes the access and the connection logs; must be in the load balancer's region. */
  readonly accessLogs: ILogBucket;
  /** The name on the certificate, which CloudFront connects to: a name of the zone, such as `origin.example.com`. */
  readonly domainName: string;
  /** The public zone that proves the certificate. @default - none: `certificates` must be given */
  readonly zone?: HostedZoneAttributes;
  /** Certificates of this region; the first is the default. @default - one for `domainName`, proved in `zone` */
  readonly certificates?: readonly ICertificate[];
  /**
   * `internal` is reached by CloudFront through a VPC origin and by nobody else outside the VPC. A change replaces the load balancer.
   *
   * @default "internal"
   */
  readonly scheme?: "internal" | "internet-facing";
  /** Needed for `internet-facing`, whose addresses any distribution can send requests to. @default - none */
  readonly originSecretHeader?: OriginSecretHeader;
  /** The id of the region's list `com.amazonaws.global.cloudfront.origin-facing`. @default - looked up */
  readonly cloudFrontPrefixListId?: string;
  /** The cipher suites and versions that are offered. @default "ELBSecurityPolicy-TLS13-1-2-2021-06" */
  readonly tlsPolicy?: TlsPolicy;
  /** Time without data after which a connection, WebSocket included, is closed: 1 to 4000 seconds. @default 300 */
  readonly idleTimeoutSeconds?: number;
  /** Whether traffic can be shifted away from an AZ by Application Recovery Controller. @default true */
  readonly zonalShift?: boolean;
  /** @default "protect" */
  readonly removal?: Removal;
}

export type LoadBalancerAlarm = "elb5xx" | "rejectedConnections";

const HTTPS = Port.tcp(443);
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/**
 * An Application Load Balancer that CloudFront alone reaches, over HTTPS under a name of the zone. Requests that no service
 * takes are answered with 404.
 */
export class ApplicationLoadBalancer extends Construct implements ILoadBalancerOrigin, IDashboardSource {
  public readonly scheme: "internal" | "internet-facing";
  public readonly tlsPolicy: TlsPolicy;
  public readonly idleTimeoutSeconds: number;
  public readonly removal: Removal;
  public readonly loadBalancerArn: string;
  /** `app/<name>/<id>`: what metrics call it. */
  public readonly arnSuffix: string;
  public readonly dnsName: string;
  public readonly hostedZoneId: string;
  public readonly originDomainName: string;
  public readonly originSecretHeader?: { readonly name: string; readonly value: string };
  public readonly connections: Connections;

  public readonly resource: Lb;
  public readonly securityGroup: SecurityGroup;
  public readonly listener: LbListener;
  /** Undefined where certificates were given. */
  public readonly certificate?: Certificate;

  public readonly dashboardLayer = "loadBalancer";
  public readonly dashboardTitle: string;
  private readonly secretHeader?: { readonly name: string; readonly values: readonly string[] };
  private readonly routes: { readonly route: Route; readonly service: string }[] = [];

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    this.scheme = props.scheme ?? "internal";
    this.tlsPolicy = props.tlsPolicy ?? TLS_POLICIES[0];
    this.idleTimeoutSeconds = props.idleTimeoutSeconds ?? 300;
    this.removal = props.removal ?? "protect";
    this.originDomainName = props.domainName;
    this.dashboardTitle = `Load balancer ${id}`;
    this.validate(props);
    if (props.originSecretHeader) {
      const name = props.originSecretHeader.name ?? "x-origin-verify";
      this.secretHeader = { name, values: props.originSecretHeader.values };
      this.originSecretHeader = { name, value: props.originSecretHeader.values[0]! };
    }

    this.securityGroup = this.createSecurityGroup(props);
    this.connections = this.securityGroup.connections;
    this.resource = this.createLoadBalancer(props);
    this.loadBalancerArn = this.resource.arn;
    this.arnSuffix = this.resource.arnSuffix;
    this.dnsName = this.resource.dnsName;
    this.hostedZoneId = this.resource.zoneId;
    if (!props.certificates) {
      this.certificate = new Certificate(this, "Certificate", { domainName: props.domainName, zone: props.zone! });
    }
    this.listener = this.createListener(props.certificates ?? [this.certificate!]);
  }

  public get internal(): boolean {
    return this.scheme === "internal";
  }

  public get originDependencies(): readonly ITerraformDependable[] {
    return [this.listener];
  }

  /** Conditions that a rule needs besides its route's: the secret header, where there is one. */
  public get ruleConditions(): LbListenerRuleCondition[] {
    const header = this.secretHeader;
    return header ? [{ httpHeader: { httpHeaderName: header.name, values: [...header.values] } }] : [];
  }

  /**
   * Notes that a service takes a route.
   *
   * @throws ValidationError if another service has the priority, or the same conditions
   */
  public addRoute(service: Construct, route: Route): void {
    const name = pathFromStack(service).slice(1).join("/");
    const conditions = ({ priority: _, ...rest }: Route): string => JSON.stringify(rest);
    const samePriority = this.routes.find((other) => other.route.priority === route.priority);
    const sameConditions = this.routes.find((other) => conditions(other.route) === conditions(route));
    new Validator(service)
      .check(
        "route.priority",
        route.priority,
        samePriority === undefined,
        `must be free in ${pathFromStack(this).slice(1).join("/")}`,
        `${samePriority?.service} has it: use another.`,
      )
      .check(
        "route",
        route,
        sameConditions === undefined,
        "must differ from every other service's",
        `${sameConditions?.service} takes the same requests: change a condition.`,
      )
      .throwIfInvalid();
    this.routes.push({ route, service: name });
  }

  /** Recommended alarms: answers that the load balancer itself failed to give, and connections that it had no room for. */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<LoadBalancerAlarm> = {}): void {
    const definitions: Record<LoadBalancerAlarm, AlarmDefinition> = {
      elb5xx: {
        metric: this.metric("HTTPCode_ELB_5XX_Count", "Sum"),
        description:
          "The load balancer answers with errors of its own: no healthy target, or targets that break connections. Look at the services' health first.",
        threshold: 25,
        evaluationPeriods: 3,
        missingData: "notBreaching",
      },
      rejectedConnections: {
        metric: this.metric("RejectedConnectionCount", "Sum"),
        description: "The load balancer has more connections than it can hold. Ask AWS for reserved capacity, or shorten the idle timeout.",
        threshold: 1,
        evaluationPeriods: 1,
        missingData: "notBreaching",
      },
    };
    createAlarms(this, topic, definitions, overrides);
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    return [
      { title: "Requests", metrics: [this.metric("RequestCount", "Sum")] },
      { title: "Errors", metrics: [this.metric("HTTPCode_ELB_5XX_Count", "Sum"), this.metric("HTTPCode_Target_5XX_Count", "Sum")] },
      { title: "Connections", metrics: [this.metric("ActiveConnectionCount", "Sum"), this.metric("RejectedConnectionCount", "Sum")] },
    ];
  }

  private metric(metricName: string, statistic: string) {
    return { namespace: "AWS/ApplicationELB", metricName, statistic, dimensions: { LoadBalancer: this.arnSuffix } };
  }

  private createSecurityGroup(props: ApplicationLoadBalancerProps): SecurityGroup {
    const group = new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      description: "Load balancer: HTTPS from CloudFront",
      defaultPort: HTTPS,
    });
    const listId =
      props.cloudFrontPrefixListId ?? new DataAwsEc2ManagedPrefixList(this, "CloudFrontPrefixList", { name: CLOUDFRONT_PREFIX_LIST }).id;
    // The list weighs 55 of the 60 rules that a group holds by default: nothing else comes in here.
    group.connections.allowDefaultPortFrom(Peer.prefixList(listId, "CloudFront"), "requests of viewers");
    return group;
  }

  private createLoadBalancer(props: ApplicationLoadBalancerProps): Lb {
    const prefix = `load-balancer/${fitName(pathFromStack(this).slice(1), { maxLength: 100, punctuation: "-_" })}`;
    const access = props.accessLogs.allowLoadBalancerLogs(`${prefix}/access`);
    const connections = props.accessLogs.allowLoadBalancerLogs(`${prefix}/connections`);
    const connectivity = props.network.internetConnectivity;
    return new Lb(this, "Resource", {
      name: physicalName(this, { maxLength: 32 }),
      loadBalancerType: "application",
      internal: this.internal,
      securityGroups: [this.securityGroup.securityGroupId],
      subnets: props.network.subnets(this.internal ? "private" : "public").map(({ subnetId }) => subnetId),
      idleTimeout: this.idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      enableDeletionProtection: this.removal === "protect",
      enableZonalShift: props.zonalShift ?? true,
      accessLogs: { enabled: true, bucket: access.bucketName, prefix: access.prefix },
      connectionLogs: { enabled: true, bucket: connections.bucketName, prefix: connections.prefix },
      // A VPC origin, like a public load balancer, needs the internet gateway attached.
      dependsOn: [...access.dependencies, ...(connectivity ? [connectivity] : [])],
    });
  }

  private createListener(certificates: readonly ICertificate[]): LbListener {
    const [first, ...others] = certificates;
    const listener = new LbListener(this, "Https", {
      loadBalancerArn: this.loadBalancerArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: this.tlsPolicy,
      certificateArn: first!.certificateArn,
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: this.internal
            ? { contentType: "text/plain", messageBody: "Not found", statusCode: "404" }
            : { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
        },
      ],
    });
    others.forEach(
      ({ certificateArn }, index) =>
        new LbListenerCertificate(this, `Certificate-${index + 2}`, { listenerArn: listener.arn, certificateArn }),
    );
    return listener;
  }

  private validate(props: ApplicationLoadBalancerProps): void {
    const { zone, certificates, originSecretHeader } = props;
    const isPublic = this.scheme === "internet-facing";
    new Validator(this)
      .oneOf("scheme", this.scheme, ["internal", "internet-facing"])
      .oneOf("tlsPolicy", this.tlsPolicy, TLS_POLICIES)
      .integerBetween("idleTimeoutSeconds", this.idleTimeoutSeconds, 1, 4000, "seconds")
      .matches(
        "cloudFrontPrefixListId",
        props.cloudFrontPrefixListId,
        /^pl-[0-9a-f]+$/,
        "must be a prefix list's id",
        'Copy the one that begins with "pl-".',
      )
      .check(
        "zone",
        zone,
        zone !== undefined || (certificates?.length ?? 0) > 0,
        "must be given, or certificates: CloudFront accepts no load balancer's own name",
        "Give the public zone that domainName is in.",
      )
      .check(
        "domainName",
        props.domainName,
        !zone || !isKnown(zone.zoneName) || props.domainName === zone.zoneName || props.domainName.endsWith(`.${zone.zoneName}`),
        `must be in the zone ${zone?.zoneName}`,
        `Write it as "origin.${zone?.zoneName}".`,
      )
      .check(
        "originSecretHeader",
        originSecretHeader && "given",
        isPublic === (originSecretHeader !== undefined),
        isPublic ? "must be given for an internet-facing load balancer" : "must be left out of an internal load balancer",
        isPublic ? "Give its values from a sensitive variable." : "A VPC origin is reached by your distributions alone.",
      )
      .check(
        "originSecretHeader.values",
        originSecretHeader && `${originSecretHeader.values.length} values`,
        !originSecretHeader || (originSecretHeader.values.length >= 1 && originSecretHeader.values.length <= 2),
        "must be the value in use and, while it is being changed, the one before",
        "Give one or two.",
      )
      .check(
        "originSecretHeader.values",
        originSecretHeader && "a value written in code",
        !originSecretHeader || originSecretHeader.values.every((value) => !isKnown(value)),
        "must come from a sensitive variable",
        "Use new TerraformVariable(…, { sensitive: true }).stringValue.",
      )
      .throwIfInvalid();
  }
}
