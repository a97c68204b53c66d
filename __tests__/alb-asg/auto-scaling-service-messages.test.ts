import { TerraformVariable } from "cdktf";
import { AutoScalingServiceProps, planCapacity } from "../../modules/alb-asg";
import { messageOf } from "../support/synth";
import { CAPACITY, ServiceFixture, publicLoadBalancer } from "./fixture";

type Wrong = { readonly [K in keyof AutoScalingServiceProps]?: unknown };

function expectViolations(fixture: ServiceFixture, props: Wrong, violations: readonly string[]): void {
  const summary = violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`;
  expect(messageOf(() => fixture.service(props as Partial<AutoScalingServiceProps>))).toBe(
    [`trading-test/TradingApi: ${summary}`, ...violations.map((violation) => `  - ${violation}`)].join("\n"),
  );
}

describe("AutoScalingService raises a ValidationError for", () => {
  test.each<[string, Wrong, string[]]>([
    [
      "what it can't be without",
      { network: undefined, loadBalancer: undefined, encryptionKey: undefined, route: undefined, capacity: undefined },
      [
        "loadBalancer: must be an ApplicationLoadBalancer; received nothing. Give an ApplicationLoadBalancer.",
        "route: must be an object; received nothing. It is required.",
        "network: must be a Network; received nothing. Give a Network.",
        "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey.",
        "capacity: must be an object; received nothing. It is required.",
      ],
    ],
    [
      "props of another type",
      {
        encryptionKey: "alias/aws/ebs",
        release: "server.py",
        environment: { PORT: 80 },
        userData: 5,
        port: "8080",
        scheduledScaling: [],
        imageId: 1,
      },
      [
        'encryptionKey: must be an EncryptionKey; received "alias/aws/ebs". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).',
        "imageId: must be a string; received 1. Put it in quotes.",
        'release: must be an object of a bucket; received "server.py". Write it as { bucket, key: "service/server.py" }, or give what the bucket\'s addObject has returned.',
        'environment: must be an object of strings; received {"PORT":80}. Write it as { name: "value" }.',
        "userData: must be a string, or a list; received 5. Put it in quotes.",
        'port: must be a number; received "8080". Write it without quotes.',
        "scheduledScaling: must be an object; received []. Write it as { … }.",
      ],
    ],
    [
      "words that AWS doesn't know",
      { loadBalancingAlgorithm: "random", removal: "keep" },
      [
        'loadBalancingAlgorithm: must be one of round_robin, least_outstanding_requests; received "random". Use one of these.',
        'removal: must be one of protect, destroy; received "keep". Use one of these.',
      ],
    ],
    [
      "numbers out of their ranges, all at once",
      {
        port: 0,
        healthCheckGraceSeconds: 7201,
        instanceWarmupSeconds: -1,
        deregistrationDelaySeconds: 3601,
        heartbeatTimeoutSeconds: 29,
        targetCpuPercent: 0,
        rootVolumeGib: 7,
        maxInstanceLifetimeDays: 366,
        slowStartSeconds: 29,
        stickinessSeconds: 604_801,
        logRetentionDays: 42,
      },
      [
        "rootVolumeGib: must be a whole number from 8 to 16384 GiB; received 7. Give a value from 8 to 16384.",
        "port: must be a whole number from 1 to 65535; received 0. Give a value from 1 to 65535.",
        "deregistrationDelaySeconds: must be a whole number from 0 to 3600 seconds; received 3601. Give a value from 0 to 3600.",
        "slowStartSeconds: must be a whole number from 30 to 900 seconds; received 29. Give a value from 30 to 900.",
        "stickinessSeconds: must be a whole number from 1 to 604800 seconds; received 604801. Give a value from 1 to 604800.",
        "healthCheckGraceSeconds: must be a whole number from 0 to 7200 seconds; received 7201. Give a value from 0 to 7200.",
        "instanceWarmupSeconds: must be a whole number from 0 to 3600 seconds; received -1. Give a value from 0 to 3600.",
        "maxInstanceLifetimeDays: must be a whole number from 1 to 365 days; received 366. Give a value from 1 to 365.",
        "heartbeatTimeoutSeconds: must be a whole number from 30 to 7200 seconds; received 29. Give a value from 30 to 7200.",
        "targetCpuPercent: must be a whole number from 1 to 100 percent; received 0. Give a value from 1 to 100.",
        "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; " +
          "received 42. Use one of these.",
      ],
    ],
    [
      "a plan of another type",
      { capacity: { minCapacity: "9", maxCapacity: 18 } },
      [
        'capacity.minCapacity: must be a number; received "9". Write it without quotes.',
        "capacity.targetRequestsPerMinute: must be a number; received nothing. It is required.",
      ],
    ],
    [
      "a minimum above the maximum",
      { capacity: { ...CAPACITY, minCapacity: 20 } },
      [
        'capacity: must have a minCapacity that is not above its maxCapacity; received {"minCapacity":20,"maxCapacity":18}. Plan it with planCapacity, or swap the two.',
      ],
    ],
    [
      "a group that EC2 Auto Scaling has no room for",
      { capacity: { ...CAPACITY, minCapacity: -1, maxCapacity: 10_001 } },
      [
        "capacity.minCapacity: must be a whole number from 0 to 10000 instances; received -1. Give a value from 0 to 10000.",
        "capacity.maxCapacity: must be a whole number from 1 to 10000 instances; received 10001. Give a value from 1 to 10000.",
      ],
    ],
    [
      "a target of no requests",
      { capacity: { ...CAPACITY, targetRequestsPerMinute: 0 } },
      ["capacity.targetRequestsPerMinute: must be more than 0; received 0. Plan it with planCapacity."],
    ],
    [
      "a plan for more AZs than the network has",
      { capacity: planCapacity({ requestsPerSecond: 1, requestsPerSecondPerInstance: 1 }, { availabilityZones: ["a", "b", "c", "d"] }) },
      [
        "capacity.availabilityZoneCount: must not be above the network's 3 AZs, or the loss of one takes more instances than planned; received 4. " +
          "Plan it for this network: planCapacity(load, network).",
      ],
    ],
    [
      "an instance type that isn't one",
      { instanceType: "large" },
      ['instanceType: must be an instance type: a family, a dot and a size that EC2 has; received "large". Write it as "c7g.large".'],
    ],
    [
      "the name of an image",
      { imageId: "al2023" },
      [
        'imageId: must be an AMI\'s id or a parameter that EC2 resolves; received "al2023". Write it as "ami-0123456789abcdef0" or "resolve:ssm:/aws/service/…".',
      ],
    ],
    [
      "an image for the other architecture",
      { imageId: "resolve:ssm:/golden/al2023-x86_64" },
      [
        'imageId: must be an image for arm64, the architecture of c7g.large; received "resolve:ssm:/golden/al2023-x86_64". Use the arm64 image, or an instance type for x86_64.',
      ],
    ],
    [
      "a root device that isn't one",
      { rootDeviceName: "xvda" },
      ['rootDeviceName: must be a device; received "xvda". Write it as "/dev/xvda".'],
    ],
    [
      "no program",
      { release: undefined },
      ["release: must be given: the default image has no program; received nothing. Give release, or an imageId that has the program."],
    ],
    [
      "a release without its key",
      { release: { bucket: { bucketName: "releases" } } },
      [
        'release: must be an object of a bucket; received {"bucket":{"bucketName":"releases"}}. Write it as { bucket, key: "service/server.py" }, or give what the bucket\'s addObject has returned.',
      ],
    ],
    [
      "a release without a bucket",
      { release: { bucket: "releases", key: "service/server.py" } },
      ['release.bucket: must be a Bucket; received "releases". Give a Bucket; for one that exists, Bucket.fromAttributes(…).'],
    ],
    [
      "a command of two lines",
      { command: "/bin/a\n/bin/b" },
      ['command: must be a single line; received "/bin/a\\n/bin/b". Put a script into userData, and name it here.'],
    ],
    [
      "an environment variable with a name that no shell knows",
      { environment: { "SERVICE-NAME": "a" } },
      ['environment["SERVICE-NAME"]: must have a name of letters, digits and underscores; received "SERVICE-NAME". Rename it.'],
    ],
    [
      "an environment variable of two lines",
      { environment: { NOTE: "a\nb" } },
      ['environment["NOTE"]: must be a single line; received "a\\nb". Put longer values into a file of the release.'],
    ],
    [
      "a cloud-init part of a content type that it doesn't know",
      { userData: [{ contentType: "text/html", content: "" }] },
      [
        'userData[0].contentType: must be one of text/x-shellscript, text/cloud-config, text/cloud-boothook; received "text/html". Use one of these.',
      ],
    ],
    [
      "a cloud-init part without content",
      { userData: [{ contentType: "text/cloud-config" }] },
      ["userData[0].content: must be a string; received nothing. It is required."],
    ],
    [
      "a health check that isn't a path",
      { healthCheckPath: "health" },
      ['healthCheckPath: must be a path of at most 1024 characters; received "health". Write it as "/health".'],
    ],
    [
      "a slow start with an algorithm that doesn't support it",
      { loadBalancingAlgorithm: "least_outstanding_requests", slowStartSeconds: 30 },
      [
        "slowStartSeconds: must be left out with least_outstanding_requests, which supports no slow start; received 30. " +
          'Use loadBalancingAlgorithm: "round_robin", or no slow start.',
      ],
    ],
    [
      "internet egress without a reason",
      { internetEgressReason: " " },
      [
        'internetEgressReason: must say why instances connect to the internet; received " ". Give the reason in a few words, or leave it out.',
      ],
    ],
    [
      "a schedule of another type",
      { scheduledScaling: { open: { recurrence: "50 8 * * *" } } },
      ['scheduledScaling["open"].desiredCapacity: must be a number; received nothing. It is required.'],
    ],
    [
      "a schedule that isn't cron's, in a time zone that isn't one",
      { scheduledScaling: { open: { recurrence: "99 8 * * *", timeZone: "Berlin", desiredCapacity: 12 } } },
      [
        'scheduledScaling["open"].recurrence: must be the five fields of a cron expression, each in its range; received "99 8 * * *". Write it as "50 8 * * MON-FRI".',
        'scheduledScaling["open"].timeZone: must be the canonical name of an IANA time zone; received "Berlin". Write it as "Europe/Berlin".',
      ],
    ],
    [
      "a schedule outside of the plan",
      { scheduledScaling: { open: { recurrence: "50 8 * * *", desiredCapacity: 30 } } },
      [
        'scheduledScaling["open"].desiredCapacity: must be a whole number from the plan\'s 9 to 18 instances; received 30. Choose one of these, or plan a higher maximum by burstFactor.',
      ],
    ],
    [
      "a route without a condition",
      { route: { priority: 1, paths: [] } },
      ['route: must have a condition; received {"priority":1,"paths":[]}. Give paths: ["/*"] for everything that no other route matches.'],
    ],
    [
      "a route of another type",
      { route: { priority: "1", paths: "/*", queryParameters: { v: 2 } } },
      [
        'route.priority: must be a number; received "1". Write it without quotes.',
        'route.paths: must be a list of strings; received "/*". Write it as ["…", "…"].',
        'route.queryParameters: must be an object of strings; received {"v":2}. Write it as { name: "value" }.',
      ],
    ],
    [
      "a header's patterns that are no list",
      { route: { priority: 1, headers: { "x-client": "mobile*" } } },
      ['route.headers["x-client"]: must be a list of strings; received "mobile*". Write it as ["…", "…"].'],
    ],
    [
      "a priority that listeners don't have",
      { route: { priority: 50_001, paths: ["/*"] } },
      ["route.priority: must be a whole number from 1 to 50000; received 50001. Give a value from 1 to 50000."],
    ],
    [
      "a fourth value in one condition",
      { route: { priority: 1, methods: ["GET", "HEAD", "POST", "PUT"] } },
      ['route.methods: must have at most 3 values; received ["GET","HEAD","POST","PUT"]. Use wider patterns, or a second service.'],
    ],
    [
      "a sixth value in all",
      { route: { priority: 1, paths: ["/a", "/b", "/c"], methods: ["GET", "HEAD", "PUT"] } },
      ['route: must have at most 5 values in all; received ["/a","/b","/c","GET","HEAD","PUT"]. Use wider patterns, or a second service.'],
    ],
    [
      // Application Load Balancers guide, "Quotas": condition wildcards per rule.
      "a route with more than six wildcards",
      { route: { priority: 1, paths: ["/a/*/b/*", "/c/*/d/??"], hosts: ["*.*.com"] } },
      [
        'route: must have at most 6 of the wildcards * and ? in all; received ["/a/*/b/*","/c/*/d/??","*.*.com"]. Use wider patterns, or a second service.',
      ],
    ],
    [
      "a path without a slash at its beginning",
      { route: { priority: 1, paths: ["api/*"] } },
      [
        'route.paths[0]: must begin with a slash or a wildcard, and have at most 128 characters that URLs allow; received "api/*". Write it as "/api/*".',
      ],
    ],
    [
      "a host without a dot",
      { route: { priority: 1, hosts: ["localhost"] } },
      [
        'route.hosts[0]: must be a host name, * and ? allowed, of at most 128 characters; received "localhost". Write it as "*.example.com".',
      ],
    ],
    [
      "a header's name that isn't one",
      { route: { priority: 1, headers: { "x client": ["a"] } } },
      [
        'route.headers["x client"]: must have a header\'s name of at most 40 characters, without wildcards in it; received "x client". Write it as "x-client-version".',
      ],
    ],
    [
      "a header's pattern that is too long",
      { route: { priority: 1, headers: { "x-client": ["a".repeat(129)] } } },
      [`route.headers["x-client"]: must have at most 128 characters; received "${"a".repeat(129)}". Use a pattern such as "mobile*".`],
    ],
    [
      "a query parameter's pattern that is too long",
      { route: { priority: 1, queryParameters: { v: "a".repeat(129) } } },
      [`route.queryParameters["v"]: must have at most 128 characters; received "${"a".repeat(129)}". Use a pattern such as "mobile*".`],
    ],
    [
      "a method in small letters",
      { route: { priority: 1, methods: ["get"] } },
      ['route.methods[0]: must be a method in capitals; received "get". Write it as "GET".'],
    ],
    [
      "an address for a source range",
      { route: { priority: 1, sourceCidrBlocks: ["198.51.100.7", "198.51.100.7/24"] } },
      [
        'route.sourceCidrBlocks[0]: must be an IPv4 or IPv6 range; received "198.51.100.7". Write it as "198.51.100.0/24".',
        'route.sourceCidrBlocks[1]: must be written in its canonical form; received "198.51.100.7/24". Write it as "198.51.100.0/24".',
      ],
    ],
  ])("%s", (_, props, violations) => {
    expectViolations(new ServiceFixture(), props, violations);
  });

  test("a release that nothing starts", () => {
    const fixture = new ServiceFixture();
    expectViolations(fixture, { release: { ...fixture.release, key: "service/app.tar.gz" } }, [
      'command: must be given unless the release is a Python file, or a JavaScript file with a runtime; received nothing. Write it as "/opt/app/bin/server".',
    ]);
  });

  test("a runtime that Amazon Linux 2023 doesn't have", () => {
    expectViolations(new ServiceFixture(), { runtime: "nodejs18" }, [
      'runtime: must be one of nodejs20, nodejs22, nodejs24; received "nodejs18". Use one of these.',
    ]);
  });

  test("a release whose key needs quotes in a shell", () => {
    const fixture = new ServiceFixture();
    expectViolations(fixture, { release: { ...fixture.release, key: "a'; rm -rf /.py" } }, [
      "release.key: must have letters, digits and _.+=@- between its slashes, which need no quotes in a shell; " +
        'received "a\'; rm -rf /.py". Write it as "service/app-1.2.3.tar.gz".',
    ]);
  });

  test("a maximum instance lifetime that only Terraform knows, which can't be converted to seconds", () => {
    const fixture = new ServiceFixture();
    const maxInstanceLifetimeDays = new TerraformVariable(fixture.stack, "Days", { type: "number" }).numberValue;
    expectViolations(fixture, { maxInstanceLifetimeDays }, [
      'maxInstanceLifetimeDays: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ]);
  });

  test("an instance type that only Terraform knows, without an image", () => {
    const fixture = new ServiceFixture();
    const instanceType = new TerraformVariable(fixture.stack, "Type", { type: "string" }).stringValue;
    expectViolations(fixture, { instanceType }, [
      "imageId: must be given: the architecture of an instance type that only Terraform knows isn't known; received nothing. Give the image for that architecture.",
    ]);
  });

  test("values of a route that are reserved for the load balancer's secret header", () => {
    const fixture = new ServiceFixture();
    const { origin } = publicLoadBalancer();
    expectViolations(fixture, { loadBalancer: origin, route: { priority: 1, paths: ["/a", "/b"], methods: ["GET", "HEAD"] } }, [
      'route: must have at most 3 values in all; received ["/a","/b","GET","HEAD"]. Use wider patterns, or a second service.',
    ]);
  });

  test("a plan for more AZs than the subnets are in", () => {
    const fixture = new ServiceFixture();
    const small = { ...fixture.network, subnets: () => fixture.network.subnets("private").slice(0, 2) };
    const capacity = planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100 }, fixture.network);
    expectViolations(fixture, { network: small, capacity }, [
      "capacity.availabilityZoneCount: must not be above the network's 2 AZs, or the loss of one takes more instances than planned; received 3. " +
        "Plan it for this network: planCapacity(load, network).",
    ]);
  });
});
