import { statSync } from "node:fs";
import { join } from "node:path";
import { ServiceUnit, bootScript } from "../../modules/alb-asg/boot-script";
import { InstanceSandbox } from "../support/instance-sandbox";

const UNIT: ServiceUnit = {
  name: "trading-api",
  release: {
    bucketName: "releases",
    key: "service/server.py",
    versionId: "v1",
    region: "eu-central-1",
    file: "/opt/trading-api/server.py",
  },
  command: "/usr/bin/python3 /opt/trading-api/server.py",
  environment: { PORT: "8080" },
  drainAgent: { region: "eu-central-1", stopTimeoutSeconds: 65 },
  logGroupName: "/trading/api",
};
const AGENT_CONTROL = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl";

let sandbox: InstanceSandbox;

beforeEach(() => {
  sandbox = new InstanceSandbox();
});

afterEach(() => sandbox.remove());

/** Boots an instance whose file system begins in the sandbox: the script's own folders are moved there, its programs are stubs. */
async function boot(unit: ServiceUnit, download = 'echo program > "${@: -1}"', packages?: string) {
  const { root } = sandbox;
  await sandbox.run(`mkdir -p ${root}/etc/systemd/system ${root}/usr/local`);
  const agentFolder = join(root, AGENT_CONTROL, "../..");
  sandbox
    .stub("aws", download)
    .stub("systemctl")
    .stub("sleep")
    .stub("amazon-cloudwatch-agent-ctl")
    .stub(
      "dnf",
      packages ??
        `mkdir -p ${root}/etc/logrotate.d ${agentFolder}/etc ${agentFolder}/bin; cp ${root}/stubs/amazon-cloudwatch-agent-ctl ${agentFolder}/bin/`,
    );
  return sandbox.run(bootScript(unit).replace(/(?<=[\s'":=])\/(etc|opt|usr\/local)\//g, `${root}/$1/`));
}

/** The calls, each as far as its first option. */
const steps = (): string[] => sandbox.calls().map((call) => call.split(" -")[0]!);

describe("the boot script, run by bash", () => {
  test("downloads the program, starts it with its drain agent, and sends its output, in this order", async () => {
    expect(await boot(UNIT)).toEqual({ status: 0, output: "" });
    expect(steps()).toEqual([
      "aws s3api get-object",
      "systemctl daemon-reload",
      "systemctl enable",
      "dnf install",
      "systemctl enable",
      "amazon-cloudwatch-agent-ctl",
    ]);
    expect(sandbox.calls()[2]).toBe("systemctl enable --now trading-api.service trading-api-drain.service");
  });

  test("leaves a program that every user may run, and a drain agent", async () => {
    await boot(UNIT);
    const mode = (path: string): string => statSync(join(sandbox.root, path)).mode.toString(8).slice(-3);
    expect(mode("opt/trading-api/server.py")).toBe("755");
    expect(mode("usr/local/sbin/trading-api-drain")).toBe("755");
    expect(mode("etc/trading-api.env")).toBe("600");
  });

  // systemd.service(5): ExecStart names an absolute path.
  test("writes units that start what was installed", async () => {
    await boot(UNIT);
    const started = (unit: string): string => /^ExecStart=(\S+)/m.exec(sandbox.read(`etc/systemd/system/${unit}`))![1]!;
    expect(started("trading-api.service")).toBe("/usr/bin/python3");
    expect(started("trading-api-drain.service")).toBe(join(sandbox.root, "usr/local/sbin/trading-api-drain"));
  });

  test("installs a drain agent that bash can read", async () => {
    await boot(UNIT);
    expect(await sandbox.run(`bash -n ${sandbox.root}/usr/local/sbin/trading-api-drain`)).toEqual({ status: 0, output: "" });
  });

  test("tries the download again while the role's permissions or the endpoint aren't there yet", async () => {
    const marks = `${sandbox.root}/marks`;
    expect((await boot(UNIT, `echo x >> ${marks}; [ "$(wc -l < ${marks})" -gt 3 ] && echo program > "\${@: -1}"`)).status).toBe(0);
    expect(steps().filter((step) => step.startsWith("aws"))).toHaveLength(4);
  });

  test("starts nothing without the program", async () => {
    expect((await boot(UNIT, "exit 1")).status).toBe(1);
    expect(steps().filter((step) => step.startsWith("aws"))).toHaveLength(6);
    expect(sandbox.calls().some((call) => call.startsWith("systemctl"))).toBe(false);
  });

  test("runs the service's own script before anything else", async () => {
    await boot(UNIT);
    const script = bootScript(UNIT, "systemctl first\nexit 3");
    const { status } = await sandbox.run(script);
    expect(status).toBe(3);
    expect(sandbox.calls().at(-1)).toBe("systemctl first");
  });

  test("has started the service before its logs turn out not to be sendable", async () => {
    expect((await boot(UNIT, undefined, "exit 1")).status).toBe(1);
    expect(steps()).toEqual(["aws s3api get-object", "systemctl daemon-reload", "systemctl enable", "dnf install"]);
  });
});
