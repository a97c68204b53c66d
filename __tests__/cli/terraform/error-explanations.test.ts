import { explain, explained } from "../../../src/cli/terraform/error-explanations";

/** As Terraform 1.11 writes them. */
const failedFor = (provider: string): string => `Error: Failed to query available provider packages

Could not retrieve the list of available versions for provider
${provider}: could not connect to registry.terraform.io: failed to
request discovery document: dial tcp: no such host

To see which modules are currently depending on ${provider} and what
versions are specified, run the following command:
    terraform providers`;

const NO_CREDENTIALS =
  "No AWS credentials were found: sign in (aws sso login, or AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), then try again.";
const EXPIRED = "The AWS credentials have expired: sign in again, then try again.";
const NO_AWS_PROVIDER =
  "Terraform can't get the AWS provider: check that it reaches its registry, or put the provider into a mirror (TF_PLUGIN_CACHE_DIR or ~/.terraform.d/plugins).";
const noProvider = (provider: string): string =>
  `Terraform can't get the provider ${provider}: check that it reaches its registry, or put that provider into a mirror and name the mirror in ~/.terraformrc (provider_installation).`;
const UNREACHABLE = "AWS (or the emulator) can't be reached: check the network, the proxy and the region or endpoint.";
const LOCKED =
  "Somebody else holds the state's lock, shown below: wait until they have finished. Only if they crashed, release it with terraform force-unlock and the id below.";
const PREVENTED =
  "The plan would destroy what has prevent_destroy. To see what is lost, and why, plan with --against the commit that is deployed; where it is meant, let the removal be allowed in a change of its own.";

// As Terraform, its S3 backend and the AWS provider write them.
test.each([
  [
    "Error: AWS account ID not allowed: 444455556666",
    "The credentials in use are of account 444455556666, and the stack belongs to another one: use that account's credentials, or correct allowed_account_ids of its provider.",
  ],
  ["Error: No valid credential sources found", NO_CREDENTIALS],
  ["Error: failed to refresh cached credentials, no EC2 IMDS role found", NO_CREDENTIALS],
  ["operation error ec2imds: GetMetadata, no EC2 IMDS role found", NO_CREDENTIALS],
  ["api error ExpiredToken: The provided token has expired.", EXPIRED],
  ["The security token included in the request is expired", EXPIRED],
  [failedFor("hashicorp/random"), noProvider("hashicorp/random")],
  [failedFor("hashicorp/aws"), NO_AWS_PROVIDER],
  [failedFor("hashicorp/awscc"), noProvider("hashicorp/awscc")],
  [
    "Error: Failed to query available provider packages\n\nCould not retrieve the list of available versions for provider hashicorp/null:\nprovider registry.terraform.io/hashicorp/null was not found in any of the\nsearch locations",
    noProvider("hashicorp/null"),
  ],
  [
    "Error: Failed to install provider\n\nError while installing hashicorp/tls v4.0.6: read: connection reset by peer",
    noProvider("hashicorp/tls"),
  ],
  ["Error: Failed to install provider\n\nError while installing hashicorp/aws v5.100.0: read: connection reset by peer", NO_AWS_PROVIDER],
  ["could not query provider registry for registry.terraform.io/hashicorp/aws", NO_AWS_PROVIDER],
  ["lookup sts.eu-central-1.amazonaws.com: no such host", UNREACHABLE],
  ["connect: connection refused", UNREACHABLE],
  ["connect: network is unreachable", UNREACHABLE],
  ["dial tcp 10.0.0.1:443: i/o timeout", UNREACHABLE],
  [
    'Error: S3 bucket "states"\ndoes not exist.',
    "The state bucket \"states\" doesn't exist in this account: make it, or correct the stack's backend.",
  ],
  ["NoSuchBucket: The specified bucket", "The state bucket doesn't exist in this account: make it, or correct the stack's backend."],
  ["Error: Error acquiring the state lock", LOCKED],
  ["Error: Instance cannot be destroyed", PREVENTED],
  ["Error: Unsupported argument", undefined],
])("%j is explained", (errors, sentence) => {
  expect(explain(errors)).toBe(sentence);
  expect(explained(errors)).toBe(sentence === undefined ? errors : `${sentence}\n\n${errors}`);
});

test("explanations of one's own come before the others", () => {
  const own = [[/lock by (\w+)|state lock/, ([, name]: RegExpExecArray) => `Ask ${name ?? "them"}.`]] as const;
  expect(explain("Error acquiring the state lock", own)).toBe("Ask them.");
  expect(explained("lock by\nme", own)).toBe("Ask me.\n\nlock by\nme");
  expect(explain("NoSuchBucket", own)).toMatch(/^The state bucket/);
});
