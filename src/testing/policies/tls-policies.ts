import { isOneOf } from "./blocks";

/** Those whose oldest protocol is TLS 1.2 or 1.3 (User Guide for Application Load Balancers, "Security policies"). */
const AT_LEAST_TLS_12 = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

/** Those that AWS recommends (AWS Security Hub User Guide, ELB.17), after `ELBSecurityPolicy-TLS13-1-`. */
const RECOMMENDED = [
  ...["2-Res-2021-06", "2-Res-FIPS-2023-04", "2-Res-PQ-2025-09", "2-Res-FIPS-PQ-2025-09"],
  ...["3-2021-06", "3-FIPS-2023-04", "3-PQ-2025-09", "3-FIPS-PQ-2025-09"],
].map((name) => `ELBSecurityPolicy-TLS13-1-${name}`);

/** Whether a listener's security policy allows no version of TLS before 1.2. Without one the provider takes ELBSecurityPolicy-2016-08, which does. */
export function isAtLeastTls12(policy: unknown): boolean {
  return isOneOf(policy, []) || AT_LEAST_TLS_12.test(String(policy));
}

/** Whether a security policy is one that AWS recommends. */
export function isRecommended(policy: unknown): boolean {
  return isOneOf(policy, RECOMMENDED);
}
