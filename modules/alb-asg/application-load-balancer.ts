import { AutoscalingAttachment } from "@cdktf/provider-aws/lib/autoscaling-attachment";
import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTrustStore } from "@cdktf/provider-aws/lib/lb-trust-store";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  Certificate,
  Connections,
  DashboardWidget,
  IAlarmTopic,
  ICertificate,
  IDashboardSource,
  ILoadBalancerOrigin,
  ILogBucket,
  INetwork,
  OriginHeader,
  Removal,
  SecurityGroup,
  CreatedAlarms,
} from "../../src/core";
import { NETWORK } from "../../src/core/interfaces";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { createAlarms } from "../../src/internal/create-alarms";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { pathFromStack } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRING, like, oneOf, optional, record } from "../../src/internal/prop-types";
import { REMOVAL, removalOf } from "../../src/internal/removal";
import { sortedBy } from "../../src/internal/sorted-by";
import { dependenciesIn, deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import {
  ClientCertificates,
  checkClientCertificates,
  createTrustStore,
  mutualAuthentication,
  requiresClientCertificates,
} from "./client-certificates";
import {
  LOAD_BALANCER_NAMES,
  LoadBalancerNames,
  TLS_POLICIES,
  TlsPolicy,
  checkCertificates,
  certificateDomainNames,
  createHttpsListener,
  createListenerCertificates,
  createRedirectListener,
} from "./https-listener";
import { ApplicationLoadBalancerAttributes, ImportedApplicationLoadBalancer } from "./imported-application-load-balancer";
import { LoadBalancerAlarm, loadBalancerAlarms, loadBalancerWidgets } from "./load-balancer-alarms";
import { LOAD_BALANCER_EXPOSURE, LoadBalancerExposure, LoadBalancerScheme, checkLoadBalancerExposure } from "./load-balancer-exposure";
import { addLoadBalancerLogs, checkLoadBalancerLogs } from "./load-balancer-logs";
import {
  cloudFront,
  createRedirectSecurityGroup,
  createSecurityGroup,
  everybody,
  lookUpCloudFrontPrefixList,
} from "./load-balancer-security";
import { checkLoadBalancerSubnets } from "./load-balancer-subnets";
import { shortNamePrefix } from "./name-prefix";
import { createOriginRecord } from "./origin-record";
import { SECRET_HEADER_VALUES, resolveOriginSecretHeader, secretHeaderCondition, sentHeader } from "./origin-secret-header";
import { ServiceRoute } from "./route";
import { RouteTable } from "./route-table";
import { checkWebAcl, createWebAclAssociation } from "./web-acl-association";

/** A load balancer that forwards requests to services, created here or elsewhere. */
export interface IApplicationLoadBalancer extends ILoadBalancerOrigin {
  /** The last part of the ARN, `app/<name>/<id>`: the value of the metrics' dimension `LoadBalancer`. */
  readonly arnSuffix: string;
  /** The HTTPS listener that services add their rules to. */
  readonly listenerArn: string;
  /** Conditions of every rule besides its route's: the secret header, where there is one. */
  readonly ruleConditions: readonly LbListenerRuleCondition[];
  /** Whether a replacement leaves no gap. */
  readonly replacedWithoutGap: boolean;
  /**
   * Registers the route of a service.
   *
   * @param service what the route belongs to, named in the error of a route that clashes with it
   * @throws ValidationError if the route is invalid, or another service has its priority or its conditions
   */
  addRoute(service: Construct, route: ServiceRoute): void;
  /** Registers the instances of a service: a distribution that changes to a replacement waits for them. */
  addTargets(targets: AutoscalingAttachment): void;
}

/** The prop type of load balancers that forward requests to services. */
export const APPLICATION_LOAD_BALANCER = like<IApplicationLoadBalancer>(
  "an ApplicationLoadBalancer",
  ["arnSuffix", "listenerArn", "ruleConditions", "addRoute", "addTargets", "connections"],
  "ApplicationLoadBalancer.fromAttributes",
);

/** The choices for a load balancer. */
export interface ApplicationLoadBalancerProps extends LoadBalancerExposure, LoadBalancerNames {
  /** The network: subnets in two AZs or more, /27 or larger; `private` ones if the load balancer is internal, else `public` ones. */
  readonly network: INetwork;
  /** The log bucket of access and connection logs, in the load balancer's region. */
  readonly accessLogs: ILogBucket;
  /** The security policy: TLS versions and cipher suites. CloudFront, the one client, supports each. @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" */
  readonly tlsPolicy?: TlsPolicy;
  /** The ARN of a web ACL of this region that inspects the requests, besides that of a distribution. @default - none */
  readonly webAclArn?: string;
  /** Mutual TLS. Behind CloudFront, which shows no certificate, `verify` refuses every connection. @default - clients show no certificates */
  readonly clientCertificates?: ClientCertificates;
  /** Time without data after which a connection, WebSocket included, is closed: 1 to 4000 seconds. @default 300 */
  readonly idleTimeoutSeconds?: number;
  /** Whether zonal shift of Application Recovery Controller can move traffic away from an AZ. @default true */
  readonly zonalShift?: boolean;
  /**
   * Whether a replacement, as by another `scheme`, leaves no gap: before the old one goes, instances are registered with the new one, and the distribution has changed to it.
   * Set it no later than in the apply that replaces; it changes nothing by itself. While it is set, what the services depend on is created before the old one is destroyed
   * too, which fails for a fixed name, and no service may refer to an attribute of the distribution.
   *
   * @default false
   */
  readonly replacedWithoutGap?: boolean;
  /** What happens to the load balancer when it leaves the configuration: `protect` is deletion protection. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<ApplicationLoadBalancerProps> = {
  network: NETWORK,
  accessLogs: LOG_BUCKET,
  ...LOAD_BALANCER_NAMES,
  ...LOAD_BALANCER_EXPOSURE,
  tlsPolicy: optional(oneOf(TLS_POLICIES)),
  webAclArn: optional(STRING),
  clientCertificates: optional(record()),
  idleTimeoutSeconds: optional(NUMBER),
  zonalShift: optional(BOOLEAN),
  replacedWithoutGap: optional(BOOLEAN),
  removal: REMOVAL,
};

/**
 * An Application Load Balancer that allows requests from CloudFront alone, unless it is `openToTheInternet`, over HTTPS under a domain name of the zone. Requests
 * that match no service's route get a 404.
 */
export class ApplicationLoadBalancer extends Construct implements IApplicationLoadBalancer, IDashboardSource {
  /**
   * A load balancer that exists already. Services add rules to its listener and to its security group; nothing else of it is changed.
   *
   * @throws ValidationError for an ARN or an id that isn't one
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: ApplicationLoadBalancerAttributes,
  ): ImportedApplicationLoadBalancer {
    return new ImportedApplicationLoadBalancer(scope, id, attributes);
  }

  /** Whether it has private addresses alone, or public ones. */
  public readonly scheme: LoadBalancerScheme;
  /** The security policy of the HTTPS listener. */
  public readonly tlsPolicy: TlsPolicy;
  /** Time without data after which a connection is closed, in seconds. */
  public readonly idleTimeoutSeconds: number;
  /** Whether traffic can be shifted away from an AZ. */
  public readonly zonalShift: boolean;
  /** Whether a replacement leaves no gap. */
  public readonly replacedWithoutGap: boolean;
  /** What happens to the load balancer when it leaves the configuration. */
  public readonly removal: Removal;
  /** The domain name that CloudFront connects to. */
  public readonly originDomainName: string;
  /** The id of the prefix list whose addresses may connect; undefined where everybody may. */
  public readonly cloudFrontPrefixListId?: string;
  /** The default certificate of the HTTPS listener: the one given, or the one created. */
  public readonly certificate: ICertificate;
  /** The names on the listener's certificates; undefined where one of them is given without its names. */
  public readonly certificateDomainNames?: readonly string[];
  /** The load balancer's ARN. */
  public readonly loadBalancerArn: string;
  /** The last part of the ARN, `app/<name>/<id>`: the value of the metrics' dimension `LoadBalancer`. */
  public readonly arnSuffix: string;
  /** AWS's own domain name of it. */
  public readonly dnsName: string;
  /** The hosted zone of `dnsName`, for alias records. */
  public readonly hostedZoneId: string;
  /** The ARN of the HTTPS listener. */
  public readonly listenerArn: string;
  /** The header that CloudFront adds to its requests; undefined where there is none. */
  public readonly originHeader?: OriginHeader;
  /** Whether clients without a certificate can't connect, CloudFront among them. */
  public readonly requiresClientCertificates: boolean;
  /** Conditions of every rule besides its route's: the secret header, where there is one. */
  public readonly ruleConditions: readonly LbListenerRuleCondition[];
  /** What may connect to and from the load balancer, on 443 by default. */
  public readonly connections: Connections;

  /** The load balancer. */
  public readonly resource: Lb;
  /** The security group that allows HTTPS. */
  public readonly securityGroup: SecurityGroup;
  /** The security group that allows HTTP, to be redirected; undefined for an internal load balancer. */
  public readonly redirectSecurityGroup?: SecurityGroup;
  /** The prefix list as it was looked up; undefined where it wasn't. */
  public readonly cloudFrontPrefixList?: DataAwsEc2ManagedPrefixList;
  /** The HTTPS listener. */
  public readonly listener: LbListener;
  /** The listener that redirects HTTP to HTTPS; undefined for an internal load balancer. */
  public readonly redirectListener?: LbListener;
  /** The record of `originDomainName`; undefined for an internal load balancer, and without `zone`. */
  public readonly record?: Route53Record;
  /** What has the web ACL inspect the requests; undefined without `webAclArn`. */
  public readonly webAclAssociation?: Wafv2WebAclAssociation;
  /** What verifies client certificates; undefined where nothing does. */
  public readonly trustStore?: LbTrustStore;
  /** The certificate that was created; undefined where one was given. */
  public readonly certificateResource?: Certificate;
  /** The listener's additional certificates, by their names. */
  public readonly additionalCertificateResources: Readonly<Record<string, LbListenerCertificate>>;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "loadBalancer";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly routes: RouteTable;
  private readonly targets: AutoscalingAttachment[] = [];

  /** @throws ValidationError with every rule that the props break */
  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    checkLoadBalancer(this, props);
    deployAfter(this, props.network, props.accessLogs);
    this.scheme = props.scheme ?? "internal";
    this.tlsPolicy = props.tlsPolicy ?? "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
    this.idleTimeoutSeconds = props.idleTimeoutSeconds ?? 300;
    this.zonalShift = props.zonalShift ?? true;
    this.replacedWithoutGap = props.replacedWithoutGap ?? false;
    this.removal = removalOf(this, props.removal);
    this.originDomainName = props.originDomainName;
    this.dashboardTitle = `Load balancer ${id}`;

    const header = props.originSecretHeader && resolveOriginSecretHeader(props.originSecretHeader);
    this.originHeader = header && sentHeader(header);
    this.ruleConditions = header ? [secretHeaderCondition(header)] : [];
    this.routes = new RouteTable(this, header ? SECRET_HEADER_VALUES : 0);

    const { openToTheInternet } = props;
    this.cloudFrontPrefixList = openToTheInternet || props.cloudFrontPrefixListId ? undefined : lookUpCloudFrontPrefixList(this);
    this.cloudFrontPrefixListId = openToTheInternet ? undefined : (props.cloudFrontPrefixListId ?? this.cloudFrontPrefixList!.id);
    const clients = openToTheInternet ? everybody(openToTheInternet) : cloudFront(this.cloudFrontPrefixListId!);
    const security = { vpcId: props.network.vpcId, clients };
    this.securityGroup = createSecurityGroup(this, security);
    this.redirectSecurityGroup = this.internal ? undefined : createRedirectSecurityGroup(this, security);
    this.connections = this.securityGroup.connections;

    this.resource = this.createLoadBalancer(props);
    this.loadBalancerArn = this.resource.arn;
    this.arnSuffix = this.resource.arnSuffix;
    this.dnsName = this.resource.dnsName;
    this.hostedZoneId = this.resource.zoneId;

    this.certificateResource = props.certificate ? undefined : this.createCertificate(props);
    this.certificate = props.certificate ?? this.certificateResource!;
    this.certificateDomainNames = certificateDomainNames([this.certificate, ...Object.values(props.additionalCertificates ?? {})]);
    const { webAclArn, clientCertificates } = props;
    this.webAclAssociation = webAclArn ? createWebAclAssociation(this, webAclArn, this.loadBalancerArn) : undefined;
    this.trustStore = clientCertificates && createTrustStore(this, clientCertificates);
    this.requiresClientCertificates = requiresClientCertificates(clientCertificates);
    this.listener = createHttpsListener(this, {
      loadBalancerArn: this.loadBalancerArn,
      tlsPolicy: this.tlsPolicy,
      certificate: this.certificate,
      defaultResponse: header ? "403" : "404",
      mutualAuthentication: clientCertificates && mutualAuthentication(clientCertificates, this.trustStore?.arn),
    });
    this.listenerArn = this.listener.arn;
    this.additionalCertificateResources = createListenerCertificates(this, this.listenerArn, props.additionalCertificates ?? {});
    this.redirectListener = this.internal ? undefined : createRedirectListener(this, this.loadBalancerArn);
    this.record = this.internal ? undefined : this.createRecord(props);
  }

  /** Whether it has private addresses alone. */
  public get internal(): boolean {
    return this.scheme === "internal";
  }

  /** What must be created before a distribution sends requests: the HTTPS listener, a web ACL's association, and the record of a public domain name. */
  public get originDependencies(): readonly ITerraformDependable[] {
    return [this.listener, this.webAclAssociation, this.record].filter((dependency) => dependency !== undefined);
  }

  /**
   * Registers the route of a service.
   *
   * @param service what the route belongs to, named in the error of a route that clashes with it
   * @throws ValidationError if the route is invalid, or another service has its priority or its conditions
   */
  public addRoute(service: Construct, route: ServiceRoute): void {
    this.routes.add(service, route);
  }

  /** Where a replacement leaves no gap: what answers besides the HTTPS listener, and the services' instances, as far as services are known. */
  public get replacementDependencies(): readonly TerraformResource[] {
    if (!this.replacedWithoutGap) return [];
    const answering = [...(this.redirectListener ? [this.redirectListener] : []), ...Object.values(this.additionalCertificateResources)];
    return sortedBy([...answering, ...this.targets], ({ node }) => node.path);
  }

  /** Registers the instances of a service: a distribution that changes to a replacement waits for them. */
  public addTargets(targets: AutoscalingAttachment): void {
    this.targets.push(targets);
  }

  /**
   * Creates the recommended alarms: 5xx responses of the load balancer itself, rejected connections, and a certificate that expires.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<LoadBalancerAlarm> = {}): CreatedAlarms<LoadBalancerAlarm> {
    return createAlarms(this, topic, loadBalancerAlarms(this.arnSuffix, this.certificate.certificateArn), overrides);
  }

  /** The charts: requests, errors and connections. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return loadBalancerWidgets(this.arnSuffix);
  }

  private createLoadBalancer({ network, accessLogs }: ApplicationLoadBalancerProps): Lb {
    const { access, connections } = addLoadBalancerLogs(this, accessLogs);
    const groups = [this.securityGroup, ...(this.redirectSecurityGroup ? [this.redirectSecurityGroup] : [])];
    return new Lb(this, "Resource", {
      namePrefix: shortNamePrefix(this),
      loadBalancerType: "application",
      internal: this.internal,
      securityGroups: groups.map(({ securityGroupId }) => securityGroupId),
      subnets: network.subnets(subnetTier(this.scheme)).map(({ subnetId }) => subnetId),
      idleTimeout: this.idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      enableDeletionProtection: this.removal === "protect",
      enableZonalShift: this.zonalShift,
      accessLogs: { enabled: true, bucket: access.bucketName, prefix: access.prefix },
      connectionLogs: { enabled: true, bucket: connections.bucketName, prefix: connections.prefix },
      tags: { Name: pathFromStack(this).join("/") },
      lifecycle: CREATE_BEFORE_DESTROY,
      dependsOn: dependenciesIn(this, [
        // Elastic Load Balancing writes a test object when logs are enabled.
        ...new Set([...access.dependencies, ...connections.dependencies]),
        // A VPC origin, like a public load balancer, needs the internet gateway attached.
        network.internetConnectivity,
      ]),
    });
  }

  private createRecord({ zone, originDomainName }: ApplicationLoadBalancerProps): Route53Record | undefined {
    const { dnsName, hostedZoneId } = this;
    const after = () => [...(this.webAclAssociation ? [this.webAclAssociation] : []), ...this.replacementDependencies];
    return zone && createOriginRecord(this, { zoneId: zone.zoneId, originDomainName, dnsName, hostedZoneId, after });
  }

  private createCertificate({ originDomainName, viewerDomainNames, zone }: ApplicationLoadBalancerProps): Certificate {
    return new Certificate(this, "Certificate", {
      domainName: originDomainName,
      subjectAlternativeNames: viewerDomainNames ?? undefined,
      zone: zone!,
    });
  }
}

function subnetTier(scheme: LoadBalancerScheme): "private" | "public" {
  return scheme === "internal" ? "private" : "public";
}

function checkLoadBalancer(loadBalancer: Construct, props: ApplicationLoadBalancerProps): void {
  const validator = new Validator(loadBalancer).props(props, PROPS);
  const scheme = props.scheme ?? "internal";
  validator.integerBetween("idleTimeoutSeconds", props.idleTimeoutSeconds, 1, 4000, "seconds");
  checkLoadBalancerExposure(validator, props);
  checkWebAcl(validator, loadBalancer, props.webAclArn);
  checkClientCertificates(validator, props.clientCertificates, props);
  checkLoadBalancerLogs(validator, loadBalancer, props.accessLogs);
  checkCertificates(validator, loadBalancer, props);
  checkLoadBalancerSubnets(validator, props.network.subnets(subnetTier(scheme)));
  validator.throwIfInvalid();
}
