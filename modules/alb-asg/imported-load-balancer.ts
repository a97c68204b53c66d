import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Connections, Port, SecurityGroup } from "../../src/core";
import { Validator, isKnown } from "../../src/internal/validator";
import { IApplicationLoadBalancer } from "./application-load-balancer-interface";
import { Route, RouteTable } from "./route";

export interface ApplicationLoadBalancerAttributes {
  readonly loadBalancerArn: string;
  /** The HTTPS listener that services add their rules to. */
  readonly listenerArn: string;
  /** The load balancer's group: rules towards the services are added to it. */
  readonly securityGroupId: string;
  readonly dnsName: string;
  /** The hosted zone of `dnsName`, for alias records. */
  readonly hostedZoneId: string;
  /** The name on the certificate, which CloudFront connects to. @default - none: no distribution can stand before it */
  readonly originDomainName?: string;
  /** @default true */
  readonly internal?: boolean;
}

/** A load balancer that exists: `ApplicationLoadBalancer.fromAttributes`. */
export class ImportedLoadBalancer extends Construct implements IApplicationLoadBalancer {
  public readonly loadBalancerArn: string;
  public readonly listenerArn: string;
  public readonly arnSuffix: string;
  public readonly dnsName: string;
  public readonly hostedZoneId: string;
  public readonly originDomainName?: string;
  public readonly internal: boolean;
  public readonly connections: Connections;
  public readonly originDependencies: readonly ITerraformDependable[] = [];
  public readonly ruleConditions = [];
  private readonly routes: RouteTable;

  constructor(scope: Construct, id: string, attributes: ApplicationLoadBalancerAttributes) {
    super(scope, id);
    const { loadBalancerArn, listenerArn } = attributes;
    new Validator(this)
      .matches(
        "loadBalancerArn",
        loadBalancerArn,
        /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/[^/]+\/[0-9a-f]+$/,
        "must be an Application Load Balancer's ARN",
        'Copy the ARN that holds "loadbalancer/app/".',
      )
      .matches(
        "listenerArn",
        listenerArn,
        /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/[^/]+\/[0-9a-f]+\/[0-9a-f]+$/,
        "must be a listener's ARN",
        'Copy the ARN that holds "listener/app/".',
      )
      .throwIfInvalid();
    this.loadBalancerArn = loadBalancerArn;
    this.listenerArn = listenerArn;
    this.arnSuffix = isKnown(loadBalancerArn)
      ? loadBalancerArn.split(":loadbalancer/")[1]!
      : Fn.element(Fn.split(":loadbalancer/", loadBalancerArn), 1);
    this.dnsName = attributes.dnsName;
    this.hostedZoneId = attributes.hostedZoneId;
    this.originDomainName = attributes.originDomainName;
    this.internal = attributes.internal ?? true;
    this.connections = SecurityGroup.fromAttributes(this, "SecurityGroup", {
      securityGroupId: attributes.securityGroupId,
      defaultPort: Port.tcp(443),
    }).connections;
    this.routes = new RouteTable(this);
  }

  public addRoute(service: Construct, route: Route): void {
    this.routes.add(service, route);
  }
}
