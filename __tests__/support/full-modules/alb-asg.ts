/** Everything that the module alb-asg creates. */
import { TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, AutoScalingServiceProps } from "../../../modules/alb-asg";
import { AlarmTopic, Certificate } from "../../../src/core";
import { CERTIFICATE_ARN, ServiceFixture, ZONE, loadBalancer, secret } from "../../alb-asg/fixture";

const CALENDAR = {
  timeZone: "Europe/Berlin",
  sessions: [{ days: ["MON"] as const, opens: "09:00", closes: "17:30" }],
  holidays: ["2026-12-25"],
};
const WEB_ACL = "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/trading/1234abcd-12ab-34cd-56ef-1234567890ab";

export function fullAlbAsg(): TerraformStack {
  const fixture = new ServiceFixture();
  const { stack, key } = fixture;
  const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
  const open = new ApplicationLoadBalancer(stack, "Public", {
    network: fixture.network,
    accessLogs: fixture.logs,
    zone: ZONE,
    originDomainName: "public.example.com",
    viewerDomainNames: ["trading.example.com"],
    scheme: "internet-facing",
    originSecretHeader: { values: [secret(stack)], keptInState: true },
    additionalCertificates: { partner: Certificate.fromArn(stack, "Partner", CERTIFICATE_ARN) },
    webAclArn: WEB_ACL,
    replacedWithoutGap: true,
  });
  const partners = loadBalancer(
    stack,
    {
      network: fixture.network,
      accessLogs: fixture.logs,
      clientCertificates: { caBundle: fixture.release },
      openToTheInternet: "partners",
      scheme: "internet-facing",
    },
    "Partners",
  );
  const everything: Partial<AutoScalingServiceProps> = {
    runtime: "nodejs24",
    targetProtocol: "HTTPS",
    warmPool: {},
    targetWebSocketsPerInstance: 500,
    customScaling: { orders: { namespace: "Trading", metricName: "Orders", targetValue: 1 } },
    predictiveScaling: {},
    scheduledScaling: { open: { recurrence: "50 8 * * MON-FRI", desiredCapacity: 12 } },
    rollout: { automaticRollback: true },
    internetEgressReason: "Market data of a partner.",
  };
  const api = fixture.service(everything);
  api.addAlarms(topic);
  const session = fixture.service(
    { loadBalancer: open, route: { priority: 20, paths: ["/session"] }, tradingSession: { calendar: CALENDAR } },
    "Session",
  );
  session.addAlarms(topic);
  const next = fixture.service({ route: { priority: 30, paths: ["/next"] }, imageId: "ami-0123456789abcdef0" }, "Next");
  api.shiftRequests(next, 10);
  for (const watched of [open, partners]) watched.addAlarms(topic);
  return stack;
}
