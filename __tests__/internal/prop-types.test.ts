import { Token } from "cdktf";
import { Construct } from "constructs";
import {
  BOOLEAN,
  NUMBER,
  PropTypes,
  STRING,
  STRINGS,
  STRING_RECORD,
  either,
  like,
  list,
  oneOf,
  optional,
  record,
  secret,
} from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { messageOf, testStack } from "../support/synth";

interface Props {
  readonly name: string;
  readonly size?: number;
  readonly enabled?: boolean;
  readonly zones?: readonly string[];
  readonly rules?: readonly { readonly id: string }[];
  readonly readers?: Readonly<Record<string, object>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly mode?: "a" | "b";
  readonly setup?: string | readonly object[];
  readonly peer?: { readonly id: string };
}

const PROPS: PropTypes<Props> = {
  name: STRING,
  size: optional(NUMBER),
  enabled: optional(BOOLEAN),
  zones: optional(STRINGS),
  rules: optional(list()),
  readers: optional(record()),
  variables: optional(STRING_RECORD),
  mode: optional(oneOf(["a", "b"] as const)),
  setup: optional(either(STRING, list<readonly object[]>())),
  peer: optional(like<{ readonly id: string }>("a Peer", ["id"])),
};

const check = (props: unknown) => new Validator("subject").props(props as Props, PROPS);

describe("types of props", () => {
  test.each([
    ["everything left out but what is needed", { name: "x" }],
    ["null for what is left out, as JavaScript may have it", { name: "x", size: null, mode: null }],
    [
      "every prop of its type",
      {
        name: "x",
        size: 1,
        enabled: false,
        zones: ["a"],
        rules: [{ id: "r" }],
        readers: { a: {} },
        variables: { A: "1" },
        mode: "b",
        setup: [],
        peer: { id: "p", more: 1 },
      },
    ],
    [
      "tokens of every kind",
      { name: Token.asString({ a: 1 }), size: Token.asNumber({ a: 1 }), zones: Token.asList({ a: 1 }), mode: Token.asString({}) },
    ],
    ["a resolvable in place of a text", { name: Token.asAny({ a: 1 }) }],
  ])("let pass %s", (_, props) => {
    expect(() => check(props).throwIfInvalid()).not.toThrow();
  });

  test.each([
    [undefined, "props: must be an object; received nothing. It is required."],
    ["x", 'props: must be an object; received "x". Write it as { … }.'],
    [{}, "name: must be a string; received nothing. It is required."],
    [{ name: "x", size: "1" }, 'size: must be a number; received "1". Write it without quotes.'],
    [{ name: "x", enabled: "false" }, 'enabled: must be true or false; received "false". Write true or false, without quotes.'],
    [{ name: "x", zones: "a" }, 'zones: must be a list of strings; received "a". Write it as ["…", "…"].'],
    [{ name: "x", zones: [1] }, 'zones: must be a list of strings; received [1]. Write it as ["…", "…"].'],
    [{ name: "x", rules: { id: "r" } }, 'rules: must be a list; received {"id":"r"}. Put it in brackets: […].'],
    [{ name: "x", readers: ["a"] }, 'readers: must be an object; received ["a"]. Write it as { … }.'],
    [{ name: "x", variables: { A: 1 } }, 'variables: must be an object of strings; received {"A":1}. Write it as { name: "value" }.'],
    [{ name: "x", mode: "c" }, 'mode: must be one of a, b; received "c". Use one of these.'],
    [{ name: "x", setup: 1 }, "setup: must be a string, or a list; received 1. Put it in quotes."],
    [{ name: "x", peer: "p" }, 'peer: must be a Peer; received "p". Give a Peer.'],
    [{ name: "x", peer: { id: undefined } }, "peer: must be a Peer; received {}. Give a Peer."],
    [{ name: "x", peer: { id: null } }, 'peer: must be a Peer; received {"id":null}. Give a Peer.'],
    [{ name: "x", peer: {} }, "peer: must be a Peer; received {}. Give a Peer."],
    [{ name: "x", peer: Token.asString({ a: 1 }) }, "peer: must be a Peer; received a value that only Terraform knows. Give a Peer."],
    [{ name: "x", zones: "${var.zones}" }, 'zones: must be a list of strings; received "${var.zones}". Write it as ["…", "…"].'],
    [
      { name: "x", rules: Token.asAny({ a: 1 }) },
      "rules: must be a list; received a value that only Terraform knows. Put it in brackets: […].",
    ],
    [{ name: Token.asList({ a: 1 }) }, "name: must be a string; received a value that only Terraform knows. Put it in quotes."],
    [{ name: Symbol("x") }, "name: must be a string; received Symbol(x). Put it in quotes."],
  ])("refuse %j", (props, message) => {
    expect(messageOf(() => check(props).throwIfInvalid())).toBe(`subject: invalid input\n  - ${message}`);
  });

  test("show a construct by its class and path, not by all that it holds", () => {
    const other = new Construct(testStack(), "Other");
    expect(messageOf(() => check({ name: "x", peer: other }))).toBe(
      "subject: invalid input\n  - peer: must be a Peer; received the Construct trading-test/Other. Give a Peer.",
    );
  });

  test("name every prop of a wrong type at once", () => {
    expect(messageOf(() => check({ size: "1", zones: "a" }))).toBe(
      "subject: 3 invalid inputs\n" +
        "  - name: must be a string; received nothing. It is required.\n" +
        '  - size: must be a number; received "1". Write it without quotes.\n' +
        '  - zones: must be a list of strings; received "a". Write it as ["…", "…"].',
    );
  });

  test("leave a word outside a closed set to be said together with the other broken rules", () => {
    const validator = check({ name: "x", mode: "c" }).integerBetween("size", 9, 1, 2);
    expect(messageOf(() => validator.throwIfInvalid())).toBe(
      "subject: 2 invalid inputs\n" +
        '  - mode: must be one of a, b; received "c". Use one of these.\n' +
        "  - size: must be a whole number from 1 to 2; received 9. Give a value from 1 to 2.",
    );
  });

  test("say of an object of strings which variables aren't set", () => {
    expect(messageOf(() => check({ name: "x", variables: { TOKEN: undefined, REGION: null, SIZE: 1, NAME: "a" } }))).toBe(
      'subject: invalid input\n  - variables: must be an object of strings; received {"TOKEN":null,"REGION":null,"SIZE":1}. ' +
        "Set what TOKEN and REGION must be, or leave it out.",
    );
  });

  test("say what makes a construct of a name or an ARN", () => {
    const peer = like<{ readonly id: string }>("a Peer", ["id"], "Peer.fromId");
    expect(messageOf(() => new Validator("subject").props({ peer: "p-1" } as never, { peer } as never))).toBe(
      'subject: invalid input\n  - peer: must be a Peer; received "p-1". Give a Peer; for one that exists, Peer.fromId(…).',
    );
    expect(messageOf(() => new Validator("subject").props({ peer: 1 } as never, { peer } as never))).toBe(
      "subject: invalid input\n  - peer: must be a Peer; received 1. Give a Peer.",
    );
  });

  test("show of an object of strings only what isn't a string", () => {
    expect(messageOf(() => check({ name: "x", variables: { A: 1, TOKEN: "a password" } }))).toBe(
      'subject: invalid input\n  - variables: must be an object of strings; received {"A":1}. Write it as { name: "value" }.',
    );
  });

  test("show in place of an object of strings what is there", () => {
    expect(messageOf(() => check({ name: "x", variables: ["A=1"] }))).toBe(
      'subject: invalid input\n  - variables: must be an object of strings; received ["A=1"]. Write it as { name: "value" }.',
    );
  });

  test("show nothing of a secret", () => {
    expect(
      messageOf(() => new Validator("subject").props({ header: "a password" as never }, { header: secret(record<object>()) as never })),
    ).toBe('subject: invalid input\n  - header: must be an object; received "a value that isn\'t shown". Write it as { … }.');
  });

  test("say which part they are of", () => {
    expect(messageOf(() => new Validator("subject").props({ id: 1 as unknown as string }, { id: STRING }, 'readers["a"]'))).toBe(
      'subject: invalid input\n  - readers["a"].id: must be a string; received 1. Put it in quotes.',
    );
  });
});
