import { ValidationError } from "../../src/core";
import { BOOLEAN, NUMBER, PropTypes, STRING, list, optional, record } from "../../src/internal/prop-types";
import { isSecretProp } from "../../src/internal/secrets";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

interface Props {
  readonly text?: string;
  readonly passwordVersion?: number;
  readonly tokenEndpoint?: string;
  readonly accessTokenInUse?: boolean;
  readonly parts?: readonly object[];
  readonly part?: object;
}

const PROPS: PropTypes<Props> = {
  text: optional(STRING),
  passwordVersion: optional(NUMBER),
  tokenEndpoint: optional(STRING),
  accessTokenInUse: optional(BOOLEAN),
  parts: optional(list()),
  part: optional(record()),
};

/** What plain JavaScript may give, and the line of it in the message. */
function refused(props: unknown): string {
  return messageOf(() => new Validator("subject").props(props as Props, PROPS).throwIfInvalid()).split("\n  - ")[1]!;
}

/** A value of a check, as a message shows it. */
function shown(received: unknown): string {
  const { message } = new ValidationError("subject", [{ prop: "prop", rule: "must hold", received, fix: "Mend it." }]);
  return message.replace("subject: invalid input\n  - prop: must hold; received ", "").replace(/\. Mend it\.$/, "");
}

class Login {
  constructor(public readonly password: string) {}
}

const NOT_SHOWN = '"a value that isn\'t shown"';

describe("what has the name of a secret is in no message", () => {
  test.each<[string, unknown]>([
    ["a member", { password: "hunter2" }],
    ["a member of a member", { login: { authToken: "hunter2" } }],
    ["an entry of a list", [{ password: "hunter2" }]],
    ["a member of an instance of a class", new Login("hunter2")],
    ["an instance of a class within a list", { logins: [new Login("hunter2")] }],
    // As a container definition of ECS writes a variable (ECS API Reference, KeyValuePair).
    ["a variable of a container", [{ name: "DB_PASSWORD", value: "hunter2" }]],
    // As RDS and ElastiCache write a parameter (API references, Parameter).
    ["a parameter", { ParameterName: "master_password", ParameterValue: "hunter2" }],
    ["a tag", { Key: "api-token", Value: "hunter2" }],
    // As the provider writes a header to an origin (aws_cloudfront_distribution, custom_header) and WAF one of a request (wafv2, SingleHeader).
    ["a header", { header_name: "x-origin-secret", header_value: "hunter2" }],
    ["a credential (ECS API Reference, RepositoryCredentials)", { repositoryCredentials: "hunter2" }],
    ["a passphrase (ACM API Reference, ExportCertificate)", { Passphrase: "hunter2" }],
  ])("%s", (_, received) => {
    expect(shown(received)).toBe(NOT_SHOWN);
    expect(JSON.stringify(new ValidationError("subject", [{ prop: "a", rule: "b", received, fix: "c" }]).violations)).not.toContain(
      "hunter2",
    );
  });

  test.each<[string, object, string]>([
    ["a text", { text: { password: "hunter2" } }, "text: must be a string"],
    ["a part", { part: [{ password: "hunter2" }] }, "part: must be an object"],
    ["a list", { parts: new Login("hunter2") }, "parts: must be a list"],
    ["a prop that itself has such a name", { passwordVersion: "hunter2" }, "passwordVersion: must be a number"],
    ["a prop that there isn't", { login: new Login("hunter2") }, "login: must be a prop that there is"],
  ])("in place of %s", (_, props, rule) => {
    expect(refused(props)).toContain(`${rule}; received ${NOT_SHOWN}.`);
  });

  test("in place of a number", () => {
    expect(shown({ password: 271828 })).toBe(NOT_SHOWN);
    expect(shown({ login: { pin: 1, authToken: 271828 } })).toBe(NOT_SHOWN);
  });

  test("in place of a variable's value", () => {
    const message = messageOf(() => new Validator("subject").values("environment", { DB_PASSWORD: 1 as never }, STRING));
    expect(message).toBe(
      `subject: invalid input\n  - environment["DB_PASSWORD"]: must be a string; received ${NOT_SHOWN}. Put it in quotes.`,
    );
  });

  test("in place of all props", () => {
    expect(refused([{ password: "hunter2" }])).toBe(`props: must be an object; received ${NOT_SHOWN}. Write it as { … }.`);
  });
});

test.each<[string, boolean]>([
  ["password", true],
  ["options.passwords[0]", true],
  ["options.tokens[1][2]", true],
  ['environment["DB_PASSWORD"]', true],
  ['environment["TOKENS"][0]', true],
  ["passwords[0].length", false],
  ["tokens.endpoints[0]", false],
])("the prop %s has the name of a secret: %s", (prop, expected) => expect(isSecretProp(prop)).toBe(expected));

describe("what gives nothing away is shown", () => {
  test("the address that tokens are had from", () => {
    expect(refused({ tokenEndpoint: 443 })).toBe("tokenEndpoint: must be a string; received 443. Put it in quotes.");
    expect(shown({ tokenEndpoint: "http://login.example.com" })).toBe('{"tokenEndpoint":"http://login.example.com"}');
  });

  test("a secret that isn't there", () => {
    expect(shown({ password: null, allowCredentials: true })).toBe('{"password":null,"allowCredentials":true}');
  });

  test("other names with values", () => {
    expect(shown([{ name: "LOG_LEVEL", value: "debug" }])).toBe('[{"name":"LOG_LEVEL","value":"debug"}]');
  });
});

describe("a value that holds itself", () => {
  const circle = (inner: object = {}): object => {
    const value: Record<string, unknown> = { size: 1, ...inner };
    value.self = value;
    return value;
  };

  test("is shown once", () => {
    expect(shown(circle())).toBe('{"size":1,"self":"the same again"}');
    const twice = { size: 1 };
    expect(shown({ a: twice, b: [twice] })).toBe('{"a":{"size":1},"b":[{"size":1}]}');
  });

  test("isn't shown where there is a secret in it", () => expect(shown(circle({ password: "hunter2" }))).toBe(NOT_SHOWN));

  test("is refused like another, in a prop that there isn't", () => {
    expect(refused({ circle: circle() })).toBe(
      'circle: must be a prop that there is; received {"size":1,"self":"the same again"}. Leave it out. ' +
        "The props are text, passwordVersion, tokenEndpoint, accessTokenInUse, parts, part.",
    );
  });
});
