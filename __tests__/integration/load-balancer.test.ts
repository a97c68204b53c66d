/**
 * Load balancers by the real provider: validated and planned offline in every shape; replaced on the emulator, where each test goes on from the one before.
 */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApplicationLoadBalancer,
  ApplicationLoadBalancerProps,
  AutoScalingService,
  AutoScalingServiceProps,
  planCapacity,
} from "../../modules/alb-asg";
import { HostedZone } from "../../modules/edge";
import { Network } from "../../modules/network";
import { Bucket, LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { RequestLog, Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const SECRET = "-var=Secret=a-value-that-nobody-guesses";
const SERVER = join(__dirname, "../support/server.py");
const emulator = useEmulator();

interface Shape {
  readonly loadBalancer?: Partial<ApplicationLoadBalancerProps>;
  readonly service?: Partial<AutoScalingServiceProps>;
  /** A share of the requests for a second service. */
  readonly nextPercent?: number;
  readonly verifiesClients?: boolean;
}

/** A secret that is given when Terraform runs. */
const secret = "${var.Secret}";

function build({ loadBalancer: props, service, nextPercent, verifiesClients }: Shape) {
  return (app: App) => {
    const stack = new TerraformStack(app, "balanced");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    new TerraformVariable(stack, "Secret", { type: "string", sensitive: true });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const network = new Network(stack, "Network", {
      cidrBlock: "10.60.0.0/16",
      availabilityZones: [`${REGION}a`, `${REGION}b`],
      natGateways: "single",
      encryptionKey,
    });
    const releases = new Bucket(stack, "Releases", { encryptionKey });
    const release = releases.addObject("Service", { key: "server.py", source: SERVER });
    const caBundle = releases.addObject("CaBundle", { key: "ca.pem", source: SERVER });
    const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs: new LogBucket(stack, "Logs"),
      zone: new HostedZone(stack, "Zone", { zoneName: "example.org" }),
      originDomainName: "origin.example.org",
      cloudFrontPrefixListId: "pl-a3a144ca",
      ...(verifiesClients && { clientCertificates: { caBundle } }),
      ...props,
    });
    const capacity = planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network);
    const api = new AutoScalingService(stack, "Api", {
      network,
      loadBalancer,
      encryptionKey,
      release,
      capacity,
      route: { priority: 10, paths: ["/api/*"] },
      ...service,
    });
    if (nextPercent !== undefined) {
      const route = { priority: 5, headers: { "x-release": ["next"] } };
      const next = new AutoScalingService(stack, "Next", { network, loadBalancer, encryptionKey, release, capacity, route });
      api.shiftRequests(next, nextPercent);
    }
    return stack;
  };
}

const PUBLIC = { scheme: "internet-facing" } as const;
const OPEN = { ...PUBLIC, openToTheInternet: "partners connect without CloudFront" } as const;
const OIDC = {
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
  clientId: "trading",
  clientSecret: secret,
  keptInState: true,
} as const;
const COGNITO = {
  userPoolArn: `arn:aws:cognito-idp:${REGION}:${EMULATOR_ACCOUNT_ID}:userpool/${REGION}_AbCdEfGhI`,
  userPoolClientId: "0a1b2c3d4e",
  userPoolDomain: "trading",
};
const WEB_ACL = `arn:aws:wafv2:${REGION}:${EMULATOR_ACCOUNT_ID}:regional/webacl/api/0123abcd-0123-0123-0123-0123456789ab`;

let workspace: Workspace;

describe("planned offline", () => {
  beforeAll(async () => {
    workspace = await Workspace.make(build({}));
  });

  test.each<[string, Shape, string, string, object]>([
    ["internal", {}, "aws_lb", "", { internal: true, name_prefix: "loadb-" }],
    [
      "internet-facing, with a secret header",
      { loadBalancer: { ...PUBLIC, originSecretHeader: { values: [secret], keptInState: true } } },
      "aws_route53_record",
      "LoadBalancer/Record",
      { name: "origin.example.org", type: "A" },
    ],
    ["open to the internet", { loadBalancer: OPEN }, "aws_lb", "", { internal: false }],
    [
      "with client certificates",
      { loadBalancer: OPEN, verifiesClients: true },
      "aws_lb_trust_store",
      "",
      { ca_certificates_bundle_s3_key: "ca.pem" },
    ],
    ["with a web ACL", { loadBalancer: { webAclArn: WEB_ACL } }, "aws_wafv2_web_acl_association", "", { web_acl_arn: WEB_ACL }],
    [
      "with users of an identity provider",
      { service: { authentication: { oidc: OIDC } } },
      "aws_lb_listener_rule",
      "",
      { action: [{ type: "authenticate-oidc" }, { type: "forward" }] },
    ],
    [
      "with users of Cognito",
      { service: { authentication: { cognito: COGNITO, onUnauthenticatedRequest: "deny" } } },
      "aws_lb_listener_rule",
      "",
      { action: [{ type: "authenticate-cognito" }, { type: "forward" }] },
    ],
    [
      "with health checks and a health of its own",
      { service: { healthCheckIntervalSeconds: 30, minimumHealthyTargets: { percent: 50 } } },
      "aws_lb_target_group",
      "",
      { health_check: [{ interval: 30 }], target_group_health: [{ dns_failover: [{ minimum_healthy_targets_percentage: "50" }] }] },
    ],
    [
      "blue/green by weight",
      { nextPercent: 10, service: { stickinessSeconds: 300 } },
      "aws_lb_listener_rule",
      "Api",
      { action: [{ type: "forward", forward: [{ target_group: expect.arrayContaining([expect.objectContaining({ weight: 10 })]) }] }] },
    ],
  ])("%s is valid", async (_, shape, type, path, attributes) => {
    workspace.synth(build(shape));
    await workspace.validate();
    const plan = await workspace.plan(SECRET);
    expect(plan.dataSources).toEqual([]);
    expect(plan.resource(type, path)).toMatchObject(attributes);
  });
});

describe("on the emulator", () => {
  const log = new RequestLog();
  const small = { service: { healthCheckIntervalSeconds: 15 }, nextPercent: 0 };
  /** The same, with what may be taken away again. */
  const more = {
    ...small,
    loadBalancer: { clientCertificates: { mode: "passthrough" } },
    service: {
      ...small.service,
      stickinessSeconds: 300,
      minimumHealthyTargets: { percent: 50 },
      authentication: { cognito: COGNITO, scope: "openid email", sessionTimeoutSeconds: 600, onUnauthenticatedRequest: "deny" },
    },
  } as const;
  const operations = () =>
    log
      .take()
      .filter(({ service }) => service === "Elastic Load Balancing v2")
      .map(({ operation }) => operation);

  beforeAll(async () => {
    workspace = await Workspace.make(build(more), { endpoint: emulator.url, variables: log.variables });
    await workspace.apply(SECRET);
    log.take();
  });
  afterAll(() => log.remove());

  test("a second plan is empty", async () => {
    expect((await workspace.plan(SECRET)).unexplained).toEqual([]);
  });

  // Each of these arguments keeps its value where it is left out.
  test("what an authentication no longer says goes back to AWS's defaults", async () => {
    workspace.synth(build({ ...more, service: { ...more.service, authentication: { cognito: COGNITO } } }));
    expect((await workspace.plan(SECRET)).summary()).toEqual(["update Api/ListenerRule"]);
    await workspace.apply(SECRET);
    const { values } = await workspace.deployedOne("aws_lb_listener_rule", "Api");
    expect(values).toMatchObject({
      action: [
        {
          authenticate_cognito: [
            {
              scope: "openid",
              session_cookie_name: "AWSELBAuthSessionCookie",
              session_timeout: 604_800,
              on_unauthenticated_request: "authenticate",
            },
          ],
        },
        {},
      ],
    });
  });

  test("client certificates, stickiness and a minimum of healthy targets that are taken away are off in place", async () => {
    workspace.synth(build(small));
    const updates = (await workspace.plan(SECRET)).summary().filter((change) => change.startsWith("update"));
    expect(updates).toEqual(["update Api/ListenerRule", "update Api/TargetGroup", "update LoadBalancer/Https"]);
    await workspace.apply(SECRET);
    expect((await workspace.deployedOne("aws_lb_listener", "LoadBalancer_Https")).values).toMatchObject({
      mutual_authentication: [{ mode: "off" }],
    });
    expect((await workspace.deployedOne("aws_lb_target_group", "Api")).values).toMatchObject({
      stickiness: [{ enabled: false }],
      target_group_health: [{ dns_failover: [{ minimum_healthy_targets_count: "1", minimum_healthy_targets_percentage: "off" }] }],
    });
    expect((await workspace.plan(SECRET)).unexplained).toEqual([]);
  });

  test("a larger share of the requests, and another priority, change the rule in place", async () => {
    workspace.synth(build({ ...small, nextPercent: 50, service: { ...small.service, route: { priority: 11, paths: ["/api/*"] } } }));
    expect((await workspace.plan(SECRET)).summary()).toEqual(["update Api/ListenerRule"]);
    await workspace.apply(SECRET);
    expect((await workspace.plan(SECRET)).unexplained).toEqual([]);
  });

  test("a load balancer of another scheme is there, with its listeners and rules, before anything of the old one is deleted", async () => {
    workspace.synth(build({ ...small, loadBalancer: OPEN }));
    log.take();
    await workspace.apply(SECRET);
    const order = operations();
    const lastOf = (operation: string) => order.lastIndexOf(operation);
    const firstOf = (operation: string) => order.indexOf(operation);
    for (const created of ["CreateLoadBalancer", "CreateListener", "CreateRule", "CreateTargetGroup"]) {
      expect(lastOf(created)).toBeGreaterThanOrEqual(0);
    }
    expect(firstOf("DeleteRule")).toBeGreaterThan(lastOf("CreateRule"));
    expect(firstOf("DeleteListener")).toBeGreaterThan(lastOf("CreateRule"));
    expect(firstOf("DeleteLoadBalancer")).toBeGreaterThan(lastOf("CreateRule"));
    expect((await workspace.plan(SECRET)).unexplained).toEqual([]);
  });

  test("everything is destroyed to nothing", async () => {
    await workspace.destroy(SECRET);
    expect(await workspace.resources()).toEqual([]);
  });
});
