import { PolicyConditions } from "../core/policy-statement";

/**
 * The condition that a key is used through one service of its region. What the service's name ends with is the partition's: KMS says it, nobody
 * else can (KMS Developer Guide, "kms:ViaService"). Pure.
 *
 * @param service such as `s3`
 */
export function viaService(service: string, region: string): PolicyConditions {
  return { StringLike: { "kms:ViaService": `${service}.${region}.*` } };
}
