import { statSync } from "node:fs";
import { join } from "node:path";
import { ServiceUnit, bootScript } from "../../../modules/alb-asg/boot-script";
import { InstanceSandbox } from "../../support/instance-sandbox";
import { SERVICE_UNIT } from "../service-unit";

const UNIT: ServiceUnit = {
  ...SERVICE_UNIT,
  drainAgent: { region: "eu-central-1", stopTimeoutSeconds: 65 },
  logGroupName: "/trading/api",
};
const AGENT_CONTROL = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl";

let sandbox: InstanceSandbox;
/** Where `UNIT` was booted, for all tests that look at what that leaves. */
let booted: InstanceSandbox | undefined;

beforeEach(() => {
  sandbox = new InstanceSandbox();
});

afterEach(() => {
  if (sandbox !== booted) sandbox.remove();
});
afterAll(() => booted?.remove());

/** Boots an instance whose file system begins in the sandbox: the script's own folders are moved there, its programs are stubs. */
async function boot(unit: ServiceUnit, download = 'echo program > "${@: -1}"', packages?: string, systemctl = "") {
  const { root } = sandbox;
  await sandbox.run(`mkdir -p ${root}/etc/systemd/system ${root}/usr/local`);
  const agentFolder = join(root, AGENT_CONTROL, "../..");
  sandbox
    .stub("aws", download)
    .stub("systemctl", systemctl)
    .stub("sleep", "command -p sleep 0")
    .stub("amazon-cloudwatch-agent-ctl")
    .stub(
      "dnf",
      packages ??
        `mkdir -p ${root}/etc/logrotate.d ${agentFolder}/etc ${agentFolder}/bin; cp ${root}/stubs/amazon-cloudwatch-agent-ctl ${agentFolder}/bin/`,
    );
  return sandbox.run(bootScript(unit).replace(/(?<=[\s'":=])\/(etc|opt|usr\/local)\//g, `${root}/$1/`));
}

/** The sandbox is the one where `UNIT` was booted: only read it. */
async function bootUnit(): Promise<void> {
  if (booted === undefined) {
    await boot(UNIT);
    booted = sandbox;
    return;
  }
  sandbox.remove();
  sandbox = booted;
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
      "systemctl daemon-reload",
      "systemctl enable logrotate.timer",
      "systemctl restart logrotate.timer",
      "amazon-cloudwatch-agent-ctl",
    ]);
    expect(sandbox.calls()[2]).toBe("systemctl enable --now trading-api.service trading-api-drain.service");
  });

  test("installs packages before the program is downloaded, and again while the repository can't be reached", async () => {
    const marks = `${sandbox.root}/marks`;
    const install = `echo x >> ${marks}; [ "$(wc -l < ${marks})" -gt 2 ]`;
    const unit = { ...UNIT, packages: ["nodejs24"], logGroupName: undefined };
    expect((await boot(unit, undefined, install)).status).toBe(0);
    const expected = ["dnf install", "dnf install", "dnf install", "aws s3api get-object", "systemctl daemon-reload", "systemctl enable"];
    expect(steps().filter((step) => !step.startsWith("sleep"))).toEqual(expected);
    expect(sandbox.calls().find((call) => call.startsWith("dnf"))).toBe("dnf install -y nodejs24 --setopt=timeout=10 --setopt=retries=2");
  });

  test("downloads nothing where a package can't be had", async () => {
    const { status, output } = await boot({ ...UNIT, packages: ["nodejs24"] }, undefined, "exit 1");
    expect(status).toBe(1);
    expect(output).toContain("attempt 6 of 6 has failed\n");
    expect(steps().filter((step) => step.startsWith("dnf"))).toHaveLength(6);
    expect(steps().some((step) => step.startsWith("aws"))).toBe(false);
  });

  test("sends the output also where the repository couldn't be reached at first", async () => {
    const marks = `${sandbox.root}/marks`;
    const agentFolder = join(sandbox.root, AGENT_CONTROL, "../..");
    const install = `echo x >> ${marks}; [ "$(wc -l < ${marks})" -gt 2 ] || exit 1
      mkdir -p ${sandbox.root}/etc/logrotate.d ${agentFolder}/etc ${agentFolder}/bin; cp ${sandbox.root}/stubs/amazon-cloudwatch-agent-ctl ${agentFolder}/bin/`;
    expect((await boot(UNIT, undefined, install)).status).toBe(0);
    expect(steps().filter((step) => step.startsWith("dnf"))).toHaveLength(3);
    expect(sandbox.calls().at(-1)).toContain("fetch-config");
  });

  test("leaves a program that every user may run, and a drain agent", async () => {
    await bootUnit();
    const mode = (path: string): string => statSync(join(sandbox.root, path)).mode.toString(8).slice(-3);
    expect(mode("opt/trading-api/server.py")).toBe("755");
    expect(mode("usr/local/sbin/trading-api-drain")).toBe("755");
    expect(mode("etc/trading-api.env")).toBe("600");
  });

  // systemd.service(5): ExecStart names an absolute path.
  test("writes units that start what was installed", async () => {
    await bootUnit();
    const started = (unit: string): string => /^ExecStart=(\S+)/m.exec(sandbox.read(`etc/systemd/system/${unit}`))![1]!;
    expect(started("trading-api.service")).toBe("/usr/bin/python3");
    expect(started("trading-api-drain.service")).toBe(join(sandbox.root, "usr/local/sbin/trading-api-drain"));
  });

  test("installs a drain agent that bash can read", async () => {
    await bootUnit();
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
    const installs = Array.from({ length: 6 }, () => "dnf install");
    expect(steps().filter((step) => !step.startsWith("sleep"))).toEqual([
      ...["aws s3api get-object", "systemctl daemon-reload", "systemctl enable"],
      ...installs,
    ]);
  });
});

// EC2 Auto Scaling User Guide, "Use lifecycle hooks with a warm pool": an instance is stopped once its lifecycle action is completed, and what that cuts off isn't run again.
describe("the first boot of a warm pool's instance", () => {
  test("completes the lifecycle action once everything else is done, and cloud-init has finished", async () => {
    const { root } = sandbox;
    const agent = `${root}/usr/local/sbin/trading-api-ready`;
    sandbox.stub("curl", 'case "$*" in *api/token*) echo token ;; *instance-id*) echo i-0123456789abcdef0 ;; esac');
    const unit = { ...UNIT, readyAgent: { region: "eu-central-1", port: 8080, healthCheckPath: "/health", pollSeconds: 0.02 } };
    // What systemd does with the unit: it runs beside the script, which goes on.
    const systemctl = `case "$*" in *enable*-ready.service*) BOOT_FINISHED=${root}/finished setsid ${agent} > /dev/null 2>&1 & sleep 0.2 ;; esac`;
    const download = 'case "$*" in *get-object*) echo program > "${@: -1}" ;; esac';
    expect(await boot(unit, download, undefined, systemctl)).toEqual({ status: 0, output: "" });
    expect(sandbox.calls().some((call) => call.includes("complete-lifecycle-action"))).toBe(false);
    const last = sandbox
      .calls()
      .filter((call) => !call.startsWith("sleep"))
      .at(-1)!;
    expect(last).toMatch(/^amazon-cloudwatch-agent-ctl/);
    await sandbox.run(
      `touch ${root}/finished; for i in $(seq 100); do grep -q complete-lifecycle-action ${root}/calls && exit; command -p sleep 0.05; done`,
    );
    expect(sandbox.calls().at(-1)).toContain("complete-lifecycle-action");
  });
});

/** The settings of a section of a unit, by their names; of several with one name, the last. */
function settings(unit: string, section: string): Record<string, string> {
  const text = sandbox.read(`etc/systemd/system/${unit}`).split(`[${section}]\n`)[1]!.split("\n[")[0]!;
  return Object.fromEntries(text.split("\n").map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

// systemd.exec(5), systemd.service(5) and systemd.unit(5) say what each setting does.
describe("the unit of a service", () => {
  test("reads the environment variables that the script wrote", async () => {
    await bootUnit();
    expect(settings("trading-api.service", "Service").EnvironmentFile).toBe(join(sandbox.root, "etc/trading-api.env"));
    expect(sandbox.read("etc/trading-api.env")).toBe('PORT="8080"\n');
  });

  // "LimitNOFILE": the soft limit is 1024 by default, which a server with WebSocket connections reaches.
  test("may have more open files than a process has by default", async () => {
    await bootUnit();
    expect(Number(settings("trading-api.service", "Service").LimitNOFILE)).toBeGreaterThan(1024);
  });

  // "ProtectSystem": strict mounts the file system read-only; "StateDirectory" is below /var/lib, and writable.
  test("may write to its state directory, while the rest of the file system is read-only", async () => {
    await bootUnit();
    expect(settings("trading-api.service", "Service")).toMatchObject({ ProtectSystem: "strict", StateDirectory: "trading-api" });
  });

  // systemd.exec(5), "AmbientCapabilities": they are kept with a user other than root, and with NoNewPrivileges; capabilities(7): ports below 1024 take CAP_NET_BIND_SERVICE.
  test("may listen on a port below 1024 where it is told to", async () => {
    await boot({ ...UNIT, bindsPrivilegedPort: true });
    expect(settings("trading-api.service", "Service").AmbientCapabilities).toBe("CAP_NET_BIND_SERVICE");
  });

  test("has no capability otherwise", async () => {
    await bootUnit();
    expect(settings("trading-api.service", "Service")).not.toHaveProperty("AmbientCapabilities");
  });

  // "TimeoutStopSec": SIGKILL follows SIGTERM after 90 seconds where nothing is said.
  test("has as long from SIGTERM to SIGKILL as its drain agent gives it", async () => {
    await bootUnit();
    expect(settings("trading-api.service", "Service").TimeoutStopSec).toBe("65");
  });

  // "StandardError": inherit is where standard output goes; anything else stays on the instance.
  test("appends its errors to the file that is sent, as its output", async () => {
    await bootUnit();
    expect(settings("trading-api.service", "Service")).toMatchObject({
      StandardOutput: "append:/var/log/trading-api.log",
      StandardError: "inherit",
    });
  });

  test("writes to the journal where nothing is sent", async () => {
    await boot({ ...UNIT, logGroupName: undefined });
    expect(settings("trading-api.service", "Service")).not.toHaveProperty("StandardOutput");
  });

  // "Wants" starts network-online.target, "After" waits for it.
  test.each(["trading-api.service", "trading-api-drain.service"])("is started once there is a network: %s", async (unit) => {
    await bootUnit();
    expect(settings(unit, "Unit")).toMatchObject({ After: "network-online.target", Wants: "network-online.target" });
  });

  // systemd.unit(5), "Description": the journal and systemctl show it.
  test("is described by the service's name", async () => {
    await bootUnit();
    expect(settings("trading-api.service", "Unit")).toMatchObject({ Description: "trading-api" });
  });

  // systemctl(1), "enable": a unit is started at each boot by the target that it is wanted by.
  test.each(["trading-api.service", "trading-api-drain.service"])("is started at each boot: %s", async (unit) => {
    await bootUnit();
    expect(settings(unit, "Install").WantedBy).toBe("multi-user.target");
  });

  // "Restart": on-failure leaves alone what has ended with status 0; an agent that is done would begin again.
  test("has agents that aren't started again once they are done", async () => {
    await boot({ ...UNIT, readyAgent: { region: "eu-central-1", port: 8080, healthCheckPath: "/health" } });
    for (const agent of ["drain", "ready"]) {
      expect(settings(`trading-api-${agent}.service`, "Service").Restart).toBe("on-failure");
    }
  });
});

describe("the output of a service", () => {
  // logrotate(8), "copytruncate": a program goes on writing to the file that it has open, wherever that is moved to.
  test("is rotated without the program, which keeps its file open", async () => {
    await bootUnit();
    const [file, ...directives] = sandbox
      .read("etc/logrotate.d/trading-api")
      .replace("}", "")
      .split(/[\n{]+/);
    expect(file!.trim()).toBe("/var/log/trading-api.log");
    expect(directives.map((line) => line.trim())).toEqual(
      expect.arrayContaining(["copytruncate", expect.stringMatching(/^size \d+M$/), expect.stringMatching(/^rotate \d$/)]),
    );
  });

  // logrotate(8), "size": a file is looked at when logrotate runs; its timer does that once a day, with an AccuracySec of an hour. systemd.timer(5), "OnCalendar": an empty
  // value resets what the unit has; a running timer has its new times once it is started again.
  test("is looked at every five minutes", async () => {
    await bootUnit();
    expect(sandbox.read("etc/systemd/system/logrotate.timer.d/often.conf")).toBe(
      "[Timer]\nOnCalendar=\nOnCalendar=*:0/5\nAccuracySec=1min\nRandomizedDelaySec=0\n",
    );
    const calls = sandbox.calls();
    expect(calls.lastIndexOf("systemctl daemon-reload")).toBeLessThan(calls.indexOf("systemctl restart logrotate.timer"));
  });

  // CloudWatch User Guide, "Start the CloudWatch agent": -s starts it with the configuration that was fetched.
  test("is sent by the CloudWatch agent, started with the configuration that the script wrote", async () => {
    await bootUnit();
    const [, ...options] = sandbox.calls().at(-1)!.split(" ");
    const file = options.pop()!.replace(/^file:/, "");
    expect(options).toEqual(["-a", "fetch-config", "-m", "ec2", "-s", "-c"]);
    const configuration = JSON.parse(sandbox.read(file.slice(sandbox.root.length + 1)));
    expect(configuration.logs.logs_collected.files.collect_list[0].file_path).toBe("/var/log/trading-api.log");
  });
});
