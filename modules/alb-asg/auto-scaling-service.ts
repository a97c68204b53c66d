import { AutoscalingGroup, AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmDefinition,
  AlarmOverrides,
  AwsEnvironment,
  Connections,
  DashboardWidget,
  IAlarmTopic,
  IBucketObject,
  IConnectable,
  IDashboardSource,
  IEncryptionKey,
  IGrantable,
  INetwork,
  Peer,
  Port,
  Role,
  SecurityGroup,
  createAlarms,
  fitName,
  namePrefix,
  pathFromStack,
  physicalName,
} from "../../src/core";
import { ApplicationLoadBalancer } from "./application-load-balancer";
import { validateService } from "./auto-scaling-service-validation";
import { AutoScalingServiceRole } from "./auto-scaling-service-role";
import { CapacityPlan } from "./capacity-plan";
import { Architecture, architectureOf, latestAmazonLinux } from "./instance-type";
import { Route, routeConditions } from "./route";
import { serviceUserData, terraformString } from "./user-data";

/** A change of size at a time that is known before, such as the opening of a market. */
export interface ScheduledScaling {
  /** Five fields as cron has them: `0 7 * * MON-FRI`. */
  readonly recurrence: string;
  /** An IANA time zone such as `Europe/Berlin`, whose daylight saving is followed. @default "UTC" */
  readonly timeZone?: string;
  /** Fewest instances from then on. */
  readonly minCapacity: number;
  /** Most instances from then on. @default - the plan's */
  readonly maxCapacity?: number;
}

export interface AutoScalingServiceProps {
  readonly network: INetwork;
  readonly loadBalancer: ApplicationLoadBalancer;
  /** Encrypts the instances' volumes. */
  readonly encryptionKey: IEncryptionKey;
  /** Which requests the service gets. */
  readonly route: Route;
  /** Its size, by `planCapacity`. */
  readonly capacity: CapacityPlan;
  /** Graviton types get the arm64 image, all others x86_64. @default "c7g.large" */
  readonly instanceType?: string;
  /** `ami-…`, or `resolve:ssm:<parameter>` that EC2 resolves whenever it starts an instance. @default - the newest Amazon Linux 2023 */
  readonly imageId?: string;
  /** The program. It is there before the first instance boots, and the role can read it. @default - the image has it */
  readonly artifact?: IBucketObject;
  /** What systemd runs. @default - `/usr/bin/python3` on the artifact, where that is a Python file */
  readonly command?: string;
  /** The service's environment; no secrets, which are fetched by the role. `PORT` is there already. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Shell commands that run as root before the service starts. @default - none */
  readonly setupScript?: string;
  /** Where the service listens, 1 to 65535. @default 8080 */
  readonly port?: number;
  /**
   * Answers 200 as long as the process itself is well. It should not look at the database: the group replaces whatever is unhealthy, and a database that is
   * down would have it replace every instance.
   *
   * @default "/health"
   */
  readonly healthCheckPath?: string;
  /** Seconds from the start of an instance until its health counts. @default 120 */
  readonly healthCheckGraceSeconds?: number;
  /** Seconds from the start of an instance until its load counts. @default 120 */
  readonly warmupSeconds?: number;
  /** Seconds that requests in flight get when an instance goes, 0 to 3600. @default 60 */
  readonly deregistrationDelaySeconds?: number;
  /** Seconds between the end of the last request and the end of the instance, 30 to 7200, for what the service still has to write. @default 30 */
  readonly terminationDelaySeconds?: number;
  /** Average CPU to hold, 1 to 100 percent, besides the plan's requests. @default 60 */
  readonly targetCpuPercent?: number;
  /** Changes of size by name. @default - none */
  readonly scheduledScaling?: Readonly<Record<string, ScheduledScaling>>;
  /** Size of the root volume, 8 to 16384 GiB. @default 16 */
  readonly rootVolumeGib?: number;
  /** Lets instances reach everybody on 443; the reason lands in the rule's description. @default - endpoints and peers alone */
  readonly internetEgressReason?: string;
}

export type ServiceAlarm = "target5xx" | "latencyP99" | "unhealthyHosts";

/** Which signs of trouble stop a rolling replacement and turn it back. */
const REFRESH_ALARMS: readonly ServiceAlarm[] = ["target5xx", "unhealthyHosts"];
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

/**
 * A service on EC2: instances in the private subnets of every AZ behind a load balancer, scaled by requests and CPU,
 * replaced one by one when its template changes.
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
  public readonly targetCpuPercent: number;
  public readonly rootVolumeGib: number;

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

  public readonly dashboardLayer = "service";
  public readonly dashboardTitle: string;
  private readonly loadBalancer: ApplicationLoadBalancer;

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
    this.targetCpuPercent = props.targetCpuPercent ?? 60;
    this.rootVolumeGib = props.rootVolumeGib ?? 16;
    this.dashboardTitle = `Service ${id}`;
    validateService(this, props);

    this.securityGroup = this.createSecurityGroup(props);
    this.connections = this.securityGroup.connections;
    this.openConnections(props);
    this.role = this.createRole(props);
    this.targetGroup = this.createTargetGroup(props.network);
    this.listenerRule = this.createListenerRule(props.route);
    this.launchTemplate = this.createLaunchTemplate(props);
    this.resource = this.createGroup(props);
    this.autoScalingGroupName = this.resource.name;
    this.createTerminationHook();
    this.createScaling(props);
  }

  /** Recommended alarms; errors and unhealthy instances also stop a rolling replacement and, with a fixed image, turn it back. */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<ServiceAlarm> = {}): void {
    const definitions: Record<ServiceAlarm, AlarmDefinition> = {
      target5xx: {
        metric: this.targetMetric("HTTPCode_Target_5XX_Count", "Sum"),
        description: "The service answers with errors. Look at its own logs, then at what it depends on: /ready says what it can't reach.",
        threshold: 25,
        evaluationPeriods: 3,
        missingData: "notBreaching",
      },
      latencyP99: {
        metric: this.targetMetric("TargetResponseTime", "p99"),
        description: "One request in a hundred takes too long. Look at CPU and at the database first.",
        threshold: 1,
        evaluationPeriods: 5,
        missingData: "notBreaching",
      },
      unhealthyHosts: {
        metric: this.targetMetric("UnHealthyHostCount", "Maximum"),
        description: "Instances fail their health check. The group replaces them; if that doesn't end it, the last release is suspect.",
        threshold: 1,
        evaluationPeriods: 5,
        missingData: "notBreaching",
      },
    };
    const alarms = createAlarms(this, topic, definitions, overrides);
    const names = REFRESH_ALARMS.flatMap((name) => alarms[name]?.alarmName ?? []);
    if (names.length > 0) this.resource.putInstanceRefresh(this.instanceRefresh(names));
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    const group = (metricName: string, statistic: string) => ({
      namespace: "AWS/AutoScaling",
      metricName,
      statistic,
      dimensions: { AutoScalingGroupName: this.autoScalingGroupName },
    });
    const cpu = { ...group("CPUUtilization", "Average"), namespace: "AWS/EC2" };
    return [
      { title: "Requests per instance", metrics: [this.targetMetric("RequestCountPerTarget", "Sum")] },
      {
        title: "Latency in seconds",
        metrics: [this.targetMetric("TargetResponseTime", "p50"), this.targetMetric("TargetResponseTime", "p99")],
      },
      { title: "Errors", metrics: [this.targetMetric("HTTPCode_Target_5XX_Count", "Sum")] },
      { title: "Instances", metrics: [group("GroupInServiceInstances", "Average"), group("GroupDesiredCapacity", "Average")] },
      { title: "CPU in percent", metrics: [cpu] },
      { title: "Unhealthy instances", metrics: [this.targetMetric("UnHealthyHostCount", "Maximum")] },
    ];
  }

  private targetMetric(metricName: string, statistic: string) {
    const dimensions = { TargetGroup: this.targetGroup.arnSuffix, LoadBalancer: this.loadBalancer.arnSuffix };
    return { namespace: "AWS/ApplicationELB", metricName, statistic, dimensions };
  }

  private createSecurityGroup(props: AutoScalingServiceProps): SecurityGroup {
    return new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      description: `Instances of ${pathFromStack(this).slice(1).join("-")}`,
      defaultPort: Port.tcp(this.port),
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

  private createTargetGroup(network: INetwork): LbTargetGroup {
    // Six characters are all that a prefix may have; the Name tag says the rest.
    const prefix = fitName([this.node.id], { maxLength: 5, capitals: false }).replace(/-.*$/, "");
    return new LbTargetGroup(this, "TargetGroup", {
      namePrefix: `${prefix}-`,
      vpcId: network.vpcId,
      port: this.port,
      protocol: "HTTP",
      targetType: "instance",
      deregistrationDelay: `${this.deregistrationDelaySeconds}`,
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
    this.loadBalancer.addRoute(this, route);
    return new LbListenerRule(this, "ListenerRule", {
      listenerArn: this.loadBalancer.listener.arn,
      priority: route.priority,
      condition: [...routeConditions(route), ...this.loadBalancer.ruleConditions],
      action: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
    });
  }

  private createLaunchTemplate(props: AutoScalingServiceProps): LaunchTemplate {
    const profile = new IamInstanceProfile(this, "InstanceProfile", {
      namePrefix: namePrefix(this, { maxLength: 128 }),
      role: this.role.roleName,
    });
    const name = pathFromStack(this).join("/");
    return new LaunchTemplate(this, "LaunchTemplate", {
      namePrefix: namePrefix(this, { maxLength: 128 }),
      description: name,
      imageId: this.imageId,
      instanceType: this.instanceType,
      iamInstanceProfile: { arn: profile.arn },
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [this.securityGroup.securityGroupId],
        },
      ],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: this.rootVolumeGib,
            encrypted: "true",
            kmsKeyId: props.encryptionKey.arn,
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: [{ resourceType: "volume", tags: { Name: name } }],
      userData: Fn.base64encode(terraformString(this.userData(props))),
      updateDefaultVersion: true,
    });
  }

  private userData(props: AutoScalingServiceProps): string {
    const { artifact } = props;
    const name = fitName([this.node.id], { maxLength: 32, capitals: false });
    const file = artifact && `/opt/${name}/${artifact.key.split("/").pop()}`;
    return serviceUserData({
      name,
      artifact: artifact && {
        bucketName: artifact.bucket.bucketName,
        key: artifact.key,
        versionId: artifact.versionId,
        region: AwsEnvironment.of(this).region,
        file: file!,
      },
      command: props.command ?? `/usr/bin/python3 ${file}`,
      environment: { PORT: `${this.port}`, ...props.environment },
      setup: props.setupScript,
    });
  }

  private createGroup(props: AutoScalingServiceProps): AutoscalingGroup {
    const serviceRole = AutoScalingServiceRole.of(this);
    props.encryptionKey.allowAutoScaling(serviceRole.roleArn);
    const artifact: ITerraformDependable[] = props.artifact?.resource ? [props.artifact.resource] : [];
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
      serviceLinkedRoleArn: serviceRole.roleArn,
      enabledMetrics: GROUP_METRICS,
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 120 },
      instanceRefresh: this.instanceRefresh([]),
      tag: [{ key: "Name", value: pathFromStack(this).join("/"), propagateAtLaunch: true }],
      // The first instance must be allowed to fetch what it runs, and targets are healthy only behind a rule.
      dependsOn: [this.role.policy!, this.listenerRule, ...artifact],
      // Scaling decides on it.
      lifecycle: { ignoreChanges: ["desired_capacity"], createBeforeDestroy: true },
    });
  }

  /**
   * New instances first, then the old ones go. A template whose image EC2 resolves at start can't be turned back to what it was
   * (EC2 Auto Scaling guide, "Undo changes with a rollback").
   */
  private instanceRefresh(alarmNames: string[]): AutoscalingGroupInstanceRefresh {
    return {
      strategy: "Rolling",
      preferences: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 120,
        instanceWarmup: `${this.warmupSeconds}`,
        autoRollback: this.imageId.startsWith("ami-"),
        ...(alarmNames.length > 0 && { alarmSpecification: { alarms: alarmNames } }),
      },
    };
  }

  private createTerminationHook(): void {
    new AutoscalingLifecycleHook(this, "TerminationHook", {
      name: "finish-work",
      autoscalingGroupName: this.autoScalingGroupName,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeout: this.terminationDelaySeconds,
      defaultResult: "CONTINUE",
    });
  }

  private createScaling(props: AutoScalingServiceProps): void {
    const common = { autoscalingGroupName: this.autoScalingGroupName, policyType: "TargetTrackingScaling" };
    new AutoscalingPolicy(this, "ScaleOnRequests", {
      ...common,
      name: physicalName(this, { maxLength: 200 }) + "-requests",
      targetTrackingConfiguration: {
        targetValue: props.capacity.targetRequestsPerMinute,
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: `${this.loadBalancer.arnSuffix}/${this.targetGroup.arnSuffix}`,
        },
      },
      // The label is refused until a listener forwards to the target group.
      dependsOn: [this.listenerRule],
    });
    new AutoscalingPolicy(this, "ScaleOnCpu", {
      ...common,
      name: physicalName(this, { maxLength: 200 }) + "-cpu",
      targetTrackingConfiguration: {
        targetValue: this.targetCpuPercent,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
    for (const [name, schedule] of Object.entries(props.scheduledScaling ?? {})) {
      new AutoscalingSchedule(this, `Schedule-${name}`, {
        scheduledActionName: name,
        autoscalingGroupName: this.autoScalingGroupName,
        recurrence: schedule.recurrence,
        timeZone: schedule.timeZone ?? "UTC",
        minSize: schedule.minCapacity,
        maxSize: schedule.maxCapacity ?? props.capacity.maxCapacity,
        // Left as it is: the minimum raises it.
        desiredCapacity: -1,
      });
    }
  }
}
