import { Validator, isKnown } from "./validator";

/**
 * Whether a certificate with these names is valid for a name: one of them is it, or has `*` in place of its first label, and of that alone
 * (ACM User Guide, "Wildcard names"). Pure.
 */
export function coversDomainName(certificateNames: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase();
  const wildcard = wanted.replace(/^[^.]+/, "*");
  return certificateNames.map((held) => held.toLowerCase()).some((held) => held === wanted || held === wildcard);
}

/** Records a name that a certificate doesn't hold; one whose names aren't known passes. */
export function checkHeldByCertificate(
  validator: Validator,
  prop: string,
  name: string,
  certificateNames: readonly string[] | undefined,
): void {
  validator.check(
    prop,
    name,
    !certificateNames?.every(isKnown) || coversDomainName(certificateNames, name),
    `must be held by the certificate, which holds ${certificateNames?.join(", ")}`,
    "Add it to the certificate's subjectAlternativeNames.",
  );
}
