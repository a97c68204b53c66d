/** Releases that are turned back by themselves, by the real provider on the emulator. Each test goes on from the one before. */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, AutoScalingService, Rollout, planCapacity } from "../../modules/alb-asg";
import { HostedZone } from "../../modules/edge";
import { Network } from "../../modules/network";
import { Bucket, LogBucket } from "../../modules/storage";
import { AlarmTopic, AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const emulator = useEmulator();

/** One value of the release, and how it is rolled out. */
function build(version: string, rollout: Rollout = { automaticRollback: true, bakeSeconds: 0 }) {
  return (app: App) => {
    const stack = new TerraformStack(app, "released");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const availabilityZones = [`${REGION}a`, `${REGION}b`];
    const network = new Network(stack, "Network", { cidrBlock: "10.90.0.0/16", availabilityZones, natGateways: "single", encryptionKey });
    const release = new Bucket(stack, "Releases", { encryptionKey }).addObject("Service", {
      key: "server.py",
      source: join(__dirname, "../support/server.py"),
    });
    const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs: new LogBucket(stack, "Logs"),
      zone: new HostedZone(stack, "Zone", { zoneName: "example.org" }),
      originDomainName: "origin.example.org",
      cloudFrontPrefixListId: "pl-a3a144ca",
    });
    const api = new AutoScalingService(stack, "Api", {
      network,
      loadBalancer,
      encryptionKey,
      release: { bucket: release.bucket, key: release.key, versionId: version, resource: release.resource },
      route: { priority: 10, paths: ["/*"] },
      capacity: planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network),
      rollout,
    });
    api.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
    return stack;
  };
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.make(build("v1"), { endpoint: emulator.url });
});

interface Shown {
  readonly type: string;
  readonly values: {
    readonly id: string;
    readonly latest_version: number;
    readonly launch_template: readonly { readonly version: string }[];
  };
}

/** What AWS has, after a refresh of the state. */
async function shown(type: string): Promise<Shown["values"]> {
  await workspace.run("apply", "-refresh-only", "-auto-approve", "-no-color");
  const { values } = JSON.parse(await workspace.run("show", "-json")) as { values: { root_module: { resources: Shown[] } } };
  return values.root_module.resources.find((resource) => resource.type === type)!.values;
}

async function launchedVersion(): Promise<string> {
  return (await shown("aws_autoscaling_group")).launch_template[0]!.version;
}

/** Instances of the template's next version never pass their health check. */
async function spoilNextVersion(): Promise<void> {
  const { id, latest_version } = await shown("aws_launch_template");
  const body = JSON.stringify({ launchTemplateId: id, version: `${latest_version + 1}` });
  const answer = await fetch(`${emulator.url}/moto-api/unhealthy-launch-template-version`, { method: "POST", body });
  expect(answer.status).toBe(200);
}

const RELEASE = ["replace Api/Release/Document", "replace Api/Release/Resource", "update Api/LaunchTemplate"];

test("a first apply, with a refresh that has nothing to replace, leaves nothing to change", async () => {
  await workspace.validate();
  await workspace.apply();
  expect(await launchedVersion()).toBe("1");
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("a good release is in place after its apply, and a second plan is empty", async () => {
  workspace.synth(build("v2"));
  expect((await workspace.plan()).summary().sort()).toEqual(RELEASE);
  await workspace.apply();
  expect(await launchedVersion()).toBe("2");
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("a bad release fails its apply, and the group names the version before", async () => {
  await spoilNextVersion();
  workspace.synth(build("v3"));
  await expect(workspace.apply()).rejects.toThrow(/waiting for SSM Association .* unexpected state 'Failed', wanted target 'Success'/);
  expect(await launchedVersion()).toBe("2");
});

test("the plan after it would try the same release again", async () => {
  expect((await workspace.plan()).summary()).toEqual(["replace Api/Release/Resource"]);
});

test("the value before is a release of its own, and leaves nothing to change", async () => {
  workspace.synth(build("v2"));
  await workspace.apply();
  expect(await launchedVersion()).toBe("4");
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("other preferences are another runbook, whose run replaces no instance", async () => {
  workspace.synth(build("v2", { automaticRollback: true, checkpointPercentages: [50] }));
  expect((await workspace.plan()).summary().sort()).toEqual(RELEASE.slice(0, 2));
});

test("without automatic rollback the group is Terraform's again, and keeps its instances", async () => {
  workspace.synth(build("v2", { bakeSeconds: 0 }));
  const off = (await workspace.plan()).summary();
  expect(off).toContain("update Api/Resource");
  expect(off.filter((change) => change.startsWith("replace"))).toEqual([]);
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
