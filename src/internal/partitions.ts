import { isKnown } from "./validator";

/** A group of regions with ARNs, hosts and accounts of its own. */
interface Partition {
  /** As it stands in ARNs. */
  readonly partition: string;
  /** What the names of its hosts end with. */
  readonly dnsSuffix: string;
}

/** What a region's code begins with, by partition (AWS General Reference, "Amazon Resource Names", and the AWS SDKs' partitions.json). */
const PARTITIONS: readonly (Partition & { readonly prefix: string })[] = [
  { prefix: "cn-", partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" },
  { prefix: "us-gov-", partition: "aws-us-gov", dnsSuffix: "amazonaws.com" },
  { prefix: "eusc-", partition: "aws-eusc", dnsSuffix: "amazonaws.eu" },
  { prefix: "us-iso-", partition: "aws-iso", dnsSuffix: "c2s.ic.gov" },
  { prefix: "us-isob-", partition: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov" },
  { prefix: "eu-isoe-", partition: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk" },
  { prefix: "us-isof-", partition: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov" },
];
const STANDARD_PARTITION: Partition = { partition: "aws", dnsSuffix: "amazonaws.com" };

/** The partition of a region; undefined for a region that isn't known. */
export function partitionOf(region: string | undefined): Partition | undefined {
  if (region === undefined || !isKnown(region)) return undefined;
  return PARTITIONS.find(({ prefix }) => region.startsWith(prefix)) ?? STANDARD_PARTITION;
}
