/** ShellCheck on every script that instances run. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { bootScript } from "../../modules/alb-asg/boot-script";
import { drainAgentScript } from "../../modules/alb-asg/drain-agent";
import { pythonEnvironment } from "../../tools/support/emulator/python-environment";

const REQUIREMENTS = join(__dirname, "../../tools/emulator/requirements-test.txt");
const drainAgent = { region: "eu-central-1", stopTimeoutSeconds: 65 };
const release = { bucketName: "releases", key: "server.py", versionId: "v1", region: "eu-central-1", file: "/opt/trading-api/server.py" };
const unit = {
  name: "trading-api",
  release,
  command: "/usr/bin/python3 /opt/trading-api/server.py",
  environment: { PORT: "8080" },
  drainAgent,
};

let shellcheck: string;

beforeAll(async () => {
  shellcheck = join(dirname(await pythonEnvironment(REQUIREMENTS, () => undefined)), "shellcheck");
}, 300_000);

describe("ShellCheck finds nothing in", () => {
  test.each([
    ["the drain agent", drainAgentScript("trading-api", drainAgent).join("\n")],
    ["the boot script", bootScript(unit)],
    ["the boot script that sends logs", bootScript({ ...unit, logGroupName: "/trading/api" })],
    ["the boot script after one of the service's own", bootScript(unit, "dnf install -y jq")],
  ])("%s", (_, script) => {
    const { stdout, stderr, status } = spawnSync(shellcheck, ["--severity=style", "--shell=bash", "-"], {
      input: `${script}\n`,
      encoding: "utf8",
    });
    expect({ output: stdout + stderr, status }).toEqual({ output: "", status: 0 });
  });
});
