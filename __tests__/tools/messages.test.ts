import { withoutStackName } from "../../tools/support/deployment";
import { parseEndpoint, parsePort } from "../../tools/support/endpoint";
import { explain, explained } from "../../tools/support/explain";
import { stackOf, thrownMessage } from "../../tools/support/synthesized-app";
import { terraformErrors } from "../../tools/support/terraform";
import { messageOf } from "../support/synth";

const STACKS = ["trading-local", "trading-dev", "trading-prod"];

describe("environments", () => {
  test("are known by their own name and by their stack's", () => {
    expect(stackOf("dev", STACKS)).toBe("trading-dev");
    expect(stackOf("trading-dev", STACKS)).toBe("trading-dev");
  });

  test("an unknown one gets the list", () => {
    expect(messageOf(() => stackOf("prd", STACKS))).toBe('There is no environment "prd": the environments are local, dev, prod.');
  });
});

describe("explanations", () => {
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
});

describe("errors of Terraform", () => {
  test("lose colours, frames and everything before them", () => {
    const framed = "\u001b[31m╷\u001b[0m\n│ \u001b[1mError: \u001b[0mwrong\n│ \n│   on cdk.tf.json line 3\n╵";
    expect(terraformErrors("Planning failed.", framed)).toBe("Error: wrong\n\n  on cdk.tf.json line 3");
  });

  test("without a word of an error, the last lines are shown", () => {
    expect(terraformErrors("one\ntwo\n", "")).toBe("one\ntwo");
  });

  test("as cdktf deploy prints them lose the stack's name and the count of stacks", () => {
    const printed =
      "trading-local  Error: wrong\n\n                 with aws_vpc.x\n\n\n0 Stacks deploying     1 Stack done\nInvoking failed";
    expect(withoutStackName(printed, "trading-local").trim()).toBe("Error: wrong\n\n  with aws_vpc.x");
  });
});

test("an app's error is shown without source and stack trace", () => {
  const printed = `/app/validation.ts:10
    throw new ValidationError(message);
          ^

ValidationError: trading-dev/Network has 2 problems:
  - cidrBlock: must be …
  - tiers: must be …
    at Validator.throwIfInvalid (/app/validation.ts:10:11)
    at new Network (/app/network.ts:5:3)

Node.js v20.0.0`;
  expect(thrownMessage(printed)).toBe(
    "ValidationError: trading-dev/Network has 2 problems:\n  - cidrBlock: must be …\n  - tiers: must be …",
  );
});

describe("options", () => {
  test("an endpoint is reduced to its origin", () => {
    expect(parseEndpoint("http://127.0.0.1:4566/")).toBe("http://127.0.0.1:4566");
  });

  test.each(["localhost:4566", "ftp://host", ""])("endpoint %j is refused", (text) => {
    expect(messageOf(() => parseEndpoint(text))).toContain(`--endpoint needs a URL such as http://127.0.0.1:4566, got "${text}".`);
  });

  test.each(["0", "65536", "80a", "-1"])("port %j is refused", (text) => {
    expect(messageOf(() => parsePort(text))).toBe(`--port needs a number from 1 to 65535, got "${text}".`);
  });
});
