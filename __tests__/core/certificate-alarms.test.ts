import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Certificate } from "../../src/core";
import { messageOf, synth, testStack, warnings } from "../support/synth";

const ZONE = { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" };
const topicIn = (region: string) => ({ topicArn: `arn:aws:sns:${region}:111122223333:alarms`, region });

function globalCertificate() {
  const stack = testStack();
  const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
  return { stack, certificate: new Certificate(stack, "Certificate", { domainName: "trading.example.com", zone: ZONE, provider }) };
}

// ACM User Guide, "Supported CloudWatch metrics": DaysToExpiry, which ACM stops publishing once the certificate has expired. "Check a certificate's renewal
// status": renewal begins 45 days before, and from 30 days on ACM gives notice that it can't renew.
test("a certificate goes to ALARM at 30 days before it expires, by which it would have been renewed, and stays there once it has expired", () => {
  const { stack, certificate } = globalCertificate();
  certificate.addAlarms(topicIn("us-east-1"));
  expect(synth(stack).resource("aws_cloudwatch_metric_alarm")).toMatchObject({
    namespace: "AWS/CertificateManager",
    metric_name: "DaysToExpiry",
    dimensions: { CertificateArn: expect.stringMatching(/^\$\{aws_acm_certificate_validation\..*\.certificate_arn\}$/) },
    statistic: "Minimum",
    period: 86_400,
    evaluation_periods: 1,
    datapoints_to_alarm: 1,
    comparison_operator: "LessThanOrEqualToThreshold",
    threshold: 30,
    treat_missing_data: "ignore",
    alarm_actions: ["arn:aws:sns:us-east-1:111122223333:alarms"],
  });
});

test("the alarm of a certificate is in the certificate's region, where ACM reports the metric", () => {
  const { stack, certificate } = globalCertificate();
  certificate.addAlarms(topicIn("us-east-1"));
  expect(synth(stack).resource("aws_cloudwatch_metric_alarm").provider).toBe("aws.global");
  expect(messageOf(() => globalCertificate().certificate.addAlarms(topicIn("eu-central-1")))).toContain("must be a topic in us-east-1");
});

test("the alarm of a certificate can have another threshold, and be left out", () => {
  const changed = globalCertificate();
  changed.certificate.addAlarms(topicIn("us-east-1"), { expiring: { threshold: 14 } });
  expect(synth(changed.stack).resource("aws_cloudwatch_metric_alarm").threshold).toBe(14);
  const without = globalCertificate();
  without.certificate.addAlarms(topicIn("us-east-1"), { expiring: false });
  expect(synth(without.stack).resources("aws_cloudwatch_metric_alarm")).toEqual({});
});

// ACM User Guide, "Quotas": 10 names for each certificate by default, up to 100 on request.
test("a certificate with more names than ACM's quota warns of it, and one with as many doesn't", () => {
  const named = (count: number) => {
    const [domainName, ...subjectAlternativeNames] = Array.from({ length: count }, (_, index) => `site-${index}.example.com`);
    return new Certificate(testStack(), "Certificate", { domainName: domainName!, subjectAlternativeNames, zone: ZONE });
  };
  expect(warnings(named(10))).toEqual([]);
  expect(warnings(named(11))).toEqual([
    "Names on the certificate: 11. ACM allows 10 unless the quota of the account has been raised, to 100 at most.",
  ]);
});
