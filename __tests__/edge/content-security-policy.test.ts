import { ContentSecurityPolicy } from "../../modules/edge";
import { checkContentSecurityPolicy, contentSecurityPolicyText } from "../../modules/edge/content-security-policy";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function check(policy: unknown): void {
  const validator = new Validator("trading-test/Edge");
  checkContentSecurityPolicy(validator, "csp", policy as ContentSecurityPolicy);
  validator.throwIfInvalid();
}

const HASH = "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=" as const;

describe("a content security policy by its directives", () => {
  // W3C, "Content Security Policy Level 3", sections 2.3.1 (grammar) and 6 (directives).
  test.each<[string, ContentSecurityPolicy, string]>([
    [
      "quotes keywords and hashes alone",
      { scriptSrc: ["self", HASH, "https://cdn.example.com"] },
      `script-src 'self' '${HASH}' https://cdn.example.com`,
    ],
    [
      "keeps schemes and wildcards",
      { imgSrc: ["data:", "*.example.com"], connectSrc: ["wss://prices.example.com:8443"] },
      "img-src data: *.example.com; connect-src wss://prices.example.com:8443",
    ],
    ["has directives without a value", { upgradeInsecureRequests: true, sandbox: [] }, "sandbox; upgrade-insecure-requests"],
    ["leaves out what is off", { defaultSrc: ["none"], upgradeInsecureRequests: false }, "default-src 'none'"],
    ["quotes no flag of a sandbox", { sandbox: ["allow-scripts", "allow-forms"] }, "sandbox allow-scripts allow-forms"],
    [
      "reports violations",
      { defaultSrc: ["self"], reportTo: "csp", reportUri: ["/csp", "https://reports.example.com/csp"] },
      "default-src 'self'; report-to csp; report-uri /csp https://reports.example.com/csp",
    ],
  ])("%s", (_, policy, text) => {
    check(policy);
    expect(contentSecurityPolicyText(policy)).toBe(text);
  });

  test("is the same text in whatever order it is written", () => {
    const one = contentSecurityPolicyText({ defaultSrc: ["self"], frameAncestors: ["none"], baseUri: ["self"] });
    expect(contentSecurityPolicyText({ baseUri: ["self"], frameAncestors: ["none"], defaultSrc: ["self"] })).toBe(one);
  });

  test("takes what only Terraform knows", () => {
    const policy: ContentSecurityPolicy = { connectSrc: ["self", "${TfToken[TOKEN.7]}" as "https://a"] };
    check(policy);
    expect(contentSecurityPolicyText(policy)).toBe("connect-src 'self' ${TfToken[TOKEN.7]}");
  });
});

const SOURCE =
  "must be a scheme with its colon, a host, a hash, or one of self, none, unsafe-inline, unsafe-eval, unsafe-hashes, wasm-unsafe-eval, strict-dynamic, report-sample without quotes";
const WRITE = 'Write it as "self", "data:" or "https://cdn.example.com".';
const NONCE = "must hold no nonce: every response would have the same one, and whoever has read it could run scripts";
const NO_NONCE = "Give the script's hash, or have the origin send the header.";

test.each<[string, unknown, string[]]>([
  [
    "a newline",
    "default-src 'self';\nimg-src *",
    [`csp: must be one line of ASCII characters; received "default-src 'self';\\nimg-src *". Join its directives with semicolons.`],
  ],
  [
    "characters that aren't ASCII",
    "img-src https://bücher.example",
    [`csp: must be one line of ASCII characters; received "img-src https://bücher.example". Join its directives with semicolons.`],
  ],
  ["an empty text", "", ['csp: must be one line of ASCII characters; received "". Join its directives with semicolons.']],
  ["a nonce in a text", "script-src 'nonce-r4nd0m'", [`csp: ${NONCE}; received "script-src 'nonce-r4nd0m'". ${NO_NONCE}`]],
  // Content Security Policy Level 3, section 2.3.1, nonce-source: strings of an ABNF are compared without regard to case (RFC 5234, section 2.3).
  ["a nonce in capitals", "script-src 'NONCE-r4nd0m'", [`csp: ${NONCE}; received "script-src 'NONCE-r4nd0m'". ${NO_NONCE}`]],
  ["a nonce among sources", { scriptSrc: ["nonce-r4nd0m"] }, [`csp.scriptSrc[0]: ${NONCE}; received "nonce-r4nd0m". ${NO_NONCE}`]],
  [
    "sources with quotes, of two directives, or with a comma",
    { scriptSrc: ["'self'", "https://a.example; img-src *", "https://a.example/x,y", "selfs"] },
    [
      `csp.scriptSrc[0]: ${SOURCE}; received "'self'". ${WRITE}`,
      `csp.scriptSrc[1]: ${SOURCE}; received "https://a.example; img-src *". ${WRITE}`,
      `csp.scriptSrc[2]: ${SOURCE}; received "https://a.example/x,y". ${WRITE}`,
      `csp.scriptSrc[3]: ${SOURCE}; received "selfs". ${WRITE}`,
    ],
  ],
  ["no directive", {}, ['csp: must have a directive at least; received {}. Write it as { defaultSrc: ["self"] }.']],
  ["a directive without a source", { imgSrc: [] }, ['csp.imgSrc: must name a source at least; received []. Write nobody as ["none"].']],
  [
    "nobody beside somebody",
    { imgSrc: ["none", "self"] },
    ['csp.imgSrc: must have "none" alone: browsers ignore it beside others; received ["none","self"]. Leave one or the other out.'],
  ],
  [
    "one source in place of a list",
    { imgSrc: "self" },
    ['csp.imgSrc: must be a list of strings; received "self". Write it as ["…", "…"].'],
  ],
  [
    "a directive that there isn't",
    { scriptSource: ["self"], imgSrc: ["self"] },
    ['csp.scriptSource: must be a prop that there is; received ["self"]. Did you mean scriptSrc?'],
  ],
  [
    "flags, endpoints and addresses that there aren't",
    { sandbox: ["allow-all"], reportTo: "the endpoint", reportUri: ["http://reports.example.com"] },
    [
      'csp.sandbox[0]: must be one of allow-downloads, allow-forms, allow-modals, allow-orientation-lock, allow-pointer-lock, allow-popups, allow-popups-to-escape-sandbox, allow-presentation, allow-same-origin, allow-scripts, allow-storage-access-by-user-activation, allow-top-navigation, allow-top-navigation-by-user-activation, allow-top-navigation-to-custom-protocols; received "allow-all". Use one of these.',
      'csp.reportTo: must be an endpoint\'s name: letters, digits, dashes and underscores; received "the endpoint". Write it as "csp".',
      'csp.reportUri[0]: must be an HTTPS URL or a path; received "http://reports.example.com". Write it as "/csp-reports".',
    ],
  ],
])("a content security policy refuses %s", (_, policy, lines) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  expect(messageOf(() => check(policy))).toBe([`trading-test/Edge: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n"));
});
