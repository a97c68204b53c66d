import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Connections, ILoadBalancerOrigin, OriginHeader, Port, SecurityGroup } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { BOOLEAN, PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { REQUEST_ADMISSION, RequestAdmission, checkRequestAdmission } from "./load-balancer-exposure";
import { SECRET_HEADER_VALUES, resolveOriginSecretHeader, secretHeaderCondition, sentHeader } from "./origin-secret-header";
import { ServiceRoute } from "./route";
import { RouteTable } from "./route-table";

/** What identifies a load balancer that exists already. */
export interface ApplicationLoadBalancerAttributes extends RequestAdmission {
  /** The ARN of the HTTPS listener that services add their rules to. */
  readonly listenerArn: string;
  /** The load balancer's security group: rules towards the services are added to it. */
  readonly securityGroupId: string;
  /** The load balancer's ARN. @default - as the listener's says it */
  readonly loadBalancerArn?: string;
  /** AWS's own domain name of it, for alias records. @default - unknown */
  readonly dnsName?: string;
  /** The hosted zone of `dnsName`, for alias records. @default - unknown */
  readonly hostedZoneId?: string;
  /** The domain name on the certificate, which CloudFront connects to. @default - none: it can't be the origin of a distribution */
  readonly originDomainName?: string;
  /** The names on its listener's certificates. @default - unknown: nothing says at synthesis that it doesn't hold a viewer's name */
  readonly certificateDomainNames?: readonly string[];
  /** Whether it has private addresses alone; one with public ones needs `originSecretHeader` or `openToTheInternet`. @default true */
  readonly internal?: boolean;
}

const ATTRIBUTES: PropTypes<ApplicationLoadBalancerAttributes> = {
  listenerArn: STRING,
  securityGroupId: STRING,
  loadBalancerArn: optional(STRING),
  dnsName: optional(STRING),
  hostedZoneId: optional(STRING),
  originDomainName: optional(STRING),
  certificateDomainNames: optional(STRINGS),
  internal: optional(BOOLEAN),
  ...REQUEST_ADMISSION,
};

/** A load balancer that exists: `ApplicationLoadBalancer.fromAttributes`. */
export class ImportedApplicationLoadBalancer extends Construct implements ILoadBalancerOrigin {
  /** The load balancer's ARN. */
  public readonly loadBalancerArn: string;
  /** The ARN of the HTTPS listener. */
  public readonly listenerArn: string;
  /** The last part of the ARN, `app/<name>/<id>`: the value of the metrics' dimension `LoadBalancer`. */
  public readonly arnSuffix: string;
  /** AWS's own domain name of it; undefined where it wasn't given. */
  public readonly dnsName?: string;
  /** The hosted zone of `dnsName`, for alias records; undefined where it wasn't given. */
  public readonly hostedZoneId?: string;
  /** The domain name that CloudFront connects to; undefined where it wasn't given. */
  public readonly originDomainName?: string;
  /** The names on its listener's certificates; undefined where they weren't given. */
  public readonly certificateDomainNames?: readonly string[];
  /** Whether it has private addresses alone. */
  public readonly internal: boolean;
  /** What may connect to and from the load balancer, on 443 by default. */
  public readonly connections: Connections;
  /** Nothing: the listener exists already. */
  public readonly originDependencies: readonly ITerraformDependable[] = [];
  /** It isn't replaced here. */
  public readonly replacedWithoutGap = false;
  /** The header that CloudFront adds to its requests; undefined where there is none. */
  public readonly originHeader?: OriginHeader;
  /** Conditions of every rule besides its route's: the secret header, where there is one. */
  public readonly ruleConditions: readonly LbListenerRuleCondition[];
  private readonly routes: RouteTable;

  /** @throws ValidationError for an ARN or an id that isn't one */
  constructor(scope: Construct, id: string, attributes: ApplicationLoadBalancerAttributes) {
    super(scope, id);
    checkAttributes(this, attributes);
    this.listenerArn = attributes.listenerArn;
    this.loadBalancerArn = attributes.loadBalancerArn ?? loadBalancerOf(this.listenerArn);
    this.arnSuffix = isKnown(this.loadBalancerArn)
      ? this.loadBalancerArn.split(":loadbalancer/")[1]!
      : Fn.element(Fn.split(":loadbalancer/", this.loadBalancerArn), 1);
    this.dnsName = attributes.dnsName;
    this.hostedZoneId = attributes.hostedZoneId;
    this.originDomainName = attributes.originDomainName;
    this.certificateDomainNames = attributes.certificateDomainNames;
    this.internal = attributes.internal ?? true;
    const header = attributes.originSecretHeader && resolveOriginSecretHeader(attributes.originSecretHeader);
    this.originHeader = header && sentHeader(header);
    this.ruleConditions = header ? [secretHeaderCondition(header)] : [];
    this.routes = new RouteTable(this, header ? SECRET_HEADER_VALUES : 0);
    this.connections = SecurityGroup.fromAttributes(this, "SecurityGroup", {
      securityGroupId: attributes.securityGroupId,
      defaultPort: Port.tcp(443),
    }).connections;
  }

  /**
   * Registers the route of a service.
   *
   * @param service what the route belongs to, named in the error of a route that clashes with it
   * @throws ValidationError if the route is invalid, or another service of the app has its priority or its conditions
   */
  public addRoute(service: Construct, route: ServiceRoute): void {
    this.routes.add(service, route);
  }

  /** Nothing waits for the instances of a service: the load balancer isn't replaced here. */
  public addTargets(): void {
    // Whoever replaces it moves the services.
  }
}

/** The ARN of the load balancer that a listener's ARN names before its own id (Service Authorization Reference, "Elastic Load Balancing V2"). */
function loadBalancerOf(listenerArn: string): string {
  if (isKnown(listenerArn)) return listenerArn.replace(":listener/", ":loadbalancer/").split("/").slice(0, -1).join("/");
  return Fn.join("/", Fn.slice(Fn.split("/", Fn.replace(listenerArn, ":listener/", ":loadbalancer/")), 0, 4));
}

function checkAttributes(loadBalancer: Construct, attributes: ApplicationLoadBalancerAttributes): void {
  const validator = new Validator(loadBalancer).props(attributes, ATTRIBUTES).known("internal", attributes.internal);
  const { internal = true } = attributes;
  checkRequestAdmission(validator, attributes, { prop: "internal", received: internal, arePublic: !internal });
  validator
    .format("listenerArn", attributes.listenerArn, FORMATS.listenerArn)
    .format("loadBalancerArn", attributes.loadBalancerArn, FORMATS.loadBalancerArn)
    .format("securityGroupId", attributes.securityGroupId, FORMATS.securityGroupId)
    .format("hostedZoneId", attributes.hostedZoneId, FORMATS.hostedZoneId)
    .format("originDomainName", attributes.originDomainName, FORMATS.domainName)
    .throwIfInvalid();
}
