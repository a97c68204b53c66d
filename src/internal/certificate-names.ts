/**
 * Whether a certificate with these names is valid for a name: one of them is it, or has `*` in place of its first label, and of that alone
 * (ACM User Guide, "Wildcard names"). Pure.
 */
export function coversDomainName(certificateNames: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase();
  const wildcard = wanted.replace(/^[^.]+/, "*");
  return certificateNames.map((held) => held.toLowerCase()).some((held) => held === wanted || held === wildcard);
}
