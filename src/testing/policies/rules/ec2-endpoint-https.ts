import { isSet } from "../blocks";
import { PolicyRule } from "../rule";
import { coversPort, securityGroupRules } from "../security-rules";

export const EC2_ENDPOINT_HTTPS: PolicyRule = {
  id: "ec2-endpoint-https",
  sentence: "A security group of an interface endpoint lets HTTPS in.",
  severity: "high",
  fix: "Allow tcp 443 into a security group of the endpoint from what calls the service.",
  source: 'AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint", "Security groups"',
  types: ["aws_vpc_endpoint", "aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
  check: (configuration) => {
    const open = new Set(
      securityGroupRules(configuration)
        .filter((rule) => rule.isInbound && (coversPort(rule, 443) || (rule.protocol === "tcp" && rule.ports === undefined)))
        .map(({ resource }) =>
          resource.type === "aws_security_group" ? resource.key : configuration.key(resource, resource.args.security_group_id),
        ),
    );
    return configuration
      .all("aws_vpc_endpoint")
      .filter(({ args }) => args.vpc_endpoint_type === "Interface" && isSet(args.security_group_ids))
      .flatMap((endpoint) => {
        const groups = configuration.keys(endpoint, endpoint.args.security_group_ids);
        // A group that isn't in the stacks has rules that aren't either.
        const mayBeOpen = groups.some((key) => open.has(key) || configuration.find(key) === undefined);
        if (mayBeOpen) return [];
        const names = groups.map((key) => configuration.nameOf(key)).join(" and ");
        return [{ resource: endpoint, detail: `${names} ${groups.length === 1 ? "lets" : "let"} no HTTPS in` }];
      });
  },
};
