import { AutoscalingGroup, AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AlarmOverrides, Connections, DashboardWidget, IAlarmTopic, IConnectable, IDashboardSource, IGrantable, INetwork, Peer, Port, Removal, Role, SecurityGroup } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { createLogGroup } from "../../src/internal/log-group";
import { namePrefix, pathFromStack, peerName } from "../../src/internal/names";
import { IApplicationLoadBalancer } from "./application-load-balancer-interface";
import { AutoScalingServiceProps, Balancing } from "./auto-scaling-service-props";
import { AutoScalingServiceRole, volumeKeyStatements } from "./auto-scaling-service-role";
import { validateService } from "./auto-scaling-service-validation";
import { Architecture, architectureOf, latestAmazonLinux } from "./instance-type";
import { Route, routeConditions } from "./route";
import { createLaunchTemplate } from "./service-launch-template";
import { REFRESH_ALARMS, ServiceAlarm, ServiceDimensions, serviceAlarms, serviceWidgets } from "./service-monitoring";
import { createScaling } from "./service-scaling";

/** Everything that a group reports, free of charge. */
const GROUP_METRICS = [
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupMaxSize",
  "GroupMinSize",
  "GroupPendingInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
];
/** New instances first, a fifth of the group at a time; then the old ones go. */
const REPLACEMENT = { minHealthyPercentage: 100, maxHealthyPercentage: 120 };
const SECONDS_PER_DAY = 86_400;
const TARGET_GROUP_PREFIX_LENGTH = 5;

/**
 * A service on EC2: instances in the private subnets of every AZ behind a load balancer, scaled by requests and CPU,
 * replaced step by step when its template changes.
 */
export class AutoScalingService extends Construct implements IConnectable, IGrantable, IDashboardSource {
  public readonly instanceType: string;
  public readonly architecture: Architecture;
  public readonly imageId: string;
  public readonly port: number;
  public readonly healthCheckPath: string;
  public readonly healthCheckGraceSeconds: number;
  public readonly warmupSeconds: number;
  public readonly deregistrationDelaySeconds: number;
  public readonly terminationDelaySeconds: number;
  public readonly balancing: Balancing;
  public readonly targetCpuPercent: number;
  public readonly rootVolumeGib: number;
  public readonly rootDeviceName: string;
  public readonly removal: Removal;

  public readonly connections: Connections;
  /** What the instances run as. */
  public readonly role: Role;
  public readonly securityGroup: SecurityGroup;
  public readonly targetGroup: LbTargetGroup;
  public readonly listenerRule: LbListenerRule;
  public readonly launchTemplate: LaunchTemplate;
  /** The Auto Scaling group. */
  public readonly resource: AutoscalingGroup;
  public readonly autoScalingGroupName: string;
  public readonly terminationHook: AutoscalingLifecycleHook;
  /** Where the service's output is shipped to; undefined where it isn't. */
  public readonly logGroup?: CloudwatchLogGroup;

  public readonly dashboardLayer = "service";
  public readonly dashboardTitle: string;
  private readonly loadBalancer: IApplicationLoadBalancer;

  constructor(scope: Construct, id: string, props: AutoScalingServiceProps) {
    super(scope, id);
    this.loadBalancer = props.loadBalancer;
    this.instanceType = props.instanceType ?? "c7g.large";
    this.architecture = architectureOf(this.instanceType);
    this.imageId = props.imageId ?? latestAmazonLinux(this.architecture);
    this.port = props.port ?? 8080;
    this.healthCheckPath = props.healthCheckPath ?? "/health";
    this.healthCheckGraceSeconds = props.healthCheckGraceSeconds ?? 120;
    this.warmupSeconds = props.warmupSeconds ?? 120;
    this.deregistrationDelaySeconds = props.deregistrationDelaySeconds ?? 60;
    this.terminationDelaySeconds = props.terminationDelaySeconds ?? 30;
    this.balancing = props.balancing ?? "round_robin";
    this.targetCpuPercent = props.targetCpuPercent ?? 60;
    this.rootVolumeGib = props.rootVolumeGib ?? 16;
    this.rootDeviceName = props.rootDeviceName ?? "/dev/xvda";
    this.removal = props.removal ?? "protect";
    this.dashboardTitle = `Service ${id}`;
    validateService(this, props);
    props.loadBalancer.addRoute(this, props.route);

    this.securityGroup = this.createSecurityGroup(props.network);
    this.connections = this.securityGroup.connections;
    this.openConnections(props);
    this.role = this.createRole(props);
    if (props.logRetentionDays !== undefined) this.logGroup = this.createLogGroup(props, props.logRetentionDays);
    this.targetGroup = this.createTargetGroup(props);
    this.listenerRule = this.createListenerRule(props.route);
    this.launchTemplate = createLaunchTemplate(this, props);
    this.resource = this.createGroup(props);
    this.autoScalingGroupName = this.resource.name;
    this.terminationHook = this.createTerminationHook();
    createScaling(this, props);
  }

  /** Recommended alarms; errors and unhealthy instances also stop a rolling replacement and, with a fixed image, turn it back. */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<ServiceAlarm> = {}): void {
    const alarms = createAlarms(this, topic, serviceAlarms(this.dimensions), overrides);
    const names = REFRESH_ALARMS.flatMap((name) => alarms[name]?.alarmName ?? []);
    if (names.length > 0) this.resource.putInstanceRefresh(this.instanceRefresh(names));
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    return serviceWidgets(this.dimensions);
  }

  private get dimensions(): ServiceDimensions {
    return {
      loadBalancer: this.loadBalancer.arnSuffix,
      targetGroup: this.targetGroup.arnSuffix,
      autoScalingGroup: this.autoScalingGroupName,
    };
  }

  private createSecurityGroup(network: INetwork): SecurityGroup {
    return new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      description: `Instances of ${peerName(this)}`,
      defaultPort: Port.tcp(this.port),
      peerName: peerName(this),
    });
  }

  private openConnections(props: AutoScalingServiceProps): void {
    this.connections.allowDefaultPortFrom(props.loadBalancer, "requests");
    props.network.allowAwsServicesFrom(this);
    if (props.internetEgressReason !== undefined) this.connections.allowTo(Peer.internet(props.internetEgressReason), Port.tcp(443));
  }

  private createRole(props: AutoScalingServiceProps): Role {
    const role = new Role(this, "Role", {
      assumedBy: { services: ["ec2.amazonaws.com"] },
      description: `Instances of ${pathFromStack(this).join("/")}`,
    });
    // What Session Manager needs and no more: the managed policy reads every parameter of the account. Its channels have no ARNs.
    role.grant({
      sid: "SessionManager",
      actions: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    });
    if (props.artifact) props.artifact.bucket.grantRead({ role }, props.artifact.key);
    return role;
  }

  private createLogGroup({ encryptionKey }: AutoScalingServiceProps, retentionInDays: number): CloudwatchLogGroup {
    const name = `/${pathFromStack(this).join("/")}`;
    const logGroup = createLogGroup(this, "LogGroup", { name, retentionDays: retentionInDays, encryptionKey, removal: this.removal });
    this.role.grant({
      sid: "ShipLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${logGroup.arn}:*`],
    });
    return logGroup;
  }

  private createTargetGroup(props: AutoScalingServiceProps): LbTargetGroup {
    // Six characters are all that a prefix may have; the Name tag says the rest.
    const prefix = this.node.id
      .replace(/[^A-Za-z0-9]/g, "")
      .slice(0, TARGET_GROUP_PREFIX_LENGTH)
      .toLowerCase();
    return new LbTargetGroup(this, "TargetGroup", {
      namePrefix: `${prefix}-`,
      vpcId: props.network.vpcId,
      port: this.port,
      protocol: "HTTP",
      targetType: "instance",
      deregistrationDelay: `${this.deregistrationDelaySeconds}`,
      loadBalancingAlgorithmType: this.balancing,
      slowStart: props.slowStartSeconds,
      stickiness:
        props.stickinessSeconds === undefined ? undefined : { enabled: true, type: "lb_cookie", cookieDuration: props.stickinessSeconds },
      healthCheck: {
        path: this.healthCheckPath,
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      tags: { Name: pathFromStack(this).join("/") },
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createListenerRule(route: Route): LbListenerRule {
    return new LbListenerRule(this, "ListenerRule", {
      listenerArn: this.loadBalancer.listenerArn,
      priority: route.priority,
      condition: [...routeConditions(route), ...this.loadBalancer.ruleConditions],
      action: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
    });
  }

  private createGroup(props: AutoScalingServiceProps): AutoscalingGroup {
    const serviceRole = AutoScalingServiceRole.of(this);
    volumeKeyStatements(serviceRole.roleArn).forEach((statement) => props.encryptionKey.addToPolicy(statement));
    const artifact: ITerraformDependable[] = props.artifact?.resource ? [props.artifact.resource] : [];
    const lifetimeDays = props.maxInstanceLifetimeDays;
    return new AutoscalingGroup(this, "Resource", {
      namePrefix: namePrefix(this, { maxLength: 255 }),
      minSize: props.capacity.minCapacity,
      maxSize: props.capacity.maxCapacity,
      vpcZoneIdentifier: props.network.subnets("private").map(({ subnetId }) => subnetId),
      launchTemplate: { id: this.launchTemplate.id, version: `${this.launchTemplate.latestVersion}` },
      targetGroupArns: [this.targetGroup.arn],
      healthCheckType: "ELB",
      healthCheckGracePeriod: this.healthCheckGraceSeconds,
      defaultInstanceWarmup: this.warmupSeconds,
      maxInstanceLifetime: lifetimeDays === undefined ? undefined : lifetimeDays * SECONDS_PER_DAY,
      serviceLinkedRoleArn: serviceRole.roleArn,
      enabledMetrics: GROUP_METRICS,
      instanceMaintenancePolicy: REPLACEMENT,
      instanceRefresh: this.instanceRefresh([]),
      tag: [{ key: "Name", value: pathFromStack(this).join("/"), propagateAtLaunch: true }],
      // The first instance must be allowed to fetch what it runs, and targets are healthy only behind a rule.
      dependsOn: [this.role.policy!, this.listenerRule, ...artifact],
      // Scaling decides on the number of instances.
      lifecycle: { ignoreChanges: ["desired_capacity"], createBeforeDestroy: true },
    });
  }

  /**
   * How a changed template reaches the instances. One whose image EC2 resolves at start can't be turned back to what it was
   * (EC2 Auto Scaling guide, "Undo changes with a rollback").
   */
  private instanceRefresh(alarmNames: string[]): AutoscalingGroupInstanceRefresh {
    return {
      strategy: "Rolling",
      preferences: {
        ...REPLACEMENT,
        instanceWarmup: `${this.warmupSeconds}`,
        autoRollback: !this.imageId.startsWith("resolve:"),
        ...(alarmNames.length > 0 && { alarmSpecification: { alarms: alarmNames } }),
      },
    };
  }

  /** By then the load balancer has drained the instance; what the service still writes gets its time. */
  private createTerminationHook(): AutoscalingLifecycleHook {
    return new AutoscalingLifecycleHook(this, "TerminationHook", {
      name: "finish-work",
      autoscalingGroupName: this.autoScalingGroupName,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeout: this.terminationDelaySeconds,
      defaultResult: "CONTINUE",
    });
  }
}
