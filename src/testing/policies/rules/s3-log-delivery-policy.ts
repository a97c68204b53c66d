import { referringTo, values } from "../blocks";
import { eachOf } from "../each";
import { logTargets } from "../log-targets";
import { PolicyRule } from "../rule";
import { allowsService, statementsOf } from "../statements";

const SERVICE = "logdelivery.elasticloadbalancing.amazonaws.com";

export const S3_LOG_DELIVERY_POLICY: PolicyRule = {
  id: "s3-log-delivery-policy",
  sentence: "A bucket that a load balancer logs to lets Elastic Load Balancing write, before the load balancer is made.",
  severity: "high",
  fix: "Allow s3:PutObject to logdelivery.elasticloadbalancing.amazonaws.com in the bucket policy, and make the load balancer depend on it.",
  source: 'Elastic Load Balancing, Application Load Balancers, "Enable access logs for your Application Load Balancer"',
  types: ["aws_lb", "aws_s3_bucket_policy", "aws_s3_bucket"],
  check: eachOf(["aws_lb"], (loadBalancer, configuration) => {
    for (const bucket of logTargets(configuration, loadBalancer)) {
      const policies = referringTo(configuration, "aws_s3_bucket_policy", "bucket", bucket);
      const isUnknown = policies.some((policy) => statementsOf(configuration, policy, policy.args.policy).length === 0);
      const statements = policies.flatMap((policy) => statementsOf(configuration, policy, policy.args.policy));
      if (!isUnknown && !allowsService(statements, SERVICE, "s3:PutObject")) {
        return `the policy of ${bucket.name} doesn't let ${SERVICE} write`;
      }
      const addresses = policies.filter(({ stack }) => stack === loadBalancer.stack).map(({ key }) => key.replace(/^\d+:/, ""));
      const isLater = addresses.length > 0 && !addresses.some((address) => values(loadBalancer.args.depends_on).includes(address));
      if (isLater) return `depends_on doesn't have ${addresses[0]}`;
    }
    return undefined;
  }),
};
