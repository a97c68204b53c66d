export type Explanation = readonly [pattern: RegExp, explain: (match: RegExpExecArray) => string];

/** Terraform's and the provider's messages for what users get wrong most, and what to do about each. */
const EXPLANATIONS: readonly Explanation[] = [
  [
    /AWS account ID not allowed: (\d*)/,
    ([, account]) =>
      `The credentials in use are of account ${account}, and the stack belongs to another one: use that account's credentials, or correct allowed_account_ids of its provider.`,
  ],
  [
    /No valid credential sources found|failed to refresh cached credentials|no EC2 IMDS role found/,
    () =>
      "No AWS credentials were found: sign in (aws sso login, or AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), then try again.",
  ],
  [
    /ExpiredToken|security token included in the request is expired/,
    () => "The AWS credentials have expired: sign in again, then try again.",
  ],
  [
    /(?:Failed to query available provider packages|Failed to install provider).*? (?:provider|registry for|installing) (?:registry\.terraform\.io\/)?(?!hashicorp\/aws\b)([a-z0-9-]+\/[a-z0-9-]+)/,
    ([, provider]) =>
      `Terraform can't get the provider ${provider}: check that it reaches its registry, or put that provider into a mirror and name the mirror in ~/.terraformrc (provider_installation).`,
  ],
  [
    /Failed to query available provider packages|could not query provider registry|Failed to install provider/,
    () =>
      "Terraform can't get the AWS provider: check that it reaches its registry, or put the provider into a mirror (TF_PLUGIN_CACHE_DIR or ~/.terraform.d/plugins).",
  ],
  [
    /no such host|connection refused|network is unreachable|dial tcp/,
    () => "AWS (or the emulator) can't be reached: check the network, the proxy and the region or endpoint.",
  ],
  [
    /S3 bucket "([^"]+)" does not exist|NoSuchBucket/,
    ([, bucket]) =>
      `The state bucket ${bucket ? `"${bucket}" ` : ""}doesn't exist in this account: make it, or correct the stack's backend.`,
  ],
  [
    /Error acquiring the state lock/,
    () =>
      "Somebody else holds the state's lock, shown below: wait until they have finished. Only if they crashed, release it with terraform force-unlock and the id below.",
  ],
  [
    /Instance cannot be destroyed/,
    () =>
      "The plan would destroy what has prevent_destroy. To see what is lost, and why, plan with --against the commit that is deployed; where it is meant, let the removal be allowed in a change of its own.",
  ],
];

/**
 * One sentence with the fix, for errors that are known; undefined for others.
 *
 * @param own explanations that come before the others. @default - none
 */
export function explain(errors: string, own: readonly Explanation[] = []): string | undefined {
  // Terraform breaks lines where the terminal ends.
  const text = errors.replace(/\s+/g, " ");
  for (const [pattern, sentence] of [...own, ...EXPLANATIONS]) {
    const match = pattern.exec(text);
    if (match) return sentence(match);
  }
  return undefined;
}

/** Errors of Terraform, led by the sentence that explains them where there is one. */
export function explained(errors: string, own: readonly Explanation[] = []): string {
  const sentence = explain(errors, own);
  return sentence === undefined ? errors : `${sentence}\n\n${errors}`;
}
