import { createServer } from "node:http";
import { AddressInfo } from "node:net";
import { TargetGroup, matchesStatus } from "../../../tools/serve/target-group";

const CHECK = { path: "/health", matcher: "200", intervalSeconds: 0.02, timeoutSeconds: 1, healthyThreshold: 2, unhealthyThreshold: 3 };

// Elastic Load Balancing API reference, Matcher: values or ranges, such as "200,202" or "200-299".
test.each([
  ["200", 200, true],
  ["200", 201, false],
  ["200,202", 202, true],
  ["200-299,301", 250, true],
  ["200-299,301", 302, false],
])("the matcher %s and the status %d: %s", (matcher, status, expected) => {
  expect(matchesStatus(matcher, status)).toBe(expected);
});

test("requests go to each target in turn", () => {
  const group = new TargetGroup("Api", { ...CHECK, intervalSeconds: 60 });
  const targets = [{ port: 1 }, { port: 2 }, { port: 3 }];
  for (const target of targets) group.register(target);
  expect([1, 2, 3, 4].map(() => group.inTurn()[0]!.port)).toEqual([1, 2, 3, 1]);
  group.deregister(targets[1]!);
  expect(
    group
      .inTurn()
      .map(({ port }) => port)
      .sort(),
  ).toEqual([1, 3]);
  for (const target of targets) group.deregister(target);
  expect(group.inTurn()).toEqual([]);
});

/** A server whose health is what the test says. */
async function healthServer(): Promise<{ port: number; say(status: number): void; asked(): number; close(): void }> {
  let [status, count] = [200, 0];
  const server = createServer((_, response) => {
    count += 1;
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    say: (said) => (status = said),
    asked: () => count,
    close: () => void server.close().closeAllConnections(),
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !holds() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

test("a target that fails as many checks as the threshold gets no requests, until as many have passed", async () => {
  const [well, ill] = await Promise.all([healthServer(), healthServer()]);
  const group = new TargetGroup("Api", CHECK);
  const targets = [{ port: well.port }, { port: ill.port }];
  try {
    for (const target of targets) group.register(target);
    expect(group.inTurn()).toHaveLength(2);
    const before = ill.asked();
    ill.say(503);
    await until(() => group.inTurn().length === 1);
    expect(group.inTurn()).toEqual([targets[0]]);
    expect(ill.asked() - before).toBeGreaterThanOrEqual(3);
    ill.say(200);
    await until(() => group.inTurn().length === 2);
  } finally {
    for (const target of targets) group.deregister(target);
    for (const server of [well, ill]) server.close();
  }
});

test("where no target is healthy, requests go to all of them (Application Load Balancers guide: fail open)", async () => {
  const ill = await healthServer();
  const group = new TargetGroup("Api", CHECK);
  const targets = [{ port: ill.port }, { port: ill.port }];
  ill.say(500);
  try {
    for (const target of targets) group.register(target);
    await until(() => ill.asked() >= 8);
    expect(group.inTurn()).toHaveLength(2);
  } finally {
    for (const target of targets) group.deregister(target);
    ill.close();
  }
});
