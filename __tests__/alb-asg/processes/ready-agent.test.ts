import { rmSync, writeFileSync } from "node:fs";
import { createServer, Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { AddressInfo } from "node:net";
import { readyAgentScript } from "../../../modules/alb-asg/ready-agent";
import { INSTANCE_ID, InstanceMetadata, InstanceSandbox } from "../../support/instance-sandbox";
import { synthService, userData } from "../fixture";

let metadata: InstanceMetadata;
let sandbox: InstanceSandbox;
let IMDS: string;
/** What cloud-init leaves at the end of a boot. */
let BOOT_FINISHED: string;
let program: Server;
/** What the program answers on /health, a request at a time, the last one for good; with 0 it doesn't answer. */
let answers: number[];

beforeEach(async () => {
  metadata = new InstanceMetadata();
  IMDS = await metadata.start();
  answers = [200];
  program = createServer((request, response) => {
    const status = answers.length > 1 ? answers.shift()! : answers[0]!;
    if (status > 0) response.writeHead(request.url === "/health" ? status : 404).end();
  });
  await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
  sandbox = new InstanceSandbox();
  sandbox.stub("aws", awsCli());
  BOOT_FINISHED = `${sandbox.root}/boot-finished`;
  writeFileSync(BOOT_FINISHED, "");
});

afterEach(async () => {
  sandbox.remove();
  await metadata.stop();
  program.closeAllConnections();
  await new Promise((resolve) => program.close(resolve));
});

/** An AWS CLI whose completion is refused so many times. */
function awsCli(refusals = 0): string {
  const state = `${sandbox.root}/attempts`;
  return `case "$*" in
    *describe-auto-scaling-instances*) echo trading-prod-TradingApi-1 ;;
    *complete-lifecycle-action*) echo x >> ${state}; [ "$(wc -l < ${state})" -gt ${refusals} ] ;;
  esac`;
}

function run() {
  const { port } = program.address() as AddressInfo;
  const script = readyAgentScript({ region: "eu-central-1", port, healthCheckPath: "/health", pollSeconds: 0.02, attempts: 5 });
  return sandbox.run(script.join("\n"), { IMDS, BOOT_FINISHED });
}

describe("the ready agent", () => {
  test("completes the launch lifecycle action of its instance, once the program answers its health check", async () => {
    answers = [503, 503, 200];
    expect(await run()).toEqual({ status: 0, output: "" });
    expect(answers).toEqual([200]);
    expect(sandbox.calls()).toHaveLength(2);
    expect(sandbox.calls()[1]).toContain(
      `complete-lifecycle-action --auto-scaling-group-name trading-prod-TradingApi-1 --lifecycle-hook-name get-ready --instance-id ${INSTANCE_ID} --lifecycle-action-result CONTINUE`,
    );
  });

  // EC2 Auto Scaling User Guide, "Use lifecycle hooks with a warm pool": an instance that enters the pool is stopped, and doesn't wait for user data.
  test("completes nothing before cloud-init has finished, though the program answers already", async () => {
    rmSync(BOOT_FINISHED);
    const agent = run();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sandbox.calls()).toEqual([]);
    writeFileSync(BOOT_FINISHED, "");
    expect((await agent).status).toBe(0);
    expect(sandbox.calls()).toHaveLength(2);
  });

  // cloud-init's module "Final message", which runs at the end of each boot: "Upon exit, this module writes /var/lib/cloud/instance/boot-finished."
  test("waits for the file that cloud-init writes at the end", () => {
    const script = readyAgentScript({ region: "eu-central-1", port: 8080, healthCheckPath: "/health" }).join("\n");
    expect(script).toContain('until [ -e "${BOOT_FINISHED:-/var/lib/cloud/instance/boot-finished}" ]');
  });

  test("tries again while the action isn't there yet, or the API can't be reached", async () => {
    sandbox.stub("aws", awsCli(2));
    expect((await run()).status).toBe(0);
    expect(sandbox.calls()).toHaveLength(6);
  });

  test("asks again where the program takes a request and never answers it", async () => {
    sandbox.hurriedCurl();
    answers = [0, 200];
    expect((await run()).status).toBe(0);
    expect(sandbox.calls().filter((call) => call.startsWith("aws"))).toHaveLength(2);
  }, 10_000);

  // EC2 Auto Scaling API Reference, PutLifecycleHook: the action can be completed until the heartbeat timeout ends.
  test("goes on trying for as long as the launch hook waits", async () => {
    // Of the agent's own shell: hundreds of programs would take seconds.
    const stubs = 'curl() { :; }; aws() { false; }; sleep() { echo "$1"; }';
    const script = readyAgentScript({ region: "eu-central-1", port: 8080, healthCheckPath: "/health" }).join("\n");
    const { status, output } = await sandbox.run(`${stubs}\n${script}`, { BOOT_FINISHED });
    expect(status).toBe(0);
    const waited = output.split("\n").reduce((sum, seconds) => sum + Number(seconds), 0);
    const { heartbeat_timeout } = synthService({ warmPool: {} }).stack.resource("aws_autoscaling_lifecycle_hook", "TradingApi_ReadyHook");
    expect(waited).toBeGreaterThanOrEqual(heartbeat_timeout);
  });

  test("accepts a certificate that nobody has signed, as the load balancer does", async () => {
    const folder = sandbox.root;
    await sandbox.run(
      `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=x -keyout ${folder}/key -out ${folder}/cert`,
    );
    const secure = createSecureServer({ key: sandbox.read("key"), cert: sandbox.read("cert") }, (_, response) => response.end());
    await new Promise<void>((resolve) => secure.listen(0, "127.0.0.1", resolve));
    const { port } = secure.address() as AddressInfo;
    const script = readyAgentScript({
      region: "eu-central-1",
      port,
      healthCheckPath: "/health",
      https: true,
      pollSeconds: 0.02,
      attempts: 5,
    });
    const { status } = await sandbox.run(script.join("\n"), { IMDS, BOOT_FINISHED });
    secure.closeAllConnections();
    secure.close();
    expect(status).toBe(0);
  });

  test("tries again while the metadata service opens no session", async () => {
    metadata.failSessions = 2;
    expect((await run()).status).toBe(0);
    expect(sandbox.calls()).toHaveLength(2);
  });

  // A reboot in service has no lifecycle action.
  test("ends by itself where there is no action to complete", async () => {
    sandbox.stub("aws", awsCli(1000));
    expect((await run()).status).toBe(0);
    expect(sandbox.calls()).toHaveLength(10);
  });
});

describe("a service with a warm pool", () => {
  // User data runs at the first boot alone; what is enabled runs at each (EC2 User Guide, "Run commands when you launch an EC2 instance with user data input").
  test("has the agent as a unit that is started at each boot", () => {
    expect(userData(synthService({ warmPool: {} }).stack)).toContain("systemctl enable --now trading-api-ready.service");
  });

  // systemd.service(5), "Type": with exec, and not by default, systemctl fails where the file can't be run.
  test("doesn't take a boot for a success whose agent can't be started", () => {
    expect(userData(synthService({ warmPool: {} }).stack)).toMatch(
      /trading-api-ready\.service <<[^[]*\[Unit\][^[]*\[Service\]\nType=exec\n/,
    );
  });

  test("allows its instances to complete the action, also where the image starts the program", () => {
    const { stack } = synthService({ release: undefined, imageId: "ami-0123456789abcdef0", warmPool: {} });
    expect(stack.resource("aws_iam_role_policy", "TradingApi").policy).toContain("autoscaling:CompleteLifecycleAction");
  });

  test("has no such agent without a warm pool", () => {
    expect(userData(synthService().stack)).not.toContain("-ready");
  });
});
