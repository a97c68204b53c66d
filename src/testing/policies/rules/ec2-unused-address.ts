import { Resource } from "../../configuration";
import { blocks, isSet } from "../blocks";
import { addressOf, mayHave } from "../each";
import { PolicyRule } from "../rule";

export const EC2_UNUSED_ADDRESS: PolicyRule = {
  id: "ec2-unused-address",
  sentence: "An Elastic IP address is one of something.",
  severity: "low",
  fix: "Name it in a NAT gateway, an instance's association or a load balancer's subnet_mapping, or take it away: it is billed.",
  source: 'Amazon EC2 User Guide, "Elastic IP addresses"',
  scanners: ["CKV2_AWS_19"],
  types: ["aws_eip", "aws_eip_association", "aws_lb", "aws_nat_gateway"],
  check: (configuration) => {
    const used = new Set([
      ...configuration.all("aws_nat_gateway").flatMap((gateway) => configuration.keys(gateway, gateway.args.secondary_allocation_ids)),
      ...configuration.all("aws_eip_association").flatMap((association) => configuration.keys(association, association.args.allocation_id)),
      ...configuration.all("aws_lb").flatMap((balancer) =>
        configuration.keys(
          balancer,
          blocks(balancer.args.subnet_mapping).map(({ allocation_id: address }) => address),
        ),
      ),
    ]);
    const isUsed = ({ key, args }: Resource): boolean => used.has(key) || isSet(args.instance) || isSet(args.network_interface);
    // Addresses of other stacks' outputs are used elsewhere.
    const given = JSON.stringify([...new Set(configuration.all("aws_eip").map(({ stack }) => stack))].map(({ json }) => json.output));
    return configuration
      .all("aws_eip")
      .filter(
        (address) =>
          !isUsed(address) &&
          !mayHave(configuration, "aws_nat_gateway", "allocation_id", address) &&
          !given.includes(`${addressOf(address)}.`),
      )
      .map((resource) => ({ resource, detail: "nothing of the stacks uses it" }));
  },
};
