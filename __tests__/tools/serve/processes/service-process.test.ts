/** Small programs in place of a service. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServiceProcess } from "../../../../tools/serve/service-process";
import { TargetGroup } from "../../../../tools/serve/target-group";
import { freePort } from "../../../../tools/support/databases/server";
import { isAlive } from "../../../../tools/support/process";

const CHECK = { path: "/health", matcher: "200", intervalSeconds: 60, timeoutSeconds: 1, healthyThreshold: 2, unhealthyThreshold: 3 };
const SERVES =
  'require("node:http").createServer((_, response) => response.end(process.env.GREETING)).listen(process.env.PORT, "127.0.0.1");';

let folder: string;
let said: string[];
let group: TargetGroup;
let service: ServiceProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "service-"));
  said = [];
  group = new TargetGroup("Api", CHECK);
});
afterEach(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function serviceOf(program: string): Promise<ServiceProcess> {
  const file = join(folder, "service.cjs");
  writeFileSync(file, program);
  const port = await freePort();
  const print = (line: string): void => void said.push(line);
  const variables = { PORT: String(port), GREETING: "hello" };
  service = new ServiceProcess({
    name: "api 1",
    port,
    program: file,
    variables,
    restartSeconds: 0.1,
    targetGroup: group,
    print,
    printLog: print,
  });
  return service;
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

test("a process that answers its health check is in its target group, with the environment that it is given and nothing else", async () => {
  const started = await serviceOf(`${SERVES} console.log(Object.keys(process.env).sort().join());`);
  expect(await started.start()).toBeUndefined();
  expect(group.inTurn()).toEqual([started]);
  expect(await (await fetch(`http://127.0.0.1:${started.port}/`)).text()).toBe("hello");
  await until(() => said.length > 0);
  expect(said).toEqual(["GREETING,PATH,PORT"]);
});

test("one that ends before it answers is told by what it wrote last", async () => {
  const started = await serviceOf("process.stderr.write(\"The service can't start: PORT isn't set.\\n\"); process.exit(1);");
  expect(await started.start()).toBe("The service can't start: PORT isn't set.");
  expect(group.inTurn()).toEqual([]);
});

test("one that ends later gets no requests until it serves again, which it does by itself", async () => {
  const started = await serviceOf(SERVES);
  await started.start();
  const { pid } = started;
  started.kill();
  await until(() => group.inTurn().length === 0);
  await until(() => group.inTurn().length === 1);
  expect(started.pid).not.toBe(pid);
  expect(said).toEqual(["api 1 has ended (SIGKILL): it starts again in 0.1 seconds", "api 1 serves again"]);
});

test("stopping gives it the time that it asks for, and is for good", async () => {
  const finishes = 'process.on("SIGTERM", () => setTimeout(() => { console.log("finished"); process.exit(0); }, 200));';
  const started = await serviceOf(`${finishes} ${SERVES}`);
  await started.start();
  const pid = started.pid!;
  await started.stop();
  expect([isAlive(pid), group.inTurn(), said]).toEqual([false, [], ["finished"]]);
  expect(await started.start()).toBe("it is being stopped");
});
