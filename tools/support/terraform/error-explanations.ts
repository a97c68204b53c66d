import { Explanation, explain as explainAny, explained as explainedAny } from "../../../src/cli/terraform/error-explanations";

/** What users of the example get wrong most, in its own words. */
const EXPLANATIONS: readonly Explanation[] = [
  [
    /AWS account ID not allowed: (\d*)/,
    ([, account]) =>
      `The credentials in use are of account ${account}, and the environment belongs to another one: use that account's credentials, or correct aws.accountId in examples/trading-stack/environments.ts.`,
  ],
  [
    /RRSet with DNS name (\S+?)\.? is not permitted in zone ([^\s,\]]+?)\.?(?=[\s,\]]|$)/,
    ([, name, zone]) =>
      `The name ${name} isn't in the hosted zone ${zone}: correct domainName or zone in examples/trading-stack/environments.ts so that one lies in the other.`,
  ],
  [
    /S3 bucket "([^"]+)" does not exist|NoSuchBucket/,
    ([, bucket]) =>
      `The state bucket ${bucket ? `"${bucket}" ` : ""}doesn't exist in this account: make it as examples/state-bootstrap/README.md says, or correct \`state\` in examples/trading-stack/environments.ts.`,
  ],
];

/** One sentence with the fix, for errors that are known; undefined for others. */
export function explain(errors: string): string | undefined {
  return explainAny(errors, EXPLANATIONS);
}

/** Errors of Terraform, led by the sentence that explains them where there is one. */
export function explained(errors: string): string {
  return explainedAny(errors, EXPLANATIONS);
}
