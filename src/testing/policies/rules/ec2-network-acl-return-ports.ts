import { rangesOverlap } from "../../../internal/ip-ranges";
import { Configuration } from "../../configuration";
import { PolicyRule } from "../rule";
import { TrafficRule, allowingAclRules, trafficText } from "../security-rules";

/** Whether answers to what a rule allows come through: by a rule of the other direction, for addresses that both have. */
function isAnswered(configuration: Configuration, rule: TrafficRule, rules: readonly TrafficRule[]): boolean {
  const { resource, protocol, ports } = rule;
  if (!["tcp", "-1"].includes(protocol) || ports === undefined || rule.ranges.length === 0) return true;
  // A rule that is for ephemeral ports alone is there for answers itself.
  if (ports[0] >= 1024 && ports[1] >= 32768) return true;
  const own = rule.ranges.map((text) => configuration.range(resource, text));
  if (own.includes(undefined)) return true;
  const back = rules.filter((other) => {
    if (other.isInbound === rule.isInbound || !["tcp", "-1"].includes(other.protocol)) return false;
    const far = other.ranges.map((text) => configuration.range(other.resource, text));
    return far.includes(undefined) || far.some((range) => own.some((mine) => rangesOverlap(range!, mine!)));
  });
  return back.some((other) => other.ports === undefined || (other.ports[0] <= 1024 && other.ports[1] >= 65535));
}

export const EC2_NETWORK_ACL_RETURN_PORTS: PolicyRule = {
  id: "ec2-network-acl-return-ports",
  sentence: "A network ACL, which is stateless, lets the answers through to what it lets in or out: ports 1024 to 65535.",
  severity: "high",
  fix: "Allow tcp 1024 to 65535 to each range that something is allowed from, and from each range that something is allowed to.",
  source: 'Amazon VPC User Guide, "Network ACL rules", "Ephemeral ports"',
  types: ["aws_network_acl", "aws_network_acl_rule"],
  check: (configuration) =>
    configuration.all("aws_network_acl").flatMap((acl) => {
      const rules = allowingAclRules(configuration, acl);
      const found = rules.find((rule) => !isAnswered(configuration, rule, rules));
      if (!found) return [];
      const [way, back] = found.isInbound ? ["from", "to"] : ["to", "from"];
      const range = found.ranges[0]!;
      return [
        { resource: found.resource, detail: `${trafficText(found)} is allowed ${way} ${range}, and tcp 1024 to 65535 isn't ${back} there` },
      ];
    }),
};
