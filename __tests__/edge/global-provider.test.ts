import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Distribution, Edge, HostedZone } from "../../modules/edge";
import { ACCOUNT_ID, messageOf, synth, testStack } from "../support/synth";
import { loadBalancer, required } from "./fixture";

const OTHER_ACCOUNT = "444455556666";

/** A provider of us-east-1 that is for these accounts alone. */
function globalProvider(stack: TerraformStack, allowedAccountIds: string[]): AwsProvider {
  return new AwsProvider(stack, "AwsOther", { region: "us-east-1", alias: "other", allowedAccountIds });
}

const CONSTRUCTS: [string, (stack: TerraformStack, provider: AwsProvider) => void][] = [
  ["an edge", (stack, provider) => void new Edge(stack, "Site", { ...required(stack), globalProvider: provider })],
  [
    "a distribution",
    (stack, provider) =>
      void new Distribution(stack, "Site", {
        globalProvider: provider,
        origins: { app: { loadBalancer: loadBalancer(stack) } },
        defaultBehavior: { origin: "app" },
      }),
  ],
  [
    "a hosted zone",
    (stack, provider) => void new HostedZone(stack, "Site", { zoneName: "example.com", globalProvider: provider, dnssec: true }),
  ],
];

// A certificate, a web ACL, a key and logs of another account are of no use to a distribution: CloudFront refuses the first two.
describe.each(CONSTRUCTS)("the provider of us-east-1 of %s", (_, create) => {
  function synthesized(allowedAccountIds: string[]): () => unknown {
    const stack = testStack();
    create(stack, globalProvider(stack, allowedAccountIds));
    return () => synth(stack);
  }

  test("must be of the stack's account", () => {
    expect(messageOf(synthesized([OTHER_ACCOUNT]))).toContain(
      `trading-test/Site: invalid input\n  - globalProvider: must be a provider of the stack's account, ${ACCOUNT_ID}, by its allowedAccountIds; ` +
        `received ["${OTHER_ACCOUNT}"]. Make this in a stack of the other account, or correct the provider.`,
    );
  });

  test("may allow it alone", () => expect(synthesized([ACCOUNT_ID])).not.toThrow());
});
