import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AlarmDefinition, AwsEnvironment, AlarmOverrides, Certificate, Connections, DashboardWidget, HostedZoneAttributes, IAlarmTopic, ICertificate, IDashboardSource, ILogBucket, INetwork, OriginHeader, Peer, Port, Removal, SecurityGroup, SubnetAttributes } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { fitName, pathFromStack, peerName, physicalName } from "../../src/internal/names";
import { IApplicationLoadBalancer } from "./application-load-balancer-interface";
import { validateLoadBalancer } from "./application-load-balancer-validation";
import { loadBalancerLogSource } from "./load-balancer-logs";
import { ApplicationLoadBalancerAttributes, ImportedLoadBalancer } from "./imported-load-balancer";
import { Route, RouteTable } from "./route";
import { TlsPolicy } from "./tls-policy";

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
  /** The public zone that proves the certificate. @default - none: `certificate` must be given */
  readonly zone?: HostedZoneAttributes;
  /** A certificate of this region that holds `domainName`. @default - one is made, proved in `zone` */
  readonly certificate?: ICertificate;
  /** Certificates of this region for further names, by a name of yours; each client gets the one that it asks for. @default - none */
  readonly furtherCertificates?: Readonly<Record<string, ICertificate>>;
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
  /** The versions and cipher suites that are offered. CloudFront, the one client, knows them all. @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" */
  readonly tlsPolicy?: TlsPolicy;
  /** Time without data after which a connection, WebSocket included, is closed: 1 to 4000 seconds. @default 300 */
  readonly idleTimeoutSeconds?: number;
  /** Whether traffic can be shifted away from an AZ by Application Recovery Controller. @default true */
  readonly zonalShift?: boolean;
  /** @default "protect" */
  readonly removal?: Removal;
}

export type LoadBalancerAlarm = "elb5xx" | "rejectedConnections";

const HTTP = Port.tcp(80);
const HTTPS = Port.tcp(443);
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/**
 * An Application Load Balancer that CloudFront alone reaches, over HTTPS under a name of the zone. Requests that no service
 * takes are answered with 404.
 */
export class ApplicationLoadBalancer extends Construct implements IApplicationLoadBalancer, IDashboardSource {
  /** A load balancer that exists already: services add rules to its listener and to its security group, nothing else of it is changed. */
  public static fromAttributes(scope: Construct, id: string, attributes: ApplicationLoadBalancerAttributes): IApplicationLoadBalancer {
    return new ImportedLoadBalancer(scope, id, attributes);
  }

  public readonly scheme: "internal" | "internet-facing";
  public readonly tlsPolicy: TlsPolicy;
  public readonly idleTimeoutSeconds: number;
  public readonly zonalShift: boolean;
  public readonly removal: Removal;
  public readonly loadBalancerArn: string;
  /** `app/<name>/<id>`: what metrics call it. */
  public readonly arnSuffix: string;
  public readonly dnsName: string;
  public readonly hostedZoneId: string;
  public readonly originDomainName: string;
  public readonly originHeader?: OriginHeader;
  public readonly connections: Connections;

  public readonly resource: Lb;
  public readonly securityGroup: SecurityGroup;
  public readonly listener: LbListener;
  /** The listener that sends public clients from HTTP to HTTPS; undefined where the load balancer is internal. */
  public readonly redirectListener?: LbListener;
  /** Undefined where a certificate was given. */
  public readonly certificate?: Certificate;
  public readonly listenerArn: string;

  public readonly dashboardLayer = "loadBalancer";
  public readonly dashboardTitle: string;
  private readonly secretHeader?: { readonly name: string; readonly values: readonly string[] };
  private readonly routes = new RouteTable(this);

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    this.scheme = props.scheme ?? "internal";
    this.tlsPolicy = props.tlsPolicy ?? "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
    this.idleTimeoutSeconds = props.idleTimeoutSeconds ?? 300;
    this.zonalShift = props.zonalShift ?? true;
    this.removal = props.removal ?? "protect";
    this.originDomainName = props.domainName;
    this.dashboardTitle = `Load balancer ${id}`;
    const subnets = props.network.subnets(this.internal ? "private" : "public");
    validateLoadBalancer(this, props, subnets);
    if (props.originSecretHeader) {
      const name = props.originSecretHeader.name ?? "x-origin-verify";
      this.secretHeader = { name, values: props.originSecretHeader.values };
      this.originHeader = { name, value: props.originSecretHeader.values[0]! };
    }

    const listId = props.cloudFrontPrefixListId ?? this.lookUpPrefixList();
    this.securityGroup = this.createSecurityGroup("SecurityGroup", props.network, HTTPS, listId);
    this.connections = this.securityGroup.connections;
    const groups = [
      this.securityGroup,
      ...(this.internal ? [] : [this.createSecurityGroup("RedirectSecurityGroup", props.network, HTTP, listId)]),
    ];
    this.resource = this.createLoadBalancer(props, subnets, groups);
    this.loadBalancerArn = this.resource.arn;
    this.arnSuffix = this.resource.arnSuffix;
    this.dnsName = this.resource.dnsName;
    this.hostedZoneId = this.resource.zoneId;
    if (!props.certificate) {
      this.certificate = new Certificate(this, "Certificate", { domainName: props.domainName, zone: props.zone! });
    }
    this.listener = this.createListener(props.certificate ?? this.certificate!, props.furtherCertificates ?? {});
    this.listenerArn = this.listener.arn;
    if (!this.internal) this.redirectListener = this.createRedirect();
  }

  public get internal(): boolean {
    return this.scheme === "internal";
  }

  public get originDependencies(): readonly ITerraformDependable[] {
    return [this.listener];
  }

  public get ruleConditions(): readonly LbListenerRuleCondition[] {
    const header = this.secretHeader;
    return header ? [{ httpHeader: { httpHeaderName: header.name, values: [...header.values] } }] : [];
  }

  public addRoute(service: Construct, route: Route): void {
    this.routes.add(service, route);
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

  private lookUpPrefixList(): string {
    return new DataAwsEc2ManagedPrefixList(this, "CloudFrontPrefixList", { name: CLOUDFRONT_PREFIX_LIST }).id;
  }

  /** The list weighs 55 of the 60 rules that a group holds by default: nothing else comes in here, and each port has a group of its own. */
  private createSecurityGroup(id: string, network: INetwork, port: Port, listId: string): SecurityGroup {
    const group = new SecurityGroup(this, id, {
      vpcId: network.vpcId,
      description: `Load balancer: ${port === HTTPS ? "HTTPS" : "HTTP"} from CloudFront`,
      defaultPort: port,
      peerName: port === HTTPS ? peerName(this) : undefined,
    });
    group.connections.allowDefaultPortFrom(Peer.prefixList(listId, "CloudFront"), "requests of viewers");
    return group;
  }

  private createLoadBalancer(
    props: ApplicationLoadBalancerProps,
    subnets: readonly SubnetAttributes[],
    groups: readonly SecurityGroup[],
  ): Lb {
    const prefix = `load-balancer/${fitName(pathFromStack(this).slice(1), { maxLength: 100, punctuation: "-_" })}`;
    const source = loadBalancerLogSource(AwsEnvironment.of(this), props.accessLogs.region);
    const access = props.accessLogs.addLogSource(`${prefix}/access`, source);
    const connections = props.accessLogs.addLogSource(`${prefix}/connections`, source);
    const connectivity = props.network.internetConnectivity;
    return new Lb(this, "Resource", {
      name: physicalName(this, { maxLength: 32 }),
      loadBalancerType: "application",
      internal: this.internal,
      securityGroups: groups.map(({ securityGroupId }) => securityGroupId),
      subnets: subnets.map(({ subnetId }) => subnetId),
      idleTimeout: this.idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      enableDeletionProtection: this.removal === "protect",
      enableZonalShift: this.zonalShift,
      accessLogs: { enabled: true, bucket: access.bucketName, prefix: access.prefix },
      connectionLogs: { enabled: true, bucket: connections.bucketName, prefix: connections.prefix },
      dependsOn: [
        // AWS tries the delivery when it is turned on.
        ...new Set([...access.dependencies, ...connections.dependencies]),
        // A VPC origin, like a public load balancer, needs the internet gateway attached.
        ...(connectivity ? [connectivity] : []),
      ],
    });
  }

  private createListener(certificate: ICertificate, further: Readonly<Record<string, ICertificate>>): LbListener {
    const listener = new LbListener(this, "Https", {
      loadBalancerArn: this.loadBalancerArn,
      port: HTTPS.fromPort,
      protocol: "HTTPS",
      sslPolicy: this.tlsPolicy,
      certificateArn: certificate.certificateArn,
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: this.internal
            ? { contentType: "text/plain", messageBody: "Not found", statusCode: "404" }
            : { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
        },
      ],
    });
    for (const [name, { certificateArn }] of Object.entries(further)) {
      new LbListenerCertificate(this, `Certificate-${name}`, { listenerArn: listener.arn, certificateArn });
    }
    return listener;
  }

  private createRedirect(): LbListener {
    return new LbListener(this, "Http", {
      loadBalancerArn: this.loadBalancerArn,
      port: HTTP.fromPort,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { port: `${HTTPS.fromPort}`, protocol: "HTTPS", statusCode: "HTTP_301" } }],
    });
  }
}
