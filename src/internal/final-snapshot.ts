import { Fn } from "cdktf";

/** Where the part of a security group's id begins that is its own: after `sg-`. */
const OWN_PART = 3;

/**
 * The name of a final snapshot: with the id of the security group that is made with what it is of, so that a database or a cache that is made again under its old name can leave a
 * snapshot too. Snapshots that outlive it keep their names, and RDS and ElastiCache refuse a deletion whose final snapshot exists already.
 */
export function finalSnapshotName(identifier: string, securityGroupId: string): string {
  return `${identifier}-final-${Fn.substr(securityGroupId, OWN_PART, -1)}`;
}
