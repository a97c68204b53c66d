import { ALARM_TOPIC } from "../../src/core/alarm-topic";
import { CERTIFICATE } from "../../src/core/certificate";
import { CONNECTABLE } from "../../src/core/connections";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { BUCKET, BUCKET_OBJECT, HOSTED_ZONE, LOAD_BALANCER_ORIGIN, NETWORK, SUBNET_TIERS } from "../../src/core/interfaces";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { MANAGED_POLICY } from "../../src/core/managed-policy";
import { PORT } from "../../src/core/port";
import { PropType } from "../../src/internal/prop-types";

/** What each interface is called in a message, and what something must have to pass for it. */
const TYPES: [PropType<never>, string, readonly string[]][] = [
  [ALARM_TOPIC, "must be an AlarmTopic", ["topicArn"]],
  [BUCKET, "must be a Bucket", ["bucketName", "bucketArn", "bucketRegionalDomainName", "grantRead", "addToPolicy"]],
  [BUCKET_OBJECT, "must be an object of a bucket", ["bucket", "key"]],
  [CERTIFICATE, "must be a Certificate", ["certificateArn"]],
  [CONNECTABLE, "must be something with connections: a service, a load balancer, a database, a cache", ["connections"]],
  [ENCRYPTION_KEY, "must be an EncryptionKey", ["keyArn", "region", "addToPolicy", "grantDecrypt"]],
  [HOSTED_ZONE, "must be a HostedZone, or its zoneId and zoneName", ["zoneId", "zoneName"]],
  [LOAD_BALANCER_ORIGIN, "must be an ApplicationLoadBalancer", ["loadBalancerArn", "internal", "originDependencies", "connections"]],
  [LOG_BUCKET, "must be a LogBucket", ["bucketArn", "addLogSource"]],
  [MANAGED_POLICY, "must be a ManagedPolicy", ["policyArn", "node"]],
  [PORT, "must be a Port", ["protocol", "fromPort", "toPort"]],
  [NETWORK, "must be a Network", ["vpcId", "availabilityZones", "subnets", "allowAwsServicesFrom"]],
] as never;

test.each(TYPES)("%# a message says what is meant, and each member is asked for", (type, rule, members) => {
  expect(type.rule).toBe(rule);
  const whole = Object.fromEntries(members.map((member) => [member, "x"]));
  expect(type.accepts(whole)).toBe(true);
  for (const member of members) {
    const { [member]: _, ...rest } = whole;
    expect(type.accepts(rest)).toBe(false);
  }
});

test("subnets are of three tiers, from the outside in", () => expect(SUBNET_TIERS).toEqual(["public", "private", "isolated"]));
