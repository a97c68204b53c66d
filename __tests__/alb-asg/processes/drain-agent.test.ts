import { createServer, request } from "node:http";
import { AddressInfo } from "node:net";
import { DRAIN_OVERHEAD_SECONDS, drainAgentScript } from "../../../modules/alb-asg/drain-agent";
import { INSTANCE_ID, InstanceMetadata, InstanceSandbox } from "../../support/instance-sandbox";

const AGENT = { region: "eu-central-1", stopTimeoutSeconds: 65, settleSeconds: 0.01, pollSeconds: 0.01 };
const SCRIPT = drainAgentScript("trading-api", AGENT).join("\n");
// AWS CLI Command Reference, "describe-auto-scaling-instances" and "complete-lifecycle-action".
const FIND_GROUP = "describe-auto-scaling-instances";
const COMPLETE = "complete-lifecycle-action";

let metadata: InstanceMetadata;
let sandbox: InstanceSandbox;
let IMDS: string;

/** An AWS CLI that answers in JSON unless it is asked for text, and whose completion is refused so many times. */
function awsCli(refusals = 0): string {
  const state = `${sandbox.root}/attempts`;
  return `case "$*" in
    *${FIND_GROUP}*"--output text"*) echo trading-prod-TradingApi-1 ;;
    *${FIND_GROUP}*) echo '"trading-prod-TradingApi-1"' ;;
    *${COMPLETE}*) echo x >> ${state}; [ "$(wc -l < ${state})" -gt ${refusals} ] ;;
  esac`;
}

beforeEach(async () => {
  metadata = new InstanceMetadata();
  IMDS = await metadata.start();
  sandbox = new InstanceSandbox().stub("systemctl");
  sandbox.stub("aws", awsCli());
});

afterEach(async () => {
  sandbox.remove();
  await metadata.stop();
});

const until = async (condition: () => boolean): Promise<void> => {
  const deadline = Date.now() + 4000;
  while (!condition() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** What the agent calls, each by the operation of it. */
const operations = (): string[] => sandbox.calls().map((call) => / (stop|describe[a-z-]+|complete[a-z-]+) /.exec(`${call} `)![1]!);

describe("the drain agent", () => {
  test("stops the service, finds its group and completes the lifecycle action, in this order", async () => {
    metadata.targetLifecycleState = "Terminated";
    expect(await sandbox.run(SCRIPT, { IMDS })).toEqual({ status: 0, output: "" });
    expect(operations()).toEqual(["stop", FIND_GROUP, COMPLETE]);
    expect(sandbox.calls()[0]).toBe("systemctl stop trading-api.service");
  });

  test("completes the termination hook of the group with CONTINUE, for its own instance", async () => {
    metadata.targetLifecycleState = "Terminated";
    await sandbox.run(SCRIPT, { IMDS });
    expect(sandbox.calls()[1]).toContain(`--instance-ids ${INSTANCE_ID}`);
    expect(sandbox.calls()[2]).toContain(
      `--auto-scaling-group-name trading-prod-TradingApi-1 --lifecycle-hook-name finish-work --instance-id ${INSTANCE_ID} --lifecycle-action-result CONTINUE`,
    );
    expect(sandbox.calls()[2]).toContain("--region eu-central-1");
  });

  test("waits before it stops the service, for the load balancer to stop sending requests", async () => {
    metadata.targetLifecycleState = "Terminated";
    const began = Date.now();
    const run = sandbox.run(drainAgentScript("trading-api", { ...AGENT, settleSeconds: 0.2 }).join("\n"), { IMDS });
    await until(() => sandbox.calls().length > 0);
    expect(Date.now() - began).toBeGreaterThanOrEqual(200);
    await run;
  });

  // EC2 Auto Scaling User Guide, "How lifecycle hooks work": the wait state begins after the deregistration; until then there is no action to complete.
  test("tries again while there is no lifecycle action to complete yet", async () => {
    sandbox.stub("aws", awsCli(2));
    metadata.targetLifecycleState = "Terminated";
    expect((await sandbox.run(SCRIPT, { IMDS })).status).toBe(0);
    expect(operations()).toEqual(["stop", FIND_GROUP, COMPLETE, FIND_GROUP, COMPLETE, FIND_GROUP, COMPLETE]);
  });

  // EC2 Auto Scaling User Guide, "Retrieve the target lifecycle state through instance metadata": all states but those of a termination.
  test.each([undefined, "InService", "Standby", "Detached", "Warmed:Stopped", "Warmed:Running", "Warmed:Hibernated"])(
    "does nothing while the target lifecycle state is %s",
    async (state) => {
      metadata.targetLifecycleState = state;
      const run = sandbox.run(SCRIPT, { IMDS });
      await until(() => metadata.polls > 3);
      expect(sandbox.calls()).toEqual([]);
      metadata.targetLifecycleState = "Terminated";
      expect((await run).status).toBe(0);
    },
  );

  test("stops the service at once on an instance of a warm pool, which has no requests", async () => {
    metadata.targetLifecycleState = "Warmed:Terminated";
    const slow = drainAgentScript("trading-api", { ...AGENT, settleSeconds: 60 }).join("\n");
    await sandbox.run(slow, { IMDS });
    expect(operations()).toEqual(["stop", FIND_GROUP, COMPLETE]);
  });

  // EC2 Auto Scaling User Guide, "How lifecycle hooks work": the instance is terminated when the heartbeat timeout ends, whatever the agent is about.
  test("takes no more of the heartbeat timeout than it leaves over for it, besides the program's own time", async () => {
    sandbox.stub("sleep").stub("aws", awsCli(1));
    const run = sandbox.run(drainAgentScript("trading-api", { region: "eu-central-1", stopTimeoutSeconds: 65 }).join("\n"), { IMDS });
    await until(() => metadata.polls > 1);
    metadata.targetLifecycleState = "Terminated";
    await run;
    const waits = sandbox.calls().flatMap((call) => (call.startsWith("sleep") ? Number(call.split(" ")[1]) : []));
    // The deregistration began just after a poll, and the completion was refused once.
    const [settling, retry] = waits.slice(-2) as [number, number];
    expect(waits[0]! + settling + retry).toBeLessThanOrEqual(DRAIN_OVERHEAD_SECONDS);
    expect(DRAIN_OVERHEAD_SECONDS).toBeLessThan(30);
  });

  // AWS CLI Command Reference, "Global options": each is 60 seconds by default, which is longer than there is.
  test("doesn't wait for an API without an answer for longer than it has", async () => {
    metadata.targetLifecycleState = "Terminated";
    await sandbox.run(SCRIPT, { IMDS });
    for (const call of sandbox.calls().filter((one) => one.startsWith("aws"))) {
      const timeouts = ["connect", "read"].map((kind) => Number(new RegExp(`--cli-${kind}-timeout (\\d+) `).exec(call)?.[1] ?? 60));
      expect(Math.max(...timeouts)).toBeLessThan(10);
    }
  });

  test.each(["PUT", "GET"])(
    "asks again where a %s to the metadata service is never answered",
    async (method) => {
      sandbox.hurriedCurl();
      metadata.targetLifecycleState = "Terminated";
      let isSilent = true;
      const silent = createServer((incoming, response) => {
        if (incoming.method === method && isSilent) return void (isSilent = false);
        const { url, headers } = incoming;
        request(`${IMDS}${url}`, { method: incoming.method, headers }, (answer) =>
          answer.pipe(response.writeHead(answer.statusCode!)),
        ).end();
      });
      await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
      const { status } = await sandbox.run(SCRIPT, { IMDS: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
      silent.closeAllConnections();
      silent.close();
      expect({ status, isSilent }).toEqual({ status: 0, isSilent: false });
    },
    10_000,
  );

  test("goes on polling while the metadata service gives no session", async () => {
    metadata.failSessions = 3;
    metadata.targetLifecycleState = "Terminated";
    expect((await sandbox.run(SCRIPT, { IMDS })).status).toBe(0);
    expect(metadata.failSessions).toBe(0);
  });
});
