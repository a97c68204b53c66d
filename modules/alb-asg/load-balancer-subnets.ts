import { SubnetAttributes } from "../../src/core";
import { Validator } from "../../src/internal/validator";

/**
 * The smallest subnet that a load balancer can be in, /27, which leaves it eight free addresses (Application Load Balancers guide, "Subnets for your
 * load balancer").
 */
const LONGEST_PREFIX = 27;

/** Records subnets that an Application Load Balancer can't be created in. */
export function checkLoadBalancerSubnets(validator: Validator, subnets: readonly SubnetAttributes[]): void {
  const zones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
  validator.check("network", zones, zones.length >= 2, "must have subnets in two AZs or more", "Add an AZ to the network.");
  for (const { availabilityZone, cidrBlock } of subnets) {
    const prefix = Number(cidrBlock?.split("/")[1] ?? 0);
    validator.check(
      "network",
      cidrBlock,
      cidrBlock === undefined || prefix <= LONGEST_PREFIX,
      `must have subnets of /${LONGEST_PREFIX} or larger, and ${availabilityZone}'s is not`,
      "Give the tier a larger share of the VPC.",
    );
  }
}
