import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token } from "cdktf";
import { IWebAcl, WebAcl, WebAclProps } from "../../modules/edge";
import { EncryptionKey } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";
import { makeEdge } from "./fixture";

const PATH = 'must be a path of at most 200 characters, without "//", "." or ".." in it, with one * at its beginning or its end at most';
const WRITE_PATH = 'Write it as "/api/orders", "/api/*" or "*.json".';
const NAME = "must have a name of 1 to 64 letters, digits, dashes and underscores";
const CALL_IT = 'Call it something like "orders".';
const HEADER = "must be a header's name in lower case: 1 to 64 letters, digits, dashes and underscores";
const KEY = 'must be "ip", "path", "method", { header }, { cookie } or { queryArgument }';
const KNOWN =
  'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.';
const EVERYBODY = "must not be everybody";
const NARROWER = "Name the range that is meant, a /8 of IPv4 or a /16 of IPv6 or narrower.";

type WrongInput = readonly [why: string, props: Record<string, unknown>, messages: readonly string[]];

const WRONG: readonly WrongInput[] = [
  ["no scope", { scope: undefined }, ["scope: must be one of CLOUDFRONT, REGIONAL; received nothing. Use one of these."]],
  ["a scope that there isn't", { scope: "GLOBAL" }, ['scope: must be one of CLOUDFRONT, REGIONAL; received "GLOBAL". Use one of these.']],
  ["a prop that there isn't", { rateLimit: 5 }, ["rateLimit: must be a prop that there is; received 5. Did you mean rateLimits?"]],
  ["a mode that there isn't", { mode: "allow" }, ['mode: must be one of block, count; received "allow". Use one of these.']],
  [
    "groups and modes that there aren't",
    { managedRuleGroups: { comon: "block", sqlInjection: "allow", ipReputation: { mode: "on" } } },
    [
      'managedRuleGroups.sqlInjection: must be one of block, count, off, or an object; received "allow". Use one of these.',
      'managedRuleGroups.ipReputation.mode: must be one of block, count, off; received "on". Use one of these.',
      'managedRuleGroups.comon: must be a prop that there is; received "block". Did you mean common?',
    ],
  ],
  [
    "managed rules that there aren't",
    { managedRuleGroups: { common: { rules: { SizeRestrictions_Body: "count", SQLi_BODY: "count", GenericLFI_BODY: "block" } } } },
    [
      'managedRuleGroups.common.rules.GenericLFI_BODY: must be one of count, or an object; received "block". Use one of these.',
      'managedRuleGroups.common.rules.SizeRestrictions_Body: must be a prop that there is; received "count". Did you mean SizeRestrictions_BODY?',
      'managedRuleGroups.common.rules.SQLi_BODY: must be a prop that there is; received "count". Leave it out. ' +
        "The props are NoUserAgent_HEADER, UserAgent_BadBots_HEADER, SizeRestrictions_QUERYSTRING, SizeRestrictions_Cookie_HEADER, SizeRestrictions_BODY, " +
        "SizeRestrictions_URIPATH, EC2MetaDataSSRF_BODY, EC2MetaDataSSRF_COOKIE, EC2MetaDataSSRF_URIPATH, EC2MetaDataSSRF_QUERYARGUMENTS, " +
        "GenericLFI_QUERYARGUMENTS, GenericLFI_URIPATH, GenericLFI_BODY, RestrictedExtensions_URIPATH, RestrictedExtensions_QUERYARGUMENTS, " +
        "GenericRFI_QUERYARGUMENTS, GenericRFI_BODY, GenericRFI_URIPATH, CrossSiteScripting_COOKIE, CrossSiteScripting_QUERYARGUMENTS, " +
        "CrossSiteScripting_BODY, CrossSiteScripting_URIPATH.",
    ],
  ],
  [
    "an exception without paths",
    { managedRuleGroups: { common: { rules: { GenericLFI_BODY: { exceptPaths: [] } } } } },
    ['managedRuleGroups.common.rules.GenericLFI_BODY.exceptPaths: must name a path; received []. Write it as ["/api/*"].'],
  ],
  [
    "an exception of another type",
    { managedRuleGroups: { common: { rules: { GenericLFI_BODY: { exceptPaths: "/api/*" } } } } },
    ['managedRuleGroups.common.rules.GenericLFI_BODY.exceptPaths: must be a list of strings; received "/api/*". Write it as ["…", "…"].'],
  ],
  [
    "paths that no statement has, or that no path matches",
    {
      managedRuleGroups: {
        common: { exceptPaths: ["api", "/a*b", "*", "/a//b", "/a/../b", "/a/.", "/a?b=c", "/a b", "/%61pi"] },
      },
    },
    ["api", "/a*b", "*", "/a//b", "/a/../b", "/a/.", "/a?b=c", "/a b", "/%61pi"].map(
      (path, index) => `managedRuleGroups.common.exceptPaths[${index}]: ${PATH}; received "${path}". ${WRITE_PATH}`,
    ),
  ],
  [
    "a path of 201 characters",
    { managedRuleGroups: { common: { exceptPaths: [`/${"a".repeat(199)}`, `/${"a".repeat(199)}*`, `/${"a".repeat(200)}`] } } },
    [`managedRuleGroups.common.exceptPaths[2]: ${PATH}; received "/${"a".repeat(198)}…. ${WRITE_PATH}`],
  ],
  [
    "rate limits that AWS WAF refuses",
    { rateLimits: { few: { requests: 9 }, many: { requests: 2_000_000_001 }, odd: { requests: 100, windowSeconds: 90, mode: "allow" } } },
    [
      "rateLimits.few.requests: must be a whole number from 10 to 2000000000 requests; received 9. Give a value from 10 to 2000000000.",
      "rateLimits.many.requests: must be a whole number from 10 to 2000000000 requests; received 2000000001. Give a value from 10 to 2000000000.",
      "rateLimits.odd.windowSeconds: must be one of 60, 120, 300, 600; received 90. Use one of these.",
      'rateLimits.odd.mode: must be one of block, count; received "allow". Use one of these.',
    ],
  ],
  [
    "a rate limit that is a number",
    { rateLimits: { perIp: 2000 } },
    ["rateLimits.perIp: must be an object; received 2000. Write it as { … }."],
  ],
  [
    "a rate limit without its requests",
    { rateLimits: { perIp: {} } },
    ["rateLimits.perIp.requests: must be a number; received nothing. It is required."],
  ],
  [
    "names that a rule can't have",
    { rateLimits: { "per ip": { requests: 10 } }, allowLists: { "": { cidrBlocks: ["192.0.2.0/24"] } } },
    [`rateLimits.per ip: ${NAME}; received "per ip". ${CALL_IT}`, `allowLists.: ${NAME}; received "". ${CALL_IT}`],
  ],
  [
    "keys that requests can't be counted by",
    {
      rateLimits: {
        a: { requests: 10, per: ["country", { header: "X-Api-Key" }, { cookie: "my session" }, { header: "a", cookie: "b" }, null] },
        b: { requests: 10, per: [] },
        c: { requests: 10, per: ["ip", "ip"] },
        d: { requests: 10, per: ["ip", "path", "method", { header: "a" }, { header: "b" }, { header: "c" }] },
      },
    },
    [
      `rateLimits.a.per[0]: ${KEY}; received "country". Write it as { header: "x-api-key" }.`,
      `rateLimits.a.per[1].header: ${HEADER}; received "X-Api-Key". Write it as "x-api-key".`,
      'rateLimits.a.per[2].cookie: must be a name of 1 to 64 characters without spaces; received "my session". Write it as "session".',
      `rateLimits.a.per[3]: ${KEY}; received {"header":"a","cookie":"b"}. Write it as { header: "x-api-key" }.`,
      `rateLimits.a.per[4]: ${KEY}; received nothing. Write it as { header: "x-api-key" }.`,
      'rateLimits.b.per: must not be empty for requests to all paths; received []. Say what is counted by itself, such as ["ip"], or name the paths.',
      'rateLimits.c.per: must name each key once; received ["ip","ip"]. Leave out the second.',
      'rateLimits.d.per: must be at most 5 keys; received ["ip","path","method",{"header":"a"},{"header":"b"},{"header":"c"}]. Leave out the others.',
    ],
  ],
  [
    "body limits that can't be measured",
    {
      bodyLimits: {
        none: { paths: [], maxKilobytes: 8 },
        zero: { paths: ["/a"], maxKilobytes: 0 },
        large: { paths: ["/a"], maxKilobytes: 9 },
      },
    },
    [
      'bodyLimits.none.paths: must name a path; received []. Write it as ["/api/*"].',
      ...["zero", "large"].map(
        (name) =>
          `bodyLimits.${name}.maxKilobytes: must be a whole number from 1 to 8, the kilobytes of a body that AWS WAF inspects; received ${name === "zero" ? 0 : 9}. For larger bodies, except the paths from the rule SizeRestrictions_BODY, and limit them in the service.`,
      ),
    ],
  ],
  [
    "an inspected size for load balancers",
    { bodyInspectionKilobytes: 32 },
    [
      "bodyInspectionKilobytes: must be left out of a regional web ACL: load balancers hand 8 kB of a body to AWS WAF, and no more; received 32. Leave it out.",
    ],
  ],
  [
    "ranges that aren't, or are everybody's",
    { blockedCidrBlocks: ["999.1.1.1/99", "192.0.2.1", "192.0.2.1/24", "0.0.0.0/0", "128.0.0.0/1", "::/0", "10.0.0.0/33"] },
    [
      'blockedCidrBlocks[0]: must be an IPv4 or IPv6 range; received "999.1.1.1/99". Write it as "198.51.100.0/24".',
      'blockedCidrBlocks[1]: must be an IPv4 or IPv6 range; received "192.0.2.1". Write it as "198.51.100.0/24".',
      'blockedCidrBlocks[2]: must be written in its canonical form; received "192.0.2.1/24". Write it as "192.0.2.0/24".',
      `blockedCidrBlocks[3]: ${EVERYBODY}; received "0.0.0.0/0". ${NARROWER}`,
      `blockedCidrBlocks[4]: ${EVERYBODY}; received "128.0.0.0/1". ${NARROWER}`,
      `blockedCidrBlocks[5]: ${EVERYBODY}; received "::/0". ${NARROWER}`,
      'blockedCidrBlocks[6]: must be an IPv4 or IPv6 range; received "10.0.0.0/33". Write it as "198.51.100.0/24".',
    ],
  ],
  [
    "more ranges than an IP set holds",
    { blockedCidrBlocks: Array.from({ length: 10_001 }, (_, index) => `10.${Math.floor(index / 256)}.${index % 256}.0/24`) },
    ['blockedCidrBlocks: must be at most 10000 ranges of one IP version; received "10001 of IPV4". Join them.'],
  ],
  [
    "partners that can't be",
    {
      allowLists: {
        nobody: { cidrBlocks: [] },
        all: { cidrBlocks: ["0.0.0.0/0"] },
        odd: { cidrBlocks: ["192.0.2.0/24"], skips: "all" },
        blocked: { cidrBlocks: ["203.0.113.7/32"] },
      },
      blockedCidrBlocks: ["203.0.113.0/24"],
    },
    [
      "allowLists.nobody.cidrBlocks: must name a range; received []. Leave the list out, or name its ranges.",
      `allowLists.all.cidrBlocks[0]: ${EVERYBODY}; received "0.0.0.0/0". ${NARROWER}`,
      'allowLists.odd.skips: must be one of rateLimits, everything; received "all". Use one of these.',
      'allowLists.blocked.cidrBlocks[0]: must not be in a blocked range, 203.0.113.0/24; received "203.0.113.7/32". Take it out of one of the two lists.',
    ],
  ],
  [
    "a country's name",
    { blockedCountries: ["Germany"] },
    ['blockedCountries[0]: must be a country\'s ISO 3166 code of two capital letters; received "Germany". Write it as "DE".'],
  ],
  [
    "a header with capitals",
    { forwardedIpHeader: "X-Forwarded-For", redactedHeaders: ["Authorization"] },
    [
      'forwardedIpHeader: must be a header\'s name in lower case: letters, digits and dashes; received "X-Forwarded-For". Write it as "x-forwarded-for".',
      `redactedHeaders[0]: ${HEADER}; received "Authorization". Write it as "x-api-key".`,
    ],
  ],
  [
    "more redacted headers than there may be",
    { redactedHeaders: Array.from({ length: 98 }, (_, index) => `x-${index}`) },
    ["redactedHeaders: must be at most 97 headers; received 98. Leave out those that hold no secret."],
  ],
  [
    "logs that there aren't",
    { loggedRequests: "some", redactedFields: ["body"], logRetentionDays: 8 },
    [
      'loggedRequests: must be one of blockedAndCounted, all; received "some". Use one of these.',
      'redactedFields[0]: must be one of uriPath, queryString, method; received "body". Use one of these.',
      "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; received 8. Use one of these.",
    ],
  ],
  [
    "values that only Terraform knows, where they decide what is created",
    {
      mode: "${var.mode}",
      managedRuleGroups: { common: { mode: "${var.mode}", exceptPaths: ["${var.path}"], rules: { GenericLFI_BODY: "${var.mode}" } } },
      rateLimits: {
        a: { requests: 10, per: Token.asList("${var.keys}"), mode: "${var.mode}" },
        b: { requests: 10, per: [{ header: "${var.h}" }] },
      },
      bodyLimits: { a: { paths: ["/a"], maxKilobytes: Token.asNumber("${var.size}") } },
      allowLists: { a: { cidrBlocks: ["${var.cidr}"], skips: "${var.skips}" } },
      forwardedIpHeader: "${var.header}",
      loggedRequests: "${var.logged}",
      redactedFields: Token.asList("${var.fields}"),
    },
    [
      "mode",
      "forwardedIpHeader",
      "managedRuleGroups.common.mode",
      "managedRuleGroups.common.exceptPaths[0]",
      "managedRuleGroups.common.rules.GenericLFI_BODY",
      "rateLimits.a.per",
      "rateLimits.a.per[0]",
      "rateLimits.a.mode",
      "rateLimits.b.per[0].header",
      "bodyLimits.a.maxKilobytes",
      "allowLists.a.skips",
      "allowLists.a.cidrBlocks[0]",
      "redactedFields",
      "loggedRequests",
    ].map((prop) => `${prop}: ${KNOWN}`),
  ],
];

/** The messages of an error, without the construct path. */
const messagesOf = (action: () => unknown) => messageOf(action).split("\n  - ").slice(1);

describe("a web ACL refuses", () => {
  test.each(WRONG)("%s", (_, props, messages) => {
    const make = () => new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL", ...props } as unknown as WebAclProps);
    expect(messagesOf(make).sort()).toEqual([...messages].sort());
  });

  test("a larger body for CloudFront than is inspected", () => {
    const bodyLimits = { uploads: { paths: ["/a"], maxKilobytes: 40 } };
    expect(messageOf(() => makeEdge({ webAcl: { bodyLimits, bodyInspectionKilobytes: 32 } }))).toContain(
      "webAcl.bodyLimits.uploads.maxKilobytes: must be a whole number from 1 to 32, the kilobytes of a body that AWS WAF inspects; received 40.",
    );
  });

  test("another region than us-east-1 for CloudFront", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Second", { region: "eu-west-1", alias: "second" });
    const message =
      'provider: must be a provider of us-east-1 for a web ACL for CloudFront; received "eu-west-1". Write it as new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" }).';
    expect(messageOf(() => new WebAcl(stack, "WebAcl", { scope: "CLOUDFRONT", provider }))).toContain(message);
    expect(messageOf(() => new WebAcl(testStack(), "WebAcl", { scope: "CLOUDFRONT" }))).toContain(
      message.replace("eu-west-1", "eu-central-1"),
    );
  });

  test("a key of another region", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
    const encryptionKey = new EncryptionKey(stack, "Key");
    expect(messageOf(() => new WebAcl(stack, "WebAcl", { scope: "CLOUDFRONT", provider, encryptionKey }))).toContain(
      'encryptionKey: must be a key in us-east-1: a key serves no other region; received "eu-central-1".',
    );
  });

  test("to be imported by anything but its ARN", () => {
    expect(messageOf(() => WebAcl.fromArn(testStack(), "WebAcl", "edge"))).toContain(
      'webAclArn: must be a web ACL\'s ARN; received "edge". Copy the ARN that holds "/webacl/".',
    );
  });
});

describe("a web ACL takes", () => {
  test("us-east-1 for CloudFront without a provider of its own, where the stack is there", () => {
    const stack = testStack("trading-test", "us-east-1");
    new WebAcl(stack, "WebAcl", { scope: "CLOUDFRONT" });
    expect(synth(stack).resource("aws_wafv2_web_acl").provider).toBeUndefined();
  });

  test("settings that are null in JavaScript as left out", () => {
    const names = [
      "managedRuleGroups",
      "rateLimits",
      "bodyLimits",
      "allowLists",
      "blockedCidrBlocks",
      "forwardedIpHeader",
      "encryptionKey",
    ];
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    const { settings } = new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL", ...nulls });
    expect(settings).toEqual(new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL" }).settings);
  });
});

test("a distribution takes no web ACL of load balancers", () => {
  const webAcl: IWebAcl = { webAclArn: "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/api/0123abcd", webAclName: "api" };
  expect(messageOf(() => makeEdge({ webAcl: webAcl as never }))).toContain(
    'webAcl.webAclArn: must be the ARN of a web ACL for CloudFront: a regional one inspects no distribution\'s requests; received "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/api/0123abcd". Copy the ARN that holds "global/webacl/".',
  );
  const made = new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL" });
  expect(messageOf(() => makeEdge({ webAcl: made as never }))).toContain(
    "webAcl: must be a web ACL for CloudFront: a regional one inspects no distribution's requests;",
  );
});
