import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { IpRange, parseIpRange, rangeContains, rangesOverlap } from "../../src/internal/ip-ranges";
import { Validator } from "../../src/internal/validator";

/** IPv4 ranges of a VPC, the first one included: what an account has, and what it may have on request (VPC User Guide, "Amazon VPC quotas"). */
const RANGES_QUOTA = 5;
const MOST_RANGES = 50;

const range = (text: string): IpRange => parseIpRange(text)!;
/** RFC 1918. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const REFUSED_BY_ALL = "198.19.0.0/16";
const REFUSED_BESIDE_ITSELF = "172.31.0.0/16";
const FIRST_OF_TEN = "10.0.0.0/16";
const FIRST_TWO_OF_TEN = "10.0.0.0/15";

/** Records secondary ranges that EC2 doesn't associate with a VPC of that first range (VPC User Guide, "VPC CIDR blocks"). Their form has been checked. */
export function checkSecondaryCidrBlocks(validator: Validator, cidrBlock: string, blocks: readonly string[]): void {
  validator.check(
    "secondaryCidrBlocks",
    `${blocks.length} ranges`,
    blocks.length < MOST_RANGES,
    `must be ${MOST_RANGES - 1} or fewer`,
    "Use fewer and wider ranges.",
  );
  blocks.forEach((block, index) => {
    const others = [cidrBlock, ...blocks.filter((_, other) => other !== index)];
    const before = [cidrBlock, ...blocks.slice(0, index)];
    const overlapped = before.find((other) => rangesOverlap(range(other), range(block)));
    const prop = `secondaryCidrBlocks[${index}]`;
    validator.check(
      prop,
      block,
      overlapped === undefined,
      `must not overlap with ${overlapped}`,
      "Choose a range that the VPC doesn't have.",
    );
    const refused = overlapped === undefined ? refusedRange(cidrBlock, block, others) : undefined;
    validator.check(
      prop,
      block,
      refused === undefined,
      `must be outside ${refused}, which EC2 doesn't associate beside the other ranges of this VPC`,
      `Use a range of 100.64.0.0/10, or of ${familyOf(cidrBlock) ?? "public addresses that you own"}.`,
    );
  });
}

/** The range that a block is in and that a VPC can't add (VPC User Guide, "IPv4 CIDR block association restrictions"); undefined where it can. Pure. */
function refusedRange(cidrBlock: string, block: string, others: readonly string[]): string | undefined {
  const isIn = (text: string, outer: string): boolean => rangeContains(range(outer), range(text));
  const family = familyOf(cidrBlock);
  const foreign = PRIVATE_RANGES.filter((own) => own !== family);
  const refused = [
    ...foreign,
    ...(isIn(cidrBlock, REFUSED_BY_ALL) ? [] : [REFUSED_BY_ALL]),
    ...(family === "172.16.0.0/12" ? [REFUSED_BESIDE_ITSELF] : []),
    ...(others.some((other) => isIn(other, FIRST_TWO_OF_TEN)) ? [FIRST_OF_TEN] : []),
  ];
  return refused.find((outer) => isIn(block, outer));
}

/** The private range that a block is of; undefined for public and shared addresses. Pure. */
function familyOf(block: string): string | undefined {
  return PRIVATE_RANGES.find((own) => rangeContains(range(own), range(block)));
}

/** A VPC's secondary ranges, each by itself: one more, or one less, changes no other. */
export function createSecondaryCidrBlocks(
  scope: Construct,
  values: { readonly vpcId: string; readonly secondaryCidrBlocks: readonly string[] },
): Readonly<Record<string, VpcIpv4CidrBlockAssociation>> {
  const { vpcId, secondaryCidrBlocks } = values;
  if (secondaryCidrBlocks.length === 0) return {};
  if (secondaryCidrBlocks.length >= RANGES_QUOTA) {
    Annotations.of(scope).addWarning(
      `The VPC has ${secondaryCidrBlocks.length + 1} IPv4 ranges. An account has ${RANGES_QUOTA} (quota "IPv4 CIDR blocks per VPC"): ask for more before you deploy.`,
    );
  }
  const parent = new Construct(scope, "SecondaryCidrBlocks");
  return Object.fromEntries(
    secondaryCidrBlocks.map((cidrBlock) => [
      cidrBlock,
      new VpcIpv4CidrBlockAssociation(parent, cidrBlock.replace(/[./]/g, "_"), { vpcId, cidrBlock }),
    ]),
  );
}
