/** An instance leaves its target group under load: real requests, the reference service, the drain agent, and a proxy that stands for the load balancer. */
import { ChildProcess, spawn } from "node:child_process";
import { Agent, createServer, request, Server } from "node:http";
import { AddressInfo, createServer as createTcpServer, Server as TcpServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { drainAgentScript } from "../../modules/alb-asg/drain-agent";
import { InstanceMetadata, InstanceSandbox } from "../support/instance-sandbox";

const SERVER = join(__dirname, "../support/server.py");
const CLIENTS = 8;
/** What the slowest requests wait for: the database. */
const SLOW_MILLISECONDS = 700;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One process of the service, with a keep-alive pool of connections from the proxy. */
class Target {
  public static async start(databasePort: number): Promise<Target> {
    const env = { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", DATABASE_HOST: "127.0.0.1", DATABASE_PORT: `${databasePort}` };
    const child = spawn("python3", [SERVER], { env, stdio: ["ignore", "pipe", "ignore"] });
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<number>((resolve) =>
      lines.on("line", (line) => line.startsWith("listening") && resolve(Number(line.split(" ").pop()))),
    );
    return new Target(child, port);
  }

  public readonly exited: Promise<number | null>;
  private readonly agent = new Agent({ keepAlive: true });
  private constructor(
    public readonly process: ChildProcess,
    private readonly port: number,
  ) {
    this.exited = new Promise((resolve) => process.once("exit", resolve));
  }

  /** The status of the answer to a request. */
  public ask(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: this.port, path, agent: this.agent }, (answer) => {
        answer
          .resume()
          .once("end", () => resolve(answer.statusCode!))
          .once("error", reject);
      });
      asked.once("error", reject).end();
    });
  }

  public stop(): void {
    this.agent.destroy();
    if (this.process.exitCode === null) this.process.kill("SIGKILL");
  }
}

/** Sends requests to its targets in turn, and answers 502 where one of them doesn't answer, as the load balancer does. It tries nothing again. */
class Proxy {
  public readonly answers: Record<number, number> = {};
  private turn = 0;
  private isLoaded = true;
  private readonly server: Server = createServer((incoming, outgoing) => {
    const target = this.targets[this.turn++ % this.targets.length]!;
    void target.ask(incoming.url!).then(
      (status) => outgoing.writeHead(status).end(),
      () => outgoing.writeHead(502).end(),
    );
  });

  constructor(private readonly targets: Target[]) {}

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  public deregister(target: Target): void {
    this.targets.splice(this.targets.indexOf(target), 1);
  }

  /** Clients that ask without a pause, each every fourth time for what takes long, until `end` is called. */
  public load(): { end: () => Promise<void> } {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const client = async (): Promise<void> => {
      for (let count = 0; this.isLoaded; count++) {
        const { status } = await fetch(url + (count % 4 === 0 ? "/health" : "/version"));
        this.answers[status] = (this.answers[status] ?? 0) + 1;
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    return {
      end: async () => {
        this.isLoaded = false;
        await Promise.all(clients);
      },
    };
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

interface Termination {
  /** From the beginning of the deregistration to SIGTERM. */
  readonly settleSeconds: number;
  /** Until the proxy sends no more requests. */
  readonly deregistrationMilliseconds: number;
}

let metadata: InstanceMetadata;
let sandbox: InstanceSandbox;
let database: TcpServer;
let targets: Target[] = [];
let proxy: Proxy;

beforeEach(async () => {
  metadata = new InstanceMetadata();
  sandbox = new InstanceSandbox();
  database = createTcpServer((connection) => {
    connection.on("error", () => undefined).once("data", () => setTimeout(() => connection.end("S"), SLOW_MILLISECONDS));
  });
  await new Promise<void>((resolve) => database.listen(0, "127.0.0.1", resolve));
  const { port } = database.address() as AddressInfo;
  targets = await Promise.all([Target.start(port), Target.start(port)]);
  proxy = new Proxy([...targets]);
  await proxy.start();
});

afterEach(async () => {
  proxy.stop();
  targets.forEach((target) => target.stop());
  sandbox.remove();
  database.close();
  await metadata.stop();
});

/** Terminates the first target under load, as EC2 Auto Scaling does. */
async function terminate({
  settleSeconds,
  deregistrationMilliseconds,
}: Termination): Promise<{ agent: number | null; exitCode: number | null }> {
  const [leaving] = targets as [Target, Target];
  const pid = leaving.process.pid!;
  // What systemd does on `stop`: SIGTERM, then it waits for the end of the process.
  sandbox.stub("systemctl", `kill -TERM ${pid}; while kill -0 ${pid} 2> /dev/null; do sleep 0.05; done`).stub("aws", "echo group");
  const script = drainAgentScript("trading-api", { region: "eu-central-1", stopTimeoutSeconds: 60, settleSeconds, pollSeconds: 0.1 });
  const agent = sandbox.run(script.join("\n"), { IMDS: await metadata.start() });
  const load = proxy.load();
  await pause(1000);
  metadata.targetLifecycleState = "Terminated";
  await pause(deregistrationMilliseconds);
  proxy.deregister(leaving);
  const { status } = await agent;
  await pause(500);
  await load.end();
  return { agent: status, exitCode: await leaving.exited };
}

describe("an instance that is terminated under load", () => {
  test("loses no request, and its lifecycle action is completed after the program has ended", async () => {
    expect(await terminate({ settleSeconds: 1.5, deregistrationMilliseconds: 500 })).toEqual({ agent: 0, exitCode: 0 });
    expect(Object.keys(proxy.answers)).toEqual(["200"]);
    expect(proxy.answers[200]).toBeGreaterThan(50);
    expect(sandbox.calls().map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "systemctl stop",
      "aws autoscaling",
      "aws autoscaling",
    ]);
  });

  test("would lose requests if it were stopped before the load balancer sends no more", async () => {
    await terminate({ settleSeconds: 0, deregistrationMilliseconds: 2000 });
    expect(proxy.answers[502]).toBeGreaterThan(0);
  });
});
