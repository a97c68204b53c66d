import { installDrainAgent } from "../../modules/alb-asg/drain-agent";
import { installReadyAgent } from "../../modules/alb-asg/ready-agent";

/** The systemd unit that lines of a boot script write, as they write it. */
function unitOf(lines: readonly string[], name: string): string[] {
  const start = lines.indexOf(`cat > /etc/systemd/system/${name}.service <<'END_OF_UNIT'`);
  return lines.slice(start + 1, lines.indexOf("END_OF_UNIT", start));
}

/** The unit of an agent, but for what tells it from the other. */
const unit = (name: string, description: string, ...settings: readonly string[]): string[] => [
  "[Unit]",
  `Description=${description}`,
  "After=network-online.target",
  "Wants=network-online.target",
  "[Service]",
  ...settings,
  `ExecStart=/usr/local/sbin/${name}`,
  "NoNewPrivileges=yes",
  "ProtectSystem=strict",
  "ProtectHome=yes",
  "PrivateTmp=yes",
  "Restart=on-failure",
  "RestartSec=2",
  "[Install]",
  "WantedBy=multi-user.target",
];

// systemd.exec(5), "Sandboxing"; systemd.unit(5): what is wanted isn't waited for without After. A root's program that reads the metadata service may do no more than that.
describe("the unit of an agent waits for the network, is started again, and can change nothing of the instance", () => {
  test("that drains", () => {
    const lines = installDrainAgent("api", { region: "eu-central-1", stopTimeoutSeconds: 65 });
    expect(unitOf(lines, "api-drain")).toEqual(unit("api-drain", "Stops api before its instance is terminated"));
  });

  test("that says when an instance is ready", () => {
    const lines = installReadyAgent("api", { region: "eu-central-1", port: 8080, healthCheckPath: "/health" });
    expect(unitOf(lines, "api-ready")).toEqual(unit("api-ready", "Lets the instance of api be put in service", "Type=exec"));
  });
});
