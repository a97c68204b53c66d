import { SENSITIVE } from "../plan/sensitive";

/** What a VPC's own addresses are written as: nobody outside of VPCs has one of them. */
const WITHIN_VPCS = /\baws_(?:default_)?(?:vpc|subnet)\.|\baws_vpc_ipv[46]_cidr_block_association\.|\bprivate_ip\b/;

/** Whether a value is a range of addresses that only Terraform knows, and that may be anybody's. Pure. */
export function isUnknownRange(value: unknown): boolean {
  return typeof value === "string" && (value === SENSITIVE || (value.includes("${") && !WITHIN_VPCS.test(value)));
}
