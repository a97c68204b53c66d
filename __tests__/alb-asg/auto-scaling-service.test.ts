import { TerraformVariable } from "cdktf";
import { ApplicationLoadBalancer, AutoScalingServiceProps, planCapacity } from "../../modules/alb-asg";
import { AlarmTopic, PlatformDashboard, Tags } from "../../src/core";
import { Arguments, messageOf, statements, synth } from "../support/synth";
import { CAPACITY, ServiceFixture, loadBalancer } from "./fixture";

/** A service of these props, synthesized. */
function made(props: Partial<AutoScalingServiceProps> = {}) {
  const fixture = new ServiceFixture();
  const service = fixture.service(props);
  return { service, fixture, stack: synth(fixture.stack) };
}

/** What the instances' role may do, by sid. */
function permissions(stack: ReturnType<typeof synth>): Record<string, Arguments> {
  const found = statements(stack.resource("aws_iam_role_policy", "TradingApi").policy);
  return Object.fromEntries(found.map((statement) => [statement.Sid, statement]));
}

function userData(stack: ReturnType<typeof synth>): string {
  return Object.entries(stack.json.locals).find(([id]) => id.startsWith("TradingApi_UserData"))![1] as string;
}

describe("instances of a service", () => {
  test("require IMDSv2, one hop away, and have no public address", () => {
    expect(made().stack.resource("aws_launch_template")).toMatchObject({
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      network_interfaces: [{ associate_public_ip_address: "false" }],
    });
  });

  test("have gp3 volumes under the platform's key", () => {
    const [device] = made().stack.resource("aws_launch_template").block_device_mappings;
    expect(device).toEqual({
      device_name: "/dev/xvda",
      ebs: {
        delete_on_termination: "true",
        encrypted: "true",
        kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\..*\.arn\}$/),
        volume_size: 16,
        volume_type: "gp3",
      },
    });
  });

  test("are Graviton by default, with the newest Amazon Linux 2023 for it", () => {
    const { service, stack } = made();
    expect(service.architecture).toBe("arm64");
    expect(stack.resource("aws_launch_template")).toMatchObject({
      instance_type: "c7g.large",
      image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
    });
  });

  test("get the x86_64 image with a type for it", () => {
    expect(made({ instanceType: "c7i.xlarge" }).stack.resource("aws_launch_template").image_id).toBe(
      "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    );
  });

  test("are called by the service's path, volumes and interfaces too", () => {
    const { stack } = made();
    expect(stack.resource("aws_autoscaling_group").tag).toEqual([
      { key: "Name", value: "trading-test/TradingApi", propagate_at_launch: true },
    ]);
    expect(stack.resource("aws_launch_template").tag_specifications).toEqual([
      { resource_type: "volume", tags: { Name: "trading-test/TradingApi" } },
      { resource_type: "network-interface", tags: { Name: "trading-test/TradingApi" } },
    ]);
  });

  test("get the stack's tags", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    Tags.of(fixture.stack).add("team", "trading");
    expect(synth(fixture.stack).resource("aws_autoscaling_group").tag).toContainEqual({
      key: "team",
      value: "trading",
      propagate_at_launch: true,
    });
  });

  test("fetch the version of the program that was uploaded, and run it with its environment", () => {
    const script = userData(made({ environment: { SERVICE_NAME: "trading-api", QUOTE: '"' } }).stack);
    expect(script).toMatch(
      /--key 'service\/server\.py' --version-id '\$\{aws_s3_object\..*\.version_id\}' '\/opt\/trading-api\/server\.py'/,
    );
    expect(script).toContain('PORT="8080"\nSERVICE_NAME="trading-api"\nQUOTE="\\""\nEND_OF_ENVIRONMENT');
    expect(script).toContain("ExecStart=/usr/bin/python3 /opt/trading-api/server.py\n");
  });

  test("run the command that was given", () => {
    expect(userData(made({ command: "/opt/api/bin/server --fast" }).stack)).toContain("ExecStart=/opt/api/bin/server --fast\n");
  });

  test("run what their image has", () => {
    expect(userData(made({ artifact: undefined, imageId: "ami-0123456789abcdef0" }).stack)).not.toMatch(/get-object|ExecStart/);
  });

  test("set up by cloud-init parts", () => {
    const setup = [{ contentType: "text/cloud-config", content: "#cloud-config" }] as const;
    expect(userData(made({ setup }).stack)).toMatch(/^Content-Type: multipart\/mixed;/);
  });

  test("read their user data encoded", () => {
    expect(made().stack.resource("aws_launch_template").user_data).toMatch(
      /^\$\{base64encode\(local\.TradingApi_UserData_[0-9A-F]{8}\)\}$/,
    );
  });
});

describe("what instances may do", () => {
  test("is to talk to Session Manager and to read their program, no more", () => {
    const { stack } = made();
    expect(permissions(stack)).toEqual({
      ReleasesRead: expect.objectContaining({ Action: "s3:GetObject", Resource: "arn:aws:s3:::releases/service/server.py" }),
      SessionManager: expect.objectContaining({
        Action: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
      }),
    });
    expect(stack.resources("aws_iam_role_policy_attachment")).toEqual({});
  });

  test("grows by what is granted to the service", () => {
    const fixture = new ServiceFixture();
    fixture.key.grantDecrypt(fixture.service());
    expect(permissions(synth(fixture.stack)).Decrypt).toMatchObject({ Action: "kms:Decrypt" });
  });

  test("comes with the role, which EC2 alone assumes", () => {
    const { stack } = made();
    expect(statements(stack.resource("aws_iam_role").assume_role_policy)).toEqual([
      expect.objectContaining({ Principal: { Service: "ec2.amazonaws.com" } }),
    ]);
    expect(stack.resource("aws_launch_template").iam_instance_profile.arn).toMatch(/^\$\{aws_iam_instance_profile\./);
  });
});

describe("connections of a service", () => {
  test("come from the load balancer on the service's port, and go to AWS alone", () => {
    const { stack, fixture } = made({ port: 9000 });
    expect(stack.resource("aws_vpc_security_group_ingress_rule", "TradingApi")).toMatchObject({
      from_port: 9000,
      to_port: 9000,
      referenced_security_group_id: expect.stringMatching(/^\$\{aws_security_group\.LoadBalancer_SecurityGroup/),
    });
    const egress = stack.resources("aws_vpc_security_group_egress_rule");
    const own = Object.entries(egress).filter(([id]) => id.startsWith("TradingApi"));
    expect(own.map(([, rule]) => rule.prefix_list_id)).toEqual(["pl-0123456789abcdef0"]);
    expect(fixture.network.vpcId).toBe(stack.resource("aws_lb_target_group").vpc_id);
  });

  test("go to the internet only with a reason, which is written down", () => {
    const { stack } = made({ internetEgressReason: "prices of the exchange" });
    expect(stack.resource("aws_vpc_security_group_egress_rule", "TradingApi_SecurityGroup_EgressTo-internet")).toMatchObject({
      cidr_ipv4: "0.0.0.0/0",
      from_port: 443,
      description: "TradingApi to the internet (prices of the exchange)",
    });
  });
});

describe("requests to a service", () => {
  test("are those of its route", () => {
    const { stack } = made({ route: { priority: 7, paths: ["/api/*"], methods: ["GET"] } });
    expect(stack.resource("aws_lb_listener_rule")).toMatchObject({
      priority: 7,
      condition: [{ path_pattern: { values: ["/api/*"] } }, { http_request_method: { values: ["GET"] } }],
      action: [{ type: "forward", target_group_arn: expect.stringMatching(/^\$\{aws_lb_target_group\./) }],
    });
  });

  test("carry the secret header behind a public load balancer", () => {
    const fixture = new ServiceFixture();
    const value = new TerraformVariable(fixture.stack, "Secret", { type: "string", sensitive: true }).stringValue;
    const props = { network: fixture.network, accessLogs: fixture.logs };
    const open = loadBalancer(fixture.stack, { ...props, scheme: "internet-facing", originSecretHeader: { values: [value] } }, "Public");
    fixture.service({ loadBalancer: open });
    expect(synth(fixture.stack).resource("aws_lb_listener_rule").condition).toContainEqual({
      http_header: { http_header_name: "x-origin-verify", values: ["${var.Secret}"] },
    });
  });

  test("reach instances that are well by their own account", () => {
    expect(made().stack.resource("aws_lb_target_group")).toMatchObject({
      name_prefix: "tradi-",
      port: 8080,
      target_type: "instance",
      deregistration_delay: "60",
      load_balancing_algorithm_type: "round_robin",
      health_check: { path: "/health", matcher: "200" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("stay with an instance and grow slowly, where they are told to", () => {
    expect(made({ stickinessSeconds: 3600, slowStartSeconds: 60 }).stack.resource("aws_lb_target_group")).toMatchObject({
      slow_start: 60,
      stickiness: { enabled: true, type: "lb_cookie", cookie_duration: 3600 },
    });
  });

  test("go where the fewest are, where they are told to", () => {
    expect(made({ balancing: "least_outstanding_requests" }).stack.resource("aws_lb_target_group").load_balancing_algorithm_type).toBe(
      "least_outstanding_requests",
    );
  });

  test("come through a load balancer that exists", () => {
    const fixture = new ServiceFixture();
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Shared", {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shared/0123456789abcdef",
      listenerArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210",
      securityGroupId: "sg-0123456789abcdef0",
      dnsName: "internal-shared-1.eu-central-1.elb.amazonaws.com",
      hostedZoneId: "Z215JYRZR1TBD5",
    });
    fixture.service({ loadBalancer: shared });
    const stack = synth(fixture.stack);
    expect(stack.resource("aws_lb_listener_rule").listener_arn).toMatch(/listener\/app\/shared/);
    expect(stack.resource("aws_vpc_security_group_egress_rule", "Shared")).toMatchObject({
      security_group_id: "sg-0123456789abcdef0",
      from_port: 8080,
    });
    expect(stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnRequests")).toMatchObject({
      target_tracking_configuration: {
        predefined_metric_specification: {
          resource_label: expect.stringMatching(/^app\/shared\/0123456789abcdef\/\$\{aws_lb_target_group/),
        },
      },
    });
  });
});

describe("the group of a service", () => {
  test("spreads over the private subnets within the plan's bounds, and leaves the number in them to scaling", () => {
    expect(made().stack.resource("aws_autoscaling_group")).toMatchObject({
      name_prefix: "trading-test-TradingApi-",
      vpc_zone_identifier: ["subnet-private-eu-central-1a", "subnet-private-eu-central-1b", "subnet-private-eu-central-1c"],
      min_size: 9,
      max_size: 18,
      lifecycle: { ignore_changes: ["desired_capacity"], create_before_destroy: true },
    });
  });

  test("replaces what the load balancer finds unhealthy, once it had time to start", () => {
    expect(made({ healthCheckGraceSeconds: 90, warmupSeconds: 60 }).stack.resource("aws_autoscaling_group")).toMatchObject({
      health_check_type: "ELB",
      health_check_grace_period: 90,
      default_instance_warmup: 60,
    });
  });

  test("refreshes its instances by the template's number, new ones first", () => {
    expect(made().stack.resource("aws_autoscaling_group")).toMatchObject({
      launch_template: { version: expect.stringMatching(/^\$\{aws_launch_template\..*\.latest_version\}$/) },
      instance_refresh: {
        strategy: "Rolling",
        preferences: { min_healthy_percentage: 100, max_healthy_percentage: 120, instance_warmup: "120" },
      },
      instance_maintenance_policy: { min_healthy_percentage: 100, max_healthy_percentage: 120 },
    });
  });

  test.each([
    ["a fixed image", "ami-0123456789abcdef0", true],
    ["an image that EC2 resolves, which it can't turn back to,", "resolve:ssm:/golden/arm64", false],
  ])("rolls a failed refresh back by itself with %s: %s %s", (_, imageId, expected) => {
    expect(made({ imageId }).stack.resource("aws_autoscaling_group").instance_refresh.preferences.auto_rollback).toBe(expected);
  });

  test("waits for the role's permissions, the listener rule and the program", () => {
    expect(made().stack.resource("aws_autoscaling_group").depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.TradingApi_Role_Grants/),
      expect.stringMatching(/^aws_lb_listener_rule\.TradingApi/),
      expect.stringMatching(/^aws_s3_object\.Artifact/),
    ]);
  });

  test("gives an instance that goes the time to finish", () => {
    expect(made({ terminationDelaySeconds: 45 }).stack.resource("aws_autoscaling_lifecycle_hook")).toMatchObject({
      lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeat_timeout: 45,
      default_result: "CONTINUE",
    });
  });

  test("gives instances a longest life where it is told to", () => {
    expect(made().stack.resource("aws_autoscaling_group").max_instance_lifetime).toBeUndefined();
    expect(made({ maxInstanceLifetimeDays: 30 }).stack.resource("aws_autoscaling_group").max_instance_lifetime).toBe(2_592_000);
  });

  test("starts instances by a role of the stack, which all services share and the key's policy names", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    fixture.service({ route: { priority: 20, paths: ["/*"] } }, "WebFrontend");
    const stack = synth(fixture.stack);
    expect(stack.resource("aws_iam_service_linked_role")).toMatchObject({
      aws_service_name: "autoscaling.amazonaws.com",
      custom_suffix: "trading-test",
    });
    const arn = expect.stringMatching(/^\$\{aws_iam_service_linked_role\..*\.arn\}$/);
    expect(Object.values(stack.resources("aws_autoscaling_group")).map((group) => group.service_linked_role_arn)).toEqual([arn, arn]);
    const admitted = statements(stack.resource("aws_kms_key").policy).filter((statement) => statement.Sid.startsWith("AutoScaling"));
    expect(admitted).toEqual([
      expect.objectContaining({ Sid: "AutoScalingGrants", Principal: { AWS: arn } }),
      expect.objectContaining({ Sid: "AutoScalingUse", Principal: { AWS: arn } }),
    ]);
  });
});

describe("scaling of a service", () => {
  test("holds the plan's requests per target, once the target group is behind the listener", () => {
    const policy = made().stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnRequests");
    expect(policy).toMatchObject({
      policy_type: "TargetTrackingScaling",
      target_tracking_configuration: {
        target_value: 4000,
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label: expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}\/\$\{aws_lb_target_group\..*\.arn_suffix\}$/),
        },
      },
      depends_on: [expect.stringMatching(/^aws_lb_listener_rule\./)],
    });
  });

  test("holds an average of CPU besides", () => {
    expect(made({ targetCpuPercent: 45 }).stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnCpu")).toMatchObject({
      target_tracking_configuration: {
        target_value: 45,
        predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
      },
    });
  });

  test("is ahead of the market's opening, and leaves the group's bounds alone", () => {
    const open = { recurrence: "50 8 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 12 };
    expect(made({ scheduledScaling: { open } }).stack.resource("aws_autoscaling_schedule", "TradingApi_Schedule-open")).toMatchObject({
      scheduled_action_name: "open",
      recurrence: "50 8 * * MON-FRI",
      time_zone: "Europe/Berlin",
      desired_capacity: 12,
      min_size: -1,
      max_size: -1,
    });
  });

  test("keeps to UTC unless told otherwise", () => {
    const open = { recurrence: "50 6 * * MON-FRI", desiredCapacity: 12 };
    expect(made({ scheduledScaling: { open } }).stack.resource("aws_autoscaling_schedule").time_zone).toBe("UTC");
  });
});

describe("growth of a service", () => {
  const logicalIds = (props: Partial<AutoScalingServiceProps>): string[] => {
    const { json } = made(props).stack;
    return Object.entries(json.resource as Record<string, object>).flatMap(([type, found]) =>
      Object.keys(found).map((id) => `${type}.${id}`),
    );
  };

  test("by instance type or count changes arguments and no resource", () => {
    const load = { requestsPerSecond: 500, requestsPerSecondPerInstance: 100, availabilityZoneCount: 3 };
    const grown = { instanceType: "c7g.4xlarge", capacity: planCapacity({ ...load, requestsPerSecond: 5000 }) };
    expect(logicalIds(grown)).toEqual(logicalIds({ capacity: planCapacity(load) }));
    expect(made(grown).stack.resource("aws_autoscaling_group")).toMatchObject({ min_size: 75, max_size: 150 });
  });
});

describe("logs of a service", () => {
  test("stay on the instance by default, which may write nothing then", () => {
    const { stack, service } = made();
    expect(service.logGroup).toBeUndefined();
    expect(stack.resources("aws_cloudwatch_log_group")).toEqual({});
    expect(permissions(stack).ShipLogs).toBeUndefined();
  });

  test("are shipped into an encrypted group of its own", () => {
    const { stack } = made({ logRetentionDays: 365 });
    expect(stack.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/trading-test/TradingApi",
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
      lifecycle: { prevent_destroy: true },
    });
    expect(permissions(stack).ShipLogs).toMatchObject({
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..*\.arn\}:\*$/),
    });
    expect(statements(stack.resource("aws_kms_key").policy).map(({ Sid }) => Sid)).toContain("CloudWatchLogs");
    expect(userData(stack)).toContain("dnf install -y amazon-cloudwatch-agent");
  });

  test("go with an environment that may go", () => {
    expect(made({ logRetentionDays: 7, removal: "destroy" }).stack.resource("aws_cloudwatch_log_group").lifecycle).toBeUndefined();
  });
});

describe("alarms and charts of a service", () => {
  function watched(overrides = {}, props: Partial<AutoScalingServiceProps> = {}) {
    const fixture = new ServiceFixture();
    const service = fixture.service(props);
    service.addAlarms(new AlarmTopic(fixture.stack, "Alarms", { encryptionKey: fixture.key }), overrides);
    return { fixture, service, stack: synth(fixture.stack) };
  }

  test.each([
    ["target5xx", "HTTPCode_Target_5XX_Count", "notBreaching"],
    ["latencyP99", "TargetResponseTime", "notBreaching"],
    ["unhealthyHosts", "UnHealthyHostCount", "notBreaching"],
    ["noHealthyHosts", "HealthyHostCount", "breaching"],
  ])("%s watches %s of its own target group; without data it is %s", (name, metric, missing) => {
    expect(watched().stack.resource("aws_cloudwatch_metric_alarm", `TradingApi_Alarms_${name}`)).toMatchObject({
      metric_name: metric,
      treat_missing_data: missing,
      dimensions: {
        LoadBalancer: expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}$/),
        TargetGroup: expect.stringMatching(/^\$\{aws_lb_target_group\..*\.arn_suffix\}$/),
      },
    });
  });

  test("stop a rolling replacement", () => {
    const { preferences } = watched().stack.resource("aws_autoscaling_group").instance_refresh;
    expect(preferences.alarm_specification.alarms).toEqual([
      expect.stringMatching(/^\$\{aws_cloudwatch_metric_alarm\.TradingApi_Alarms_target5xx/),
      expect.stringMatching(/^\$\{aws_cloudwatch_metric_alarm\.TradingApi_Alarms_unhealthyHosts/),
    ]);
    expect(preferences.auto_rollback).toBe(false);
  });

  test("that are left out stop nothing", () => {
    const { stack } = watched({ target5xx: false, unhealthyHosts: false });
    expect(stack.resource("aws_autoscaling_group").instance_refresh.preferences.alarm_specification).toBeUndefined();
    expect(Object.keys(stack.resources("aws_cloudwatch_metric_alarm"))).toHaveLength(2);
  });

  test("take other thresholds", () => {
    expect(
      watched({ latencyP99: { threshold: 0.25 } }).stack.resource("aws_cloudwatch_metric_alarm", "TradingApi_Alarms_latencyP99").threshold,
    ).toBe(0.25);
  });

  test("show the service from its requests to its machines", () => {
    const fixture = new ServiceFixture();
    const service = fixture.service();
    new PlatformDashboard(fixture.stack, "Dashboard", { sources: [service] });
    expect(service.dashboardLayer).toBe("service");
    expect(service.dashboardWidgets().map(({ title }) => title)).toEqual([
      "Requests per instance",
      "Latency in seconds",
      "Errors",
      "Instances",
      "CPU in percent",
      "Healthy and unhealthy",
    ]);
    expect(synth(fixture.stack).resource("aws_cloudwatch_dashboard").dashboard_body).toContain("GroupInServiceInstances");
  });
});

describe("a service is refused", () => {
  test.each<[string, Partial<AutoScalingServiceProps>, string]>([
    [
      "with a minimum above its maximum",
      { capacity: { ...CAPACITY, minCapacity: 20 } },
      'capacity: must have a minimum that is not above its maximum; received {"minCapacity":20,"maxCapacity":18}. Plan it with planCapacity, or swap the two.',
    ],
    [
      "with a plan for more AZs than there are",
      { capacity: { ...CAPACITY, availabilityZoneCount: 4 } },
      "capacity.availabilityZoneCount: must not be above the network's 3 AZs, or the loss of one takes more than was planned; received 4. Plan with availabilityZoneCount: 3.",
    ],
    [
      "with a target of no requests",
      { capacity: { ...CAPACITY, targetRequestsPerMinute: 0 } },
      "capacity.targetRequestsPerMinute: must be more than 0; received 0. Plan it with planCapacity.",
    ],
    [
      "with a type that isn't one",
      { instanceType: "large" },
      'instanceType: must be an instance type; received "large". Write it as "c7g.large".',
    ],
    [
      "with an image that is a name",
      { imageId: "al2023" },
      'imageId: must be an AMI\'s id or a parameter that EC2 resolves; received "al2023". Write it as "ami-0123456789abcdef0" or "resolve:ssm:/aws/service/…".',
    ],
    [
      "with an image for the other architecture",
      { imageId: "resolve:ssm:/golden/al2023-x86_64" },
      'imageId: must be an image for arm64, which c7g.large runs; received "resolve:ssm:/golden/al2023-x86_64". Take the arm64 image, or an instance type for x86_64.',
    ],
    [
      "without a program",
      { artifact: undefined },
      "artifact: must be given: the default image has no program of yours; received nothing. Give artifact, or an imageId that has the program.",
    ],
    [
      "with a command of two lines",
      { command: "/bin/a\n/bin/b" },
      'command: must be a single line; received "/bin/a\\n/bin/b". Put a script into setup, and name it here.',
    ],
    [
      "with more setup than EC2 takes",
      { setup: "#".repeat(16_385) },
      'setup: must fit into the 16384 bytes that EC2 takes as user data; received "16385 characters". Put what is long into the artifact or the image.',
    ],
    [
      "with an environment's name that no shell knows",
      { environment: { "SERVICE-NAME": "a" } },
      'environment.SERVICE-NAME: must have a name of letters, digits and underscores; received "SERVICE-NAME". Rename it.',
    ],
    [
      "with an environment's value of two lines",
      { environment: { NOTE: "a\nb" } },
      'environment.NOTE: must be a single line; received "a\\nb". Put longer values into a file of the artifact.',
    ],
    [
      "with a health check that isn't a path",
      { healthCheckPath: "health" },
      'healthCheckPath: must be a path; received "health". Write it as "/health".',
    ],
    [
      "with a slow start that the balancing doesn't know",
      { balancing: "least_outstanding_requests", slowStartSeconds: 30 },
      'slowStartSeconds: must be left out where requests go to the instance with the fewest of them; received 30. Use balancing: "round_robin", or no slow start.',
    ],
    [
      "with a schedule that isn't cron's",
      { scheduledScaling: { open: { recurrence: "08:50", desiredCapacity: 12 } } },
      'scheduledScaling.open.recurrence: must be the five fields of a cron expression; received "08:50". Write it as "50 8 * * MON-FRI".',
    ],
    [
      "with a schedule outside the plan",
      { scheduledScaling: { open: { recurrence: "50 8 * * *", desiredCapacity: 30 } } },
      "scheduledScaling.open.desiredCapacity: must be a whole number within the plan's 9 to 18 instances; received 30. Choose one of these, or plan a higher maximum by burstFactor.",
    ],
    [
      "with a root device that isn't one",
      { rootDeviceName: "xvda" },
      'rootDeviceName: must be a device; received "xvda". Write it as "/dev/xvda".',
    ],
  ])("%s", (_, props, message) => {
    expect(messageOf(() => new ServiceFixture().service(props))).toBe(`trading-test/TradingApi: invalid input\n  - ${message}`);
  });

  test("with an artifact that nobody knows how to start", () => {
    const fixture = new ServiceFixture();
    const artifact = { ...fixture.artifact, key: "service/app.tar.gz" };
    expect(messageOf(() => fixture.service({ artifact }))).toBe(
      'trading-test/TradingApi: invalid input\n  - command: must be given unless the artifact is a Python file; received nothing. Write it as "/opt/app/bin/server".',
    );
  });

  test("with an artifact whose key a shell would take apart", () => {
    const fixture = new ServiceFixture();
    const artifact = { ...fixture.artifact, key: "a'; rm -rf /.py" };
    expect(messageOf(() => fixture.service({ artifact }))).toBe(
      "trading-test/TradingApi: invalid input\n  - artifact.key: must hold letters, digits and _.+=@- between its slashes, which a shell takes as they are; " +
        'received "a\'; rm -rf /.py". Write it as "service/app-1.2.3.tar.gz".',
    );
  });

  test("with numbers out of their ranges, all at once", () => {
    const props = {
      port: 0,
      healthCheckGraceSeconds: 7201,
      warmupSeconds: -1,
      deregistrationDelaySeconds: 3601,
      terminationDelaySeconds: 29,
      targetCpuPercent: 0,
      rootVolumeGib: 7,
      maxInstanceLifetimeDays: 366,
      slowStartSeconds: 29,
      stickinessSeconds: 604_801,
      logRetentionDays: 42,
    };
    const message = messageOf(() => new ServiceFixture().service(props));
    expect(message.split("\n")).toHaveLength(12);
    expect(message).toContain("trading-test/TradingApi: 11 invalid inputs\n");
    for (const prop of Object.keys(props)) expect(message).toContain(`  - ${prop}: must be `);
  });

  test("in a network with fewer AZs than the plan counts on", () => {
    const fixture = new ServiceFixture();
    const small = { ...fixture.network, subnets: () => fixture.network.subnets("private").slice(0, 2) };
    const capacity = planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100, availabilityZoneCount: 3 });
    expect(messageOf(() => fixture.service({ network: small, capacity }))).toBe(
      "trading-test/TradingApi: invalid input\n  - capacity.availabilityZoneCount: must not be above the network's 2 AZs, or the loss of one takes more than was planned; " +
        "received 3. Plan with availabilityZoneCount: 2.",
    );
  });

  test("never for values that Terraform knows later", () => {
    const fixture = new ServiceFixture();
    const imageId = new TerraformVariable(fixture.stack, "Image", { type: "string" }).stringValue;
    expect(() => fixture.service({ imageId, environment: { HOST: imageId } })).not.toThrow();
    expect(synth(fixture.stack).resource("aws_launch_template").image_id).toBe("${var.Image}");
  });
});
