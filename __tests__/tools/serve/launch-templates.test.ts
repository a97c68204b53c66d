import { bootScript } from "../../../modules/alb-asg/boot-script";
import { hasReference, readBootScript, stackServices } from "../../../tools/serve/launch-templates";
import { synthesizeEnvironment } from "../../../tools/serve/synthesis";
import { messageOf } from "../../support/synth";

test("the environment file of a boot script is read as systemd reads it", () => {
  const environment = { PORT: "8080", GREETING: 'say "hi" \\ bye', HOST: "${aws_rds_cluster.Database.endpoint}", EMPTY: "" };
  const script = bootScript({ name: "trading-api", command: "/usr/bin/node", environment });
  expect(readBootScript(script, "TradingApi")).toEqual({ unit: "trading-api", environment, restartSeconds: 2 });
});

test("a boot script without an environment file is refused", () => {
  expect(messageOf(() => readBootScript("#!/bin/bash\n", "TradingApi"))).toBe("The boot script of TradingApi writes no environment file.");
});

test("a line that is no variable is refused", () => {
  const script = "cat > /etc/api.env <<'END_OF_ENVIRONMENT'\nPORT=8080\nEND_OF_ENVIRONMENT\n";
  expect(messageOf(() => readBootScript(script, "TradingApi"))).toBe(
    "The environment file of TradingApi has a line that is no variable: PORT=8080",
  );
});

// Terraform language documentation, "Strings and Templates": `$${` is a literal `${`.
test.each([
  ["${aws_s3_bucket.Records.bucket}", true],
  ["https://${aws_lb.Main.dns_name}/", true],
  ["$${HOME}", false],
  ["$$${var.a}", true],
  ["plain $1", false],
])("whether Terraform puts something in place of %s: %s", (value, expected) => {
  expect(hasReference(value)).toBe(expected);
});

test("each service of the example is found with its target group's health check and its launch template's environment", () => {
  const services = stackServices(synthesizeEnvironment("local"));
  expect(services.map(({ group, targetGroup, unit }) => [group, targetGroup, unit])).toEqual([
    ["TradingApi", "TradingApi/TargetGroup", "trading-api"],
    ["WebFrontend", "WebFrontend/TargetGroup", "web-frontend"],
  ]);
  expect(services[0]).toMatchObject({
    healthCheck: { path: "/health", matcher: "200", intervalSeconds: 10, timeoutSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
    environment: { SERVICE_NAME: "trading-api", PORT: "8080", CACHE_CLUSTER_MODE: "true" },
  });
});
