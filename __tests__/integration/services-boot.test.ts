/**
 * The user data of the example's services, run as an instance runs it: with the artifact that Terraform uploads to the emulator, downloaded by the real AWS CLI with the
 * role's credentials. Each test of an instance goes on from the one before.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { DeployedService, bootTargets, deployedServices, instancesOf } from "../../tools/boot/deployed-service";
import { Instance } from "../../tools/boot/instance";
import { SandboxMode } from "../../tools/boot/machine-options";
import { sandboxMode } from "../../tools/boot/sandbox";
import { sleep } from "../../tools/support/process";
import { DeployedResource, Workspace, useEmulator } from "./support";

const UNITS = ["trading-api", "web-frontend"] as const;
/** A container that runs the tests may have no namespaces; a folder does everywhere. */
const MODES: readonly SandboxMode[] = sandboxMode() === "namespaces" ? ["namespaces", "folder"] : ["folder"];
const START_SECONDS = 30;
const IS_ROOT = process.getuid?.() === 0;

const emulator = useEmulator();
let workspace: Workspace;
let resources: readonly DeployedResource[];
let services: readonly DeployedService[];

beforeAll(async () => {
  workspace = await Workspace.make((app) => new TradingStack(app, "trading-local", environments.local!), { endpoint: emulator.url });
  await workspace.apply(...bootTargets(JSON.parse(workspace.text).resource).map((address) => `-target=${address}`));
  resources = await workspace.deployed();
  services = deployedServices(resources);
});

const serviceOf = (unit: string): DeployedService => services.find((service) => service.unit === unit)!;

async function launch(unit: string, mode: SandboxMode, change?: { userData?: (text: string) => string; corruptsObjects?: boolean }) {
  const service = serviceOf(unit);
  const { identity } = service;
  const [instanceId] = await instancesOf(emulator.url, service);
  const changed = change?.userData?.(Buffer.from(identity.userData, "base64").toString());
  const userData = changed === undefined ? identity.userData : Buffer.from(changed).toString("base64");
  const { corruptsObjects } = change ?? {};
  return Instance.launch({ endpoint: emulator.url, mode, corruptsObjects, identity: { ...identity, userData, instanceId: instanceId! } });
}

/** Asks until it is so, for what comes a moment later; what it was in the end. */
async function eventually<T>(ask: () => Promise<T>, isSo: (value: T) => boolean, seconds = START_SECONDS): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    const value = await ask();
    if (isSo(value)) return value;
  }
  return ask();
}

describe.each(MODES)("in %s", (mode) => {
  const instances = new Map<string, Instance>();
  const boots = new Map<string, { readonly status: number; readonly output: string }>();

  beforeAll(async () => {
    for (const unit of UNITS) {
      const instance = await launch(unit, mode);
      instances.set(unit, instance);
      boots.set(unit, await instance.boot());
    }
  });
  afterAll(async () => void (await Promise.all([...instances.values()].map(async (instance) => instance.stop()))));

  describe.each(UNITS)("the instance of %s", (unit) => {
    const instance = (): Instance => instances.get(unit)!;
    const report = async () => (await instance().unit(`${unit}.service`))!;
    const health = async (): Promise<number> => (await instance().get(unit, serviceOf(unit).healthCheckPath)).status;

    test("boots to the end", () => {
      expect(boots.get(unit)).toMatchObject({ status: 0 });
    });

    test("answers its health check with 200", async () => {
      expect(await eventually(health, (status) => status === 200)).toBe(200);
    });

    // Amazon Linux 2023 User Guide, "Node.js": nodejs<major> brings /usr/bin/node-<major>, which stays when another version becomes the active one.
    test("runs its program with the very Node.js that it has installed", async () => {
      const installed = (await instance().calls()).filter(({ program }) => program === "dnf").map(({ args }) => args.join(" "));
      const [, major] = /^install -y nodejs(\d+)(-\S+)?( --setopt=\S+)*$/.exec(installed[0]!)!;
      expect((await report()).process!.commandLine[0]).toMatch(new RegExp(`/usr/bin/node-${major}$`));
    });

    test("installs nothing else but what sends and rotates its log", async () => {
      const installed = (await instance().calls()).filter(({ program }) => program === "dnf").slice(1);
      expect(installed.map(({ args }) => args.filter((arg) => !arg.startsWith("--")))).toEqual([
        ["install", "-y", "amazon-cloudwatch-agent", "logrotate"],
      ]);
    });

    test("downloads one version of its artifact, encrypted by KMS, with the credentials of its role", async () => {
      const artifact = artifactOf(unit);
      const { bucket, key, version_id: version } = artifact.values;
      const downloads = (await instance().awsRequests()).filter(({ service }) => service === "s3");
      expect(downloads).toEqual([
        {
          service: "s3",
          operation: `GET /${String(bucket)}/${String(key)}?versionId=${String(version)}`,
          status: 200,
          isOfRole: true,
          headers: expect.objectContaining({ "x-amz-server-side-encryption": "aws:kms", "x-amz-version-id": version }),
        },
      ]);
    });

    test("has the very bytes that Terraform uploaded", async () => {
      const { values } = artifactOf(unit);
      const uploaded = readFileSync(join(workspace.stackFolder, String(values.source)));
      const file = `/opt/${unit}/${String(values.key).split("/").pop()}`;
      const { output } = await instance().run(`sha256sum < ${file}`);
      expect(output.split(" ")[0]).toBe(createHash("sha256").update(uploaded).digest("hex"));
    });

    test("starts its unit and its drain agent at each boot", async () => {
      expect((await report()).isEnabled).toBe(true);
      expect(await instance().unit(`${unit}-drain.service`)).toMatchObject({ isEnabled: true, state: "active" });
    });

    test("keeps its environment from everybody but root", async () => {
      const { output } = await instance().run(`stat -c '%a %u' /etc/${unit}.env`);
      expect(output).toBe(`600 ${process.getuid!()}\n`);
    });

    // systemd.exec(5), DynamicUser: "from the UID range 61184…65519".
    test("runs its program as a user of its own, without groups, capabilities or a way to get them", async () => {
      const { uid, gid, groups, capabilities, noNewPrivileges } = (await report()).process!;
      expect({ capabilities: BigInt(`0x${capabilities}`), noNewPrivileges }).toEqual({ capabilities: 0n, noNewPrivileges: true });
      if (!IS_ROOT) return expect(uid).toBe(process.getuid!());
      expect(groups).toEqual([]);
      expect(uid).toBe(gid);
      expect(uid).toBeGreaterThanOrEqual(61_184);
      expect(uid).toBeLessThanOrEqual(65_519);
    });

    test("lets its program open as many files as the unit says, or this machine allows", async () => {
      const [, hard] = /^Max open files\s+\S+\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8"))!;
      const allowed = hard === "unlimited" ? Infinity : Number(hard);
      expect((await report()).process!.openFiles).toBeGreaterThanOrEqual(Math.min(65_536, allowed));
    });

    // systemd.exec(5): ProtectSystem=strict, ProtectHome, StateDirectory. A folder that stands for a root can't confine anything.
    if (mode === "namespaces") {
      test("lets its program write to its state directory and temporary files alone, and see no home", async () => {
        const { pid, uid } = (await report()).process!;
        const within = (script: string) =>
          instance().run(`nsenter --mount --root --wd --target ${pid} setpriv --reuid=${uid} --clear-groups -- bash -c '${script}'`);
        expect((await within(`touch /var/lib/${unit}/a /tmp/a && ls -A /tmp`)).output).toBe("a\n");
        expect((await within("touch /run/a")).output).toContain("Read-only file system");
        expect((await within("ls /root")).output).toContain("Permission denied");
        expect((await instance().run("ls -A /tmp")).output).not.toMatch(/^a$/m);
      });
    }

    test("sends the log that its program writes to its log group", async () => {
      const { output } = await instance().run(`cat /opt/aws/amazon-cloudwatch-agent/etc/${unit}.json`);
      const [file] = JSON.parse(output).logs.logs_collected.files.collect_list as { file_path: string; log_group_name: string }[];
      expect(resources.filter(({ type }) => type === "aws_cloudwatch_log_group").map(({ values }) => values.name)).toContain(
        file!.log_group_name,
      );
      expect((await instance().run(`cat ${file!.file_path}`)).output).toContain("listening");
    });

    test("starts a program again that was killed", async () => {
      await instance().run(`systemctl kill --signal=SIGKILL ${unit}.service`);
      expect(
        await eventually(
          async () => (await report()).restarts,
          (restarts) => restarts === 1,
        ),
      ).toBe(1);
      expect(await eventually(health, (status) => status === 200)).toBe(200);
    });
  });

  // EC2 Auto Scaling User Guide, "How lifecycle hooks work": the instance waits until the action is completed, or the hook's time is over.
  test("instances that are to be terminated stop their programs in time, and complete the lifecycle action as their role", async () => {
    await Promise.all([...instances.values()].map(async (instance) => instance.terminate()));
    await Promise.all(
      UNITS.map(async (unit) => {
        const instance = instances.get(unit)!;
        const heartbeatSeconds = Number(hookOf(serviceOf(unit)).values.heartbeat_timeout);
        const agent = await eventually(
          async () => instance.unit(`${unit}-drain.service`),
          (report) => report?.state !== "active",
          heartbeatSeconds,
        );
        expect({ unit, agent }).toEqual({ unit, agent: expect.objectContaining({ state: "inactive", ended: "status 0" }) });
        const stopped = (await instance.unit(`${unit}.service`))!;
        expect(stopped).toMatchObject({ state: "inactive", ended: "status 0" });
        expect((await instance.awsRequests()).slice(-2)).toEqual([
          expect.objectContaining({ operation: "DescribeAutoScalingInstances", status: 200, isOfRole: true }),
          expect.objectContaining({ operation: "CompleteLifecycleAction", status: 200, isOfRole: true }),
        ]);
      }),
    );
  });
});

function artifactOf(unit: string): DeployedResource {
  const isOfUnit = ({ type, values }: DeployedResource): boolean => type === "aws_s3_object" && String(values.key).startsWith(`${unit}/`);
  return resources.find(isOfUnit)!;
}

function hookOf({ groupName }: DeployedService): DeployedResource {
  const isOfGroup = ({ type, values }: DeployedResource): boolean =>
    type === "aws_autoscaling_lifecycle_hook" && values.autoscaling_group_name === groupName;
  return resources.find(isOfGroup)!;
}

describe("a boot that can't end well", () => {
  const [mode] = MODES;
  const instances: Instance[] = [];
  afterAll(async () => void (await Promise.all(instances.map(async (instance) => instance.stop()))));

  async function booted(change: Parameters<typeof launch>[2]) {
    const instance = await launch("trading-api", mode!, change);
    instances.push(instance);
    return { instance, ...(await instance.boot()) };
  }

  test.each([
    [
      "a version of the artifact that isn't there",
      { userData: (text: string) => text.replace(/--version-id '[^']*'/, "--version-id 'gone'") },
      /NoSuchVersion/,
    ],
    ["other bytes than S3 has", { corruptsObjects: true }, /Expected checksum \S+ did not match calculated checksum/],
  ])("with %s ends with lines in the log that say so, and that it was the last attempt, and starts nothing", async (_, change, line) => {
    const { instance, status, output } = await booted(change);
    const [cause, last] = output.trim().split("\n").slice(-2);
    expect({ status, cause, last }).toEqual({ status: 1, cause: expect.stringMatching(line), last: "attempt 6 of 6 has failed" });
    expect((await instance.calls()).filter(({ program }) => program === "systemctl")).toEqual([]);
    expect((await instance.run("ls /etc/systemd/system")).output).toBe("");
  });
});
