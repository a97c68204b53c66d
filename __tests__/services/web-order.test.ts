import { ACCOUNT } from "../../examples/trading-stack/services/trading-api/routes/schemas";
import {
  accountError,
  draftErrors,
  DraftKey,
  OrderDraft,
  randomKey,
} from "../../examples/trading-stack/services/web-frontend/page/order-draft";

const DRAFT: OrderDraft = { account: "demo-1", instrument: "BTC-EUR", side: "buy", quantity: "1.5", price: "101.25" };

test("a draft that may be sent has no errors", () => expect(draftErrors(DRAFT)).toEqual({}));

test("each field says what is wrong with it", () => {
  expect(draftErrors({ ...DRAFT, account: "", quantity: "0", price: "x" })).toEqual({
    account: "Enter an account.",
    quantity: "Enter more than 0.",
    price: "Enter digits only, with a point before decimals, as 1.5.",
  });
});

test.each([
  ["a b", "Use letters, digits, hyphens and underscores only."],
  ["a".repeat(65), "Use at most 64 characters."],
])("the account %j is refused in words", (account, error) => expect(accountError(account)).toBe(error));

test.each(["a", "A-z_9", "a".repeat(64), "a".repeat(65), "", "ä", "a\n"])("the form and the API agree on the account %j", (account) => {
  // As JSON schema has it, the end is the end of the text.
  expect(accountError(account) === undefined).toBe(new RegExp(ACCOUNT.pattern).test(account));
});

describe("the idempotency key", () => {
  let count: number;
  let key: DraftKey;
  beforeEach(() => {
    count = 0;
    key = new DraftKey(() => `key-${++count}`);
  });

  test("stays while nobody knows what became of the order", () => {
    expect([key.of(DRAFT), key.of({ ...DRAFT })]).toEqual(["key-1", "key-1"]);
  });

  test.each(Object.keys(DRAFT) as (keyof OrderDraft)[])("is another for another %s", (field) => {
    expect([key.of(DRAFT), key.of({ ...DRAFT, [field]: "other" })]).toEqual(["key-1", "key-2"]);
  });

  test("is another once the order was answered: the same order again is a second one", () => {
    key.of(DRAFT);
    key.answered();
    expect(key.of(DRAFT)).toBe("key-2");
  });

  // What the API takes: 1 to 64 of [A-Za-z0-9_-].
  test("is random", () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(randomKey()).not.toBe(randomKey());
  });
});
