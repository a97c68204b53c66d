/** Prop sets of ApplicationLoadBalancer and AutoScalingService. */
import { ApplicationLoadBalancer, AutoScalingService } from "../../../modules/alb-asg";
import { bool, byName, int, pick, props, ref, removal, some, someOf } from "./arbitraries";
import { Exceptions, Subjects } from "./run";

const zone = pick({ zoneId: "Z0123456789ABC", zoneName: "example.com" });
const object = props(
  { bucket: ref("bucket"), key: pick("releases/server.py", "server-1.2.tar.gz", "ca.pem") },
  { versionId: pick("3sL4kqtJlcpXroDTDmJ") },
);
const EXCEPTED: Exceptions = {
  "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy",
  "elb-deletion-protection": ({ removal: chosen }) => chosen === "destroy",
  // A policy whose ciphers aren't all of those that AWS recommends, for older clients.
  "elb-tls-policy": ({ tlsPolicy }) => tlsPolicy !== undefined,
  // Who is let in from the internet comes through CloudFront, or by the user's own reason.
  "elb-listener-encryption": ({ scheme }) => scheme === "internet-facing",
  "elb-web-acl": ({ scheme, webAclArn }) => scheme === "internet-facing" && webAclArn === undefined,
  "autoscaling-several-types": ({ instanceTypes }) => instanceTypes === undefined,
  "elb-health-check-encryption": ({ targetProtocol }) => targetProtocol !== "HTTPS",
  "elb-target-encryption": ({ targetProtocol }) => targetProtocol !== "HTTPS",
  "ec2-unrestricted-egress": ({ internetEgressReason }) => internetEgressReason !== undefined,
  "cloudwatch-log-retention": ({ logRetentionDays }) => logRetentionDays < 365,
};
const TYPES = ["c7g.large", "c6g.large", "m7g.large", "m6g.large", "r7g.large", "t4g.large"];
const capacity = props(
  { minCapacity: pick(3, 6), maxCapacity: pick(6, 12, 39), targetRequestsPerMinute: pick(600, 4500.5) },
  { availabilityZoneCount: pick(3) },
);
const route = props(
  { priority: int(1, 50000), paths: someOf(["/api/*", "/ws", "*.png"], 1, 2) },
  {
    hosts: someOf(["trading.example.com", "*.example.com"], 1),
    headers: byName(some(pick("v2", "web*"), 1, 1), ["x-version", "User-Agent"], 1, 1),
    methods: someOf(["GET", "POST", "DELETE"], 1, 1),
    queryParameters: byName(pick("1", "be*"), ["beta", "v"], 1, 1),
    sourceCidrBlocks: someOf(["192.0.2.0/24", "2001:db8::/32"], 1, 1),
  },
);
const claims = {
  scope: pick("openid", "openid email"),
  sessionTimeoutSeconds: int(1, 604800),
  sessionCookieName: pick("Trading"),
  onUnauthenticatedRequest: pick("authenticate", "deny", "allow"),
};
const authentication = props(
  {
    cognito: pick({
      userPoolArn: "arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEfGhI",
      userPoolClientId: "1example23456789",
      userPoolDomain: "trading-login",
    }),
  },
  claims,
);
const session = props(
  {
    calendar: props(
      {
        timeZone: pick("Europe/Berlin", "America/New_York"),
        sessions: pick([{ days: ["MON", "TUE", "WED", "THU", "FRI"], opens: "09:00", closes: "17:30" }]),
      },
      { holidays: someOf(["2026-12-25", "2027-01-01"], 1), halfDays: pick({ "2026-12-30": "14:00" }) },
    ),
  },
  { capacityFactor: pick(1, 1.5, 2), leadMinutes: int(5, 720), allowScaleInDuringSession: bool, allowRefreshDuringSession: bool },
);

export const loadBalancing: Subjects = {
  ApplicationLoadBalancer: {
    props: props(
      { network: ref("network"), accessLogs: ref("logs"), originDomainName: pick("origin.example.com"), zone },
      {
        scheme: pick("internal", "internet-facing"),
        cloudFrontPrefixListId: pick("pl-0123456789abcdef0"),
        originSecretHeader: props({ values: some(ref("text"), 1, 2), keptInState: pick(true) }, { name: pick("x-origin-secret") }),
        openToTheInternet: pick("Clients connect without CloudFront."),
        viewerDomainNames: someOf(["trading.example.com", "api.example.com"], 1),
        tlsPolicy: pick(
          "ELBSecurityPolicy-TLS13-1-2-2021-06",
          "ELBSecurityPolicy-TLS13-1-3-2021-06",
          "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
        ),
        webAclArn: pick("arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/trading/1234abcd-12ab-34cd-56ef-1234567890ab"),
        clientCertificates: props(
          {},
          { mode: pick("verify", "passthrough"), caBundle: object, ignoreExpiry: bool, advertiseCaNames: bool },
        ),
        idleTimeoutSeconds: int(1, 4000),
        zonalShift: bool,
        replacedWithoutGap: bool,
        removal,
      },
    ),
    build: (scope, id, given) => new ApplicationLoadBalancer(scope, id, given),
    excepted: EXCEPTED,
  },
  AutoScalingService: {
    props: props(
      { network: ref("network"), encryptionKey: ref("key"), capacity, loadBalancer: ref("loadBalancer"), route, release: object },
      {
        authentication,
        port: pick(80, 8080, 8443, 65535),
        internetEgressReason: pick("Market data of a partner."),
        instanceType: pick("c7g.large", "t4g.small", "m7i.xlarge"),
        instanceTypes: someOf(TYPES, 2, 5),
        imageId: pick("ami-0123456789abcdef0", "resolve:ssm:/trading/image"),
        spot: props({}, { onDemandBaseCapacity: int(0, 10), onDemandPercentageAboveBaseCapacity: int(0, 100) }),
        cpuCredits: pick("standard", "unlimited"),
        warmPool: props({}, { minSize: int(0, 6), maxPreparedCapacity: pick(6, 12) }),
        maxInstanceLifetimeDays: int(1, 365),
        rootVolumeGib: int(8, 16384),
        rootDeviceName: pick("/dev/xvda", "/dev/sda1"),
        healthCheckPath: pick("/health", "/ready?deep=1"),
        healthCheckIntervalSeconds: int(6, 300),
        healthCheckTimeoutSeconds: int(2, 9),
        healthyThreshold: int(2, 10),
        unhealthyThreshold: int(2, 10),
        minimumHealthyTargets: props({}, { count: int(1, 2), percent: int(1, 100) }),
        capacityTimeoutMinutes: int(0, 120),
        rollout: props(
          {},
          {
            checkpointPercentages: pick([20], [10, 50]),
            bakeSeconds: int(0, 172800),
            automaticRollback: bool,
            timeoutMinutes: int(10, 2880),
          },
        ),
        healthCheckGraceSeconds: int(0, 7200),
        instanceWarmupSeconds: int(0, 3600),
        heartbeatTimeoutSeconds: int(60, 7200),
        targetCpuPercent: pick(1, 60, 100, false),
        targetWebSocketsPerInstance: pick(500, 1),
        customScaling: byName(
          props(
            { namespace: pick("Trading/Api"), metricName: pick("Orders", "QueueLength"), targetValue: pick(1, 0.25, 1000) },
            {
              dimensions: byName(pick("api", "eu"), ["Service", "Region"], 1),
              statistic: pick("Average", "Sum", "Maximum"),
              dividedByInstances: bool,
            },
          ),
          ["orders", "queue"],
          1,
        ),
        predictiveScaling: props({}, { mode: pick("ForecastOnly", "ForecastAndScale"), schedulingBufferSeconds: int(0, 3600) }),
        targetProtocol: pick("HTTP", "HTTPS"),
        deregistrationDelaySeconds: int(0, 3600),
        slowStartSeconds: pick(0, 30, 900),
        stickinessSeconds: int(1, 604800),
        loadBalancingAlgorithm: pick("round_robin", "least_outstanding_requests"),
        runtime: pick("nodejs22", "nodejs24"),
        command: pick("/usr/bin/python3 /opt/server.py", "/opt/server"),
        environment: byName(pick("info", "a 'quoted' \"value\" $HOME %s", "ü"), ["LOG_LEVEL", "MODE"], 1),
        userData: pick("#!/bin/bash\necho ready\n", [{ contentType: "text/cloud-config", content: "#cloud-config\npackages: [jq]\n" }]),
        logRetentionDays: pick(7, 365, false),
        scheduledScaling: byName(
          props({ recurrence: pick("50 8 * * MON-FRI", "0 18 * * 1-5"), desiredCapacity: pick(3, 6) }, { timeZone: pick("Europe/Berlin") }),
          ["open", "close"],
          1,
        ),
        tradingSession: session,
        removal,
      },
    ),
    build: (scope, id, given) => new AutoScalingService(scope, id, given),
    excepted: EXCEPTED,
  },
};
