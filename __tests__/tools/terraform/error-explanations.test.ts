import { explain, explained } from "../../../tools/support/terraform/error-explanations";

test.each([
  ["Error: AWS account ID not allowed: 111122223333", /of account 111122223333, .* correct aws\.accountId/],
  ["Error: No valid credential sources found", /^No AWS credentials were found: sign in/],
  ["api error ExpiredToken: The security token included in the request is expired", /^The AWS credentials have expired/],
  [
    "InvalidChangeBatch: [RRSet with DNS name trading.example.org. is not permitted in zone\nexample.com.]",
    /^The name trading\.example\.org isn't in the hosted zone example\.com: correct domainName or zone/,
  ],
  ["dial tcp 127.0.0.1:1: connect: connection refused", /can't be reached: check the network/],
  [
    'Error: Failed to get existing workspaces: S3 bucket "state" does not exist.',
    /^The state bucket "state" doesn't exist in this account/,
  ],
  ["Error: Error acquiring the state lock", /^Somebody else holds the state's lock/],
  ["Error: Failed to query available provider packages", /^Terraform can't get the AWS provider/],
])("%j", (errors, sentence) => {
  expect(explain(errors)).toMatch(sentence);
});

test("an error that nobody foresaw stands for itself", () => {
  expect(explained("Error: odd")).toBe("Error: odd");
});

test("Terraform's own words follow the explanation", () => {
  expect(explained("Error: Error acquiring the state lock\nID: 42")).toMatch(/below\.\n\nError: Error acquiring the state lock\nID: 42$/);
});
