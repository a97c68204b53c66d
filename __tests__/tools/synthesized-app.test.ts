import { stackOf, thrownMessage } from "../../tools/support/synthesized-app";
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
