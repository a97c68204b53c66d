/**
 * An edge that changes, on the emulator: each test goes on from the one before.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { ApplicationLoadBalancer } from "../../modules/alb-asg";
import { Behaviors, Edge, HostedZone, cachedApi } from "../../modules/edge";
import { Network } from "../../modules/network";
import { LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { LoggedRequest, RequestLog, Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const SITE = "example.org";
const FURTHER = "www.example.org";
const emulator = useEmulator();
const log = new RequestLog();
let workspace: Workspace;

interface Shape {
  readonly behaviors?: Behaviors;
  readonly alternateDomainNames?: readonly string[];
}

function build({ behaviors, alternateDomainNames = [] }: Shape) {
  return (app: App) => {
    const stack = new TerraformStack(app, "changing");
    const account = { allowedAccountIds: [EMULATOR_ACCOUNT_ID] };
    new AwsProvider(stack, "Aws", { region: REGION, ...account });
    const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global", ...account });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const network = new Network(stack, "Network", {
      cidrBlock: "10.80.0.0/16",
      availabilityZones: [`${REGION}a`, `${REGION}b`],
      natGateways: "none",
      encryptionKey: new EncryptionKey(stack, "Key"),
    });
    const accessLogs = new LogBucket(stack, "Logs");
    const zone = new HostedZone(stack, "Zone", { zoneName: SITE });
    const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs,
      zone,
      originDomainName: `origin.${SITE}`,
      viewerDomainNames: [SITE, ...alternateDomainNames],
      cloudFrontPrefixListId: "pl-a3a144ca",
    });
    new Edge(stack, "Edge", { domainName: SITE, alternateDomainNames, zone, globalProvider, loadBalancer, behaviors, accessLogs });
    return stack;
  };
}

const PRICES: Shape = { behaviors: { "/api/prices": cachedApi("loadBalancer", 5) } };
const FURTHER_NAME: Shape = { ...PRICES, alternateDomainNames: [FURTHER] };

/** Applies, and returns what was asked for that changes something, in that order. */
async function apply(...args: string[]): Promise<LoggedRequest[]> {
  log.take();
  await workspace.apply(...args);
  return log.take().filter(({ operation }) => !/^(Describe|Get|Head|List)/.test(operation));
}

async function change(shape: Shape): Promise<{ readonly planned: string[]; readonly sent: LoggedRequest[] }> {
  workspace.synth(build(shape));
  const planned = (await workspace.plan()).summary();
  const sent = await apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
  return { planned, sent };
}

/** Where in the order an operation was asked for the first and the last time; it was. */
function span(sent: readonly LoggedRequest[], operation: string): { readonly first: number; readonly last: number } {
  const places = sent.flatMap((request, place) => (request.operation === operation ? [place] : []));
  if (places.length === 0) throw new Error(`${operation} was not asked for`);
  return { first: places[0]!, last: places.at(-1)! };
}

function expectInOrder(sent: readonly LoggedRequest[], operations: readonly string[]): void {
  const spans = operations.map((operation) => span(sent, operation));
  spans.slice(1).forEach(({ first }, index) => expect(first).toBeGreaterThan(spans[index]!.last));
}

function operationsOf(sent: readonly LoggedRequest[]): string[] {
  return [...new Set(sent.map(({ operation }) => operation))].sort();
}

const distribution = async () => (await workspace.deployedOne("aws_cloudfront_distribution", "Edge_")).values;
const vpcOrigin = async () => (await workspace.deployedOne("aws_cloudfront_vpc_origin", "Edge_")).values;

let distributionId: string;

beforeAll(async () => {
  workspace = await Workspace.make(build({}), { endpoint: emulator.url, variables: log.variables });
  await workspace.apply();
  distributionId = (await distribution()).id;
});
afterAll(() => log.remove());

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("a behavior is added in place: its cache policy is created, and the distribution is updated", async () => {
  const { planned, sent } = await change(PRICES);
  expect(planned).toEqual([expect.stringMatching(/^create Edge\/Distribution\/CachePolicy-/), "update Edge/Distribution/Resource"]);
  expect(sent.map(({ operation }) => operation)).toEqual(["CreateCachePolicy", "UpdateDistribution"]);
});

test("a name is added in place, and the certificates with it are there before those without it go", async () => {
  const { planned, sent } = await change(FURTHER_NAME);
  expect(planned).toEqual([
    expect.stringMatching(/^create CertificateRecords\/www\.example\.org-\w+$/),
    "create Edge/Record-www.example.org-A",
    "create Edge/Record-www.example.org-AAAA",
    "replace Edge/Certificate/Resource",
    "replace Edge/Certificate/Validation",
    "replace LoadBalancer/Certificate/Resource",
    "replace LoadBalancer/Certificate/Validation",
    "update Edge/Distribution/Resource",
    "update LoadBalancer/Https",
  ]);
  expect(operationsOf(sent)).toEqual([
    "ChangeResourceRecordSets",
    "DeleteCertificate",
    "ModifyListener",
    "RequestCertificate",
    "UpdateDistribution",
  ]);
  // The name leads to a distribution that knows it, and that to a load balancer whose certificate holds it.
  expectInOrder(sent, ["RequestCertificate", "ModifyListener", "UpdateDistribution", "DeleteCertificate"]);
  expect(span(sent, "ChangeResourceRecordSets").last).toBeGreaterThan(span(sent, "UpdateDistribution").last);
});

test("a replaced load balancer has a new VPC origin, which the distribution points at before the old one goes", async () => {
  const { address } = await workspace.deployedOne("aws_lb", "LoadBalancer_");
  const before = await vpcOrigin();
  const sent = await apply(`-replace=${address}`);
  expectInOrder(sent, ["CreateVpcOrigin", "UpdateDistribution", "DeleteVpcOrigin", "DeleteLoadBalancer"]);
  const after = await vpcOrigin();
  expect(after.arn).not.toBe(before.arn);
  expect(await distribution()).toMatchObject({ id: distributionId, origin: [{ vpc_origin_config: [{ vpc_origin_id: after.id }] }] });
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("everything is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
