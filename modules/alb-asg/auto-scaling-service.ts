import { AutoscalingAttachment } from "@cdktf/provider-aws/lib/autoscaling-attachment";
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  Connections,
  DashboardWidget,
  IAlarmTopic,
  IConnectable,
  IDashboardSource,
  IEncryptionKey,
  IGrantable,
  INetwork,
  Removal,
  Role,
  SecurityGroup,
  CreatedAlarms,
} from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { NETWORK } from "../../src/core/interfaces";
import { createAlarms } from "../../src/internal/create-alarms";
import { NUMBER, PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { REMOVAL, removalOf } from "../../src/internal/removal";
import { replacementTrigger } from "../../src/internal/replacement-trigger";
import { dependenciesIn, deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { checkReleaseAccess, warnOfUnreachedServices } from "./api-access";
import { checkAutoScalingGroup, createAutoScalingGroup } from "./auto-scaling-group";
import { CapacityPlan, checkCapacity } from "./capacity-plan";
import { CAPACITY_SCHEDULES, CapacitySchedules, checkCapacitySchedules, createCapacitySchedules } from "./capacity-schedules";
import { INSTANCE_LIFECYCLE, InstanceLifecycle } from "./instance-lifecycle";
import { DEPLOYMENT_OPTIONS, DeploymentOptions, Rollout, checkDeployment, instanceRefresh } from "./instance-refresh";
import { createInstanceProfile, createInstanceRole } from "./instance-role";
import { Architecture, architectureOf } from "./instance-type";
import { checkLaunchTemplate, createLaunchTemplate } from "./launch-template";
import { SERVICE_REQUESTS, ServiceRequests, createListenerRule } from "./listener-rule";
import { SECRET_HEADER_VALUES } from "./origin-secret-header";
import { DEFAULT_PORT, PROGRAM_OPTIONS, ProgramOptions, checkProgram, isRunBySystemd, programUnit } from "./program";
import { ReleaseAutomation, createReleaseRole } from "./release-automation";
import { RequestShiftOptions, shiftRequestsOf } from "./request-shift";
import { checkRoute } from "./route";
import { SERVICE_SCALING, ScalingPolicies, ServiceScaling, checkScaling, createScaling, targetCpuPercentOf } from "./scaling";
import { REFRESH_ALARMS, ServiceAlarm, ServiceDimensions, onceThereAreInstances, serviceAlarms, serviceWidgets } from "./service-alarms";
import { imageOf } from "./service-image";
import { CpuCredits, SERVICE_INSTANCES, ServiceInstances, checkServiceInstances, resolveInstances } from "./service-instances";
import { AutoScalingServiceLinkedRole } from "./service-linked-role";
import { checkServiceLogs, createServiceLogs, defaultLogRetention } from "./service-logs";
import { allowServiceTraffic, checkServiceSecurity, createServiceSecurityGroup } from "./service-security";
import { createTargetAttachment } from "./target-attachment";
import {
  LoadBalancingAlgorithm,
  TARGET_GROUP_OPTIONS,
  TargetGroupOptions,
  TargetProtocol,
  checkTargetGroup,
  createTargetGroup,
} from "./target-group";
import { allowCompletion, checkTerminationHook, createTerminationHook, defaultHeartbeatTimeout, stopTimeout } from "./termination-hook";
import { scalesOutAlone } from "./trading-session";
import { allowAuthentication, checkUserAuthentication } from "./user-authentication";
import { checkUserData, serviceUserData } from "./user-data";
import { WarmPool, createReadyHook } from "./warm-pool";

/** The choices for a service. */
export interface AutoScalingServiceProps
  extends
    CapacitySchedules,
    DeploymentOptions,
    InstanceLifecycle,
    ProgramOptions,
    ServiceInstances,
    ServiceRequests,
    ServiceScaling,
    TargetGroupOptions {
  /** The network: instances are launched in the `private` subnet of each AZ. */
  readonly network: INetwork;
  /** Encrypts the instances' volumes, and the log group where there is one. */
  readonly encryptionKey: IEncryptionKey;
  /** The size of the Auto Scaling group, by `planCapacity`. */
  readonly capacity: CapacityPlan;
  /** The port that the program listens on, 1 to 65535. A change is an interruption, as of `targetProtocol`. @default 8080 */
  readonly port?: number;
  /** What happens to the log group when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
  /** Allows instances to connect to 0.0.0.0/0 on 443; the reason becomes part of the rule's description. @default - endpoints and peers alone */
  readonly internetEgressReason?: string;
}

const PROPS: PropTypes<AutoScalingServiceProps> = {
  ...SERVICE_REQUESTS,
  ...TARGET_GROUP_OPTIONS,
  network: NETWORK,
  encryptionKey: ENCRYPTION_KEY,
  capacity: record(),
  ...SERVICE_INSTANCES,
  ...PROGRAM_OPTIONS,
  port: optional(NUMBER),
  ...DEPLOYMENT_OPTIONS,
  ...INSTANCE_LIFECYCLE,
  ...SERVICE_SCALING,
  ...CAPACITY_SCHEDULES,
  removal: REMOVAL,
  internetEgressReason: optional(STRING),
};

/**
 * A service on EC2: instances in the private subnets of every AZ, behind a load balancer, scaled on requests and CPU. A changed launch template is deployed by
 * an instance refresh.
 */
export class AutoScalingService extends Construct implements IConnectable, IGrantable, IDashboardSource {
  /** The instance type, the preferred one of several. */
  public readonly instanceType: string;
  /** The instance types, the preferred one first. */
  public readonly instanceTypes: readonly string[];
  /** The credit option of burstable performance instances; undefined for others. */
  public readonly cpuCredits?: CpuCredits;
  /** The architecture of the instance type. */
  public readonly architecture: Architecture;
  /** The image, or the parameter that EC2 resolves to it. */
  public readonly imageId: string;
  /** The port that the program listens on. */
  public readonly port: number;
  /** The path of the health check. */
  public readonly healthCheckPath: string;
  /** The health check grace period, in seconds. */
  public readonly healthCheckGraceSeconds: number;
  /** How an instance refresh goes on, and back. */
  public readonly rollout: Rollout;
  /** How long Terraform waits for healthy instances, in minutes. */
  public readonly capacityTimeoutMinutes: number;
  /** The default instance warmup, in seconds. */
  public readonly instanceWarmupSeconds: number;
  /** The deregistration delay, in seconds. */
  public readonly deregistrationDelaySeconds: number;
  /** The heartbeat timeout of the termination lifecycle hook, in seconds. */
  public readonly heartbeatTimeoutSeconds: number;
  /** How the load balancer speaks to the instances. */
  public readonly targetProtocol: TargetProtocol;
  /** How the target group chooses the instance of a request. */
  public readonly loadBalancingAlgorithm: LoadBalancingAlgorithm;
  /** The target of average CPU utilization, in percent; `false` for none. */
  public readonly targetCpuPercent: number | false;
  /** Size of the root volume, in GiB. */
  public readonly rootVolumeGib: number;
  /** The image's root device name. */
  public readonly rootDeviceName: string;
  /** What happens to the log group when it leaves the configuration. */
  public readonly removal: Removal;

  /** What may connect to and from the instances, on `port` by default. */
  public readonly connections: Connections;
  /** The role of the instances. */
  public readonly role: Role;
  /** What passes the role to the instances. */
  public readonly instanceProfile: IamInstanceProfile;
  /** The service-linked role that launches the instances, one in each stack: an existing key's policy must allow it to use the key. */
  public readonly serviceLinkedRole: AutoScalingServiceLinkedRole;
  /** What lets the service-linked role use the key where it is another stack's; undefined where the key's policy does. */
  public readonly volumeKeyGrant?: KmsGrant;
  /** The security group of the instances. */
  public readonly securityGroup: SecurityGroup;
  /** The target group. */
  public readonly targetGroup: LbTargetGroup;
  /** The rule of the load balancer's listener that forwards to the target group. */
  public readonly listenerRule: LbListenerRule;
  /** The launch template. */
  public readonly launchTemplate: LaunchTemplate;
  /** The Auto Scaling group. */
  public readonly resource: AutoscalingGroup;
  /** The name of the Auto Scaling group. */
  public readonly autoScalingGroupName: string;
  /** What registers the instances with the target group. */
  public readonly targetAttachment: AutoscalingAttachment;
  /** What starts releases and turns them back; undefined without `rollout.automaticRollback`. */
  public readonly releaseAutomation?: ReleaseAutomation;
  /** The termination lifecycle hook. */
  public readonly terminationHook: AutoscalingLifecycleHook;
  /** The launch lifecycle hook of the warm pool's instances; undefined without one. */
  public readonly readyHook?: AutoscalingLifecycleHook;
  /** The target tracking scaling policies. */
  public readonly scalingPolicies: ScalingPolicies;
  /** The scheduled actions of `scheduledScaling`, by their names. */
  public readonly scheduledScalingResources: Readonly<Record<string, AutoscalingSchedule>>;
  /** The scheduled actions of the trading session, such as `begins-08-30`. */
  public readonly tradingSessionResources: Readonly<Record<string, AutoscalingSchedule>>;
  /** Days that CloudWatch Logs keeps the service's output; false where it stays on the instance. */
  public readonly logRetentionDays: number | false;
  /** The log group of the service's output; undefined where that stays on the instance. */
  public readonly logGroup?: CloudwatchLogGroup;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "service";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly dimensions: ServiceDimensions;

  /** @throws ValidationError with every rule that the props break, or if another service of the load balancer has the same route */
  constructor(scope: Construct, id: string, props: AutoScalingServiceProps) {
    super(scope, id);
    checkService(this, props);
    const { network, loadBalancer, encryptionKey, route, capacity } = props;
    deployAfter(this, network, loadBalancer, encryptionKey);
    loadBalancer.addRoute(this, route);
    ({ instanceType: this.instanceType, instanceTypes: this.instanceTypes, cpuCredits: this.cpuCredits } = resolveInstances(this, props));
    this.architecture = architectureOf(this.instanceType);
    this.port = props.port ?? DEFAULT_PORT;
    this.healthCheckPath = props.healthCheckPath ?? "/health";
    this.healthCheckGraceSeconds = props.healthCheckGraceSeconds ?? (props.runtime === undefined ? 120 : 300);
    this.rollout = props.rollout ?? {};
    const fixed = this.rollout.automaticRollback ?? false;
    this.imageId = imageOf(this, { imageId: props.imageId ?? undefined, architecture: this.architecture, fixed });
    this.capacityTimeoutMinutes = props.capacityTimeoutMinutes ?? 10;
    this.instanceWarmupSeconds = props.instanceWarmupSeconds ?? 120;
    this.deregistrationDelaySeconds = props.deregistrationDelaySeconds ?? 60;
    this.heartbeatTimeoutSeconds = props.heartbeatTimeoutSeconds ?? defaultHeartbeatTimeout(this.deregistrationDelaySeconds);
    this.targetProtocol = props.targetProtocol ?? "HTTP";
    this.loadBalancingAlgorithm = props.loadBalancingAlgorithm ?? "round_robin";
    this.targetCpuPercent = targetCpuPercentOf(props);
    this.rootVolumeGib = props.rootVolumeGib ?? 16;
    this.rootDeviceName = props.rootDeviceName ?? "/dev/xvda";
    this.removal = removalOf(this, props.removal);
    this.dashboardTitle = `Service ${id}`;

    this.securityGroup = createServiceSecurityGroup(this, { vpcId: network.vpcId, port: this.port });
    this.connections = this.securityGroup.connections;
    allowServiceTraffic(this.connections, props);
    this.role = createInstanceRole(this, props.release);
    if (isRunBySystemd(props) || props.warmPool) allowCompletion(this, this.role);
    this.instanceProfile = createInstanceProfile(this, this.role.roleName);
    this.logRetentionDays = props.logRetentionDays ?? defaultLogRetention(isRunBySystemd(props));
    this.logGroup = this.createLogs(encryptionKey);
    const [{ internetEgressReason, runtime }, { logGroup }] = [props, this];
    warnOfUnreachedServices(this, this.role, { network, internetEgressReason, installsPackages: Boolean(logGroup ?? runtime) });
    this.targetGroup = this.createTargetGroup(props);
    this.listenerRule = createListenerRule(this, {
      listenerArn: loadBalancer.listenerArn,
      ruleConditions: loadBalancer.ruleConditions,
      route,
      targetGroupArn: this.targetGroup.arn,
      authentication: props.authentication,
    });
    allowAuthentication(this, props);
    this.launchTemplate = this.createLaunchTemplate(props);
    this.serviceLinkedRole = AutoScalingServiceLinkedRole.of(this);
    this.volumeKeyGrant = this.serviceLinkedRole.useVolumeKey(encryptionKey);
    const releaseRole = fixed ? createReleaseRole(this, this.launchTemplate, this.role) : undefined;
    this.resource = this.createGroup(props, releaseRole);
    this.autoScalingGroupName = this.resource.name;
    const { autoScalingGroupName, targetGroup, listenerRule } = this;
    this.targetAttachment = createTargetAttachment(this, loadBalancer, { autoScalingGroupName, targetGroup, listenerRule });
    if (releaseRole) {
      const launches = { group: this.resource, launchTemplate: this.launchTemplate, instances: props, capacity };
      this.releaseAutomation = new ReleaseAutomation(this, "Release", { role: releaseRole, ...launches, ...this.refreshSettings });
    }
    const { heartbeatTimeoutSeconds } = this;
    this.terminationHook = createTerminationHook(this, autoScalingGroupName, { heartbeatTimeoutSeconds, spot: props.spot });
    if (props.warmPool) this.readyHook = createReadyHook(this, this.autoScalingGroupName);
    this.scalingPolicies = createScaling(this, {
      ...props,
      autoScalingGroupName: this.autoScalingGroupName,
      targetRequestsPerMinute: capacity.targetRequestsPerMinute,
      instanceWarmupSeconds: this.instanceWarmupSeconds,
      disableScaleIn: scalesOutAlone(props.tradingSession),
      loadBalancer: loadBalancer.arnSuffix,
      targetGroup: this.targetGroup.arnSuffix,
      targetAttachment: this.targetAttachment,
    });
    const schedules = createCapacitySchedules(this, this.resource, props, capacity);
    this.scheduledScalingResources = schedules.scheduledScaling;
    this.tradingSessionResources = schedules.tradingSession;
    this.dimensions = {
      loadBalancer: loadBalancer.arnSuffix,
      targetGroup: this.targetGroup.arnSuffix,
      autoScalingGroup: this.autoScalingGroupName,
    };
  }

  /**
   * Creates the recommended alarms. `target5xx` and `unhealthyHosts` also stop an instance refresh, and turn it back with `rollout.automaticRollback`.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<ServiceAlarm> = {}): CreatedAlarms<ServiceAlarm> {
    const alarms = onceThereAreInstances(createAlarms(this, topic, serviceAlarms(this.dimensions), overrides), this.resource);
    const names = REFRESH_ALARMS.flatMap((name) => alarms[name]?.alarmName ?? []);
    if (names.length === 0) return alarms;
    if (this.releaseAutomation) this.releaseAutomation.stopOn(names);
    else this.resource.putInstanceRefresh(instanceRefresh({ ...this.refreshSettings, alarmNames: names }));
    return alarms;
  }

  /**
   * Forwards a share of the route's requests to another service, such as the next release, which has a route of its own to test it by. Another share changes the rule in place.
   *
   * @param to a service behind the same load balancer, in the same stack; give it a capacity for its share
   * @param percent its share, 0 to 100 percent: begin with 0, until its instances are healthy
   * @throws ValidationError for another load balancer or stack, or if it is called twice
   */
  public shiftRequests(to: AutoScalingService, percent: number, options: RequestShiftOptions = {}): void {
    shiftRequestsOf(this, to, percent, options);
  }

  /** The charts, from the requests to the instances. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return serviceWidgets(this.dimensions);
  }

  private createLogs(encryptionKey: IEncryptionKey): CloudwatchLogGroup | undefined {
    const { logRetentionDays, removal, role } = this;
    return logRetentionDays === false ? undefined : createServiceLogs(this, { logRetentionDays, encryptionKey, removal, role });
  }

  private createTargetGroup(props: AutoScalingServiceProps): LbTargetGroup {
    const { resource, loadBalancerArn: arn } = props.loadBalancer;
    return createTargetGroup(this, {
      ...props,
      vpcId: props.network.vpcId,
      port: this.port,
      healthCheckPath: this.healthCheckPath,
      deregistrationDelaySeconds: this.deregistrationDelaySeconds,
      targetProtocol: this.targetProtocol,
      loadBalancingAlgorithm: this.loadBalancingAlgorithm,
      replacedWith: replacementTrigger(this, "LoadBalancerReplacement", { arn, resource }),
    });
  }

  private createLaunchTemplate(props: AutoScalingServiceProps): LaunchTemplate {
    return createLaunchTemplate(this, {
      instanceType: this.instanceType,
      cpuCredits: this.cpuCredits,
      imageId: this.imageId,
      instanceProfileArn: this.instanceProfile.arn,
      securityGroupId: this.securityGroup.securityGroupId,
      rootDeviceName: this.rootDeviceName,
      rootVolumeGib: this.rootVolumeGib,
      keyArn: props.encryptionKey.keyArn,
      userData: serviceUserData(programUnit(this, props, this.unitSettings(props.warmPool)), props.userData ?? undefined),
    });
  }

  private unitSettings(warmPool: WarmPool | undefined) {
    const [stopTimeoutSeconds, certificate] = [stopTimeout(this.heartbeatTimeoutSeconds), this.targetProtocol === "HTTPS"];
    const readyPath = warmPool ? this.healthCheckPath : undefined;
    return { port: this.port, logGroupName: this.logGroup?.name, stopTimeoutSeconds, certificate, readyPath };
  }

  private get refreshSettings() {
    return { instanceWarmupSeconds: this.instanceWarmupSeconds, rollout: this.rollout };
  }

  private createGroup(props: AutoScalingServiceProps, releaseRole: Role | undefined): AutoscalingGroup {
    const { network, capacity, release, maxInstanceLifetimeDays } = props;
    return createAutoScalingGroup(this, {
      capacity,
      instances: props,
      subnetIds: network.subnets("private").map(({ subnetId }) => subnetId),
      launchTemplate: { id: this.launchTemplate.id, version: `${this.launchTemplate.latestVersion}` },
      targetGroupArn: this.targetGroup.arn,
      healthCheckGraceSeconds: this.healthCheckGraceSeconds,
      capacityTimeoutMinutes: this.capacityTimeoutMinutes,
      instanceWarmupSeconds: this.instanceWarmupSeconds,
      maxInstanceLifetimeDays,
      serviceLinkedRoleArn: this.serviceLinkedRole.roleArn,
      instanceRefresh: releaseRole ? undefined : instanceRefresh({ ...this.refreshSettings, alarmNames: [] }),
      // The first instance needs its permissions, its key and its program, and targets become healthy only once a rule forwards to them.
      dependsOn: dependenciesIn(this, [this.role.policy!, this.listenerRule, this.volumeKeyGrant, release?.resource, releaseRole?.policy]),
    });
  }
}

function checkService(service: Construct, props: AutoScalingServiceProps): void {
  const validator = new Validator(service).props(props, PROPS);
  checkRoute(validator, props.route, props.loadBalancer.ruleConditions.length > 0 ? SECRET_HEADER_VALUES : 0);
  checkCapacity(validator, props.capacity, props.network.subnets("private").length);
  checkServiceInstances(validator, props, props.capacity);
  checkLaunchTemplate(validator, props);
  checkServiceSecurity(validator, props);
  checkReleaseAccess(validator, props);
  checkUserAuthentication(validator, props.authentication, props);
  checkTargetGroup(validator, props);
  checkAutoScalingGroup(validator, props);
  checkDeployment(validator, props);
  checkTerminationHook(validator, props);
  checkScaling(validator, props);
  checkProgram(validator, props, props.imageId);
  checkUserData(validator, props.userData);
  checkCapacitySchedules(validator, props, props.capacity);
  checkServiceLogs(service, validator, props);
  validator.throwIfInvalid();
}
