import { Arguments, ViewerRequest } from "../../../src/testing";
import { ALL_METHODS, BEHAVIOR, simulate, stackOf } from "./fixture";

/** What a web ACL with one blocking rule makes of a request: `blocked`, `no match` or `depends`. */
function outcome(statement: Arguments, request: Partial<ViewerRequest> = {}, acl: Arguments = {}): string | undefined {
  const rule = [{ name: "Rule", priority: 1, action: { block: {} }, statement }];
  const stack = stackOf(
    { web_acl_id: "${aws_wafv2_web_acl.Acl.arn}", default_cache_behavior: { ...BEHAVIOR, allowed_methods: ALL_METHODS } },
    {
      aws_wafv2_web_acl: { Acl: { name: "acl", default_action: { allow: {} }, rule, ...acl } },
      aws_wafv2_ip_set: { Set: { addresses: ["192.0.2.0/24", "2001:db8::/32"] } },
      aws_wafv2_regex_pattern_set: { Set: { regular_expression: [{ regex_string: "^/a" }, { regex_string: "b$" }] } },
    },
  );
  return simulate(stack, request).webAcl?.rules[0]?.outcome;
}

const bytes = (field_to_match: Arguments, search_string: string, positional_constraint = "EXACTLY", ...types: string[]): Arguments => ({
  byte_match_statement: {
    field_to_match,
    search_string,
    positional_constraint,
    text_transformation: (types.length === 0 ? ["NONE"] : types).map((type, priority) => ({ type, priority })),
  },
});
const at = (path: string): Partial<ViewerRequest> => ({ url: `https://www.example.com${path}` });

/** AWS WAF API Reference, `ByteMatchStatement`, positional constraint. */
describe("a string match", () => {
  test.each([
    ["EXACTLY", "/api/a", "blocked"],
    ["EXACTLY", "/api", "no match"],
    ["STARTS_WITH", "/api/", "blocked"],
    ["STARTS_WITH", "api", "no match"],
    ["ENDS_WITH", "/a", "blocked"],
    ["ENDS_WITH", "/api", "no match"],
    ["CONTAINS", "pi/", "blocked"],
    ["CONTAINS", "/A", "no match"],
    ["CONTAINS_WORD", "api", "blocked"],
    ["CONTAINS_WORD", "ap", "no match"],
  ])("%s %s in /api/a: %s", (constraint, search, expected) => {
    expect(outcome(bytes({ uri_path: {} }, search, constraint), at("/api/a"))).toBe(expected);
  });

  test("for a text that only Terraform knows depends on it", () => {
    expect(outcome(bytes({ uri_path: {} }, "${var.secret}"))).toBe("depends");
  });
});

/** AWS WAF API Reference, `FieldToMatch`. */
describe("a statement inspects", () => {
  const request: Partial<ViewerRequest> = {
    url: "https://www.example.com/p?UserName=x&b=y",
    method: "POST",
    headers: { "X-A": "1", "X-B": "2" },
    cookies: { c: "3", d: "4" },
  };

  test.each([
    ["the method", { method: {} }, "POST", "blocked"],
    ["the path", { uri_path: {} }, "/p", "blocked"],
    ["the query string", { query_string: {} }, "UserName=x&b=y", "blocked"],
    ["a header, whatever the case of its name", { single_header: { name: "x-A" } }, "1", "blocked"],
    ["a header that isn't sent", { single_header: { name: "x-c" } }, "1", "no match"],
    ["the cookie header", { single_header: { name: "cookie" } }, "c=3; d=4", "blocked"],
    ["a query argument, whatever the case of its name", { single_query_argument: { name: "username" } }, "x", "blocked"],
    ["another query argument", { single_query_argument: { name: "b" } }, "x", "no match"],
    ["all query arguments", { all_query_arguments: {} }, "y", "blocked"],
    ["all cookies, by value", { cookies: { match_pattern: { all: {} }, match_scope: "VALUE" } }, "4", "blocked"],
    ["all cookies, by value alone", { cookies: { match_pattern: { all: {} }, match_scope: "VALUE" } }, "d", "no match"],
    ["all cookies, by name", { cookies: { match_pattern: { all: {} }, match_scope: "KEY" } }, "d", "blocked"],
    ["cookies that are included", { cookies: { match_pattern: { included_cookies: ["c"] }, match_scope: "ALL" } }, "4", "no match"],
    ["cookies that aren't excluded", { cookies: { match_pattern: { excluded_cookies: ["c"] }, match_scope: "ALL" } }, "4", "blocked"],
    ["all headers", { headers: { match_pattern: { all: {} }, match_scope: "VALUE" } }, "2", "blocked"],
    ["all headers, cookies among them", { headers: { match_pattern: { all: {} }, match_scope: "VALUE" } }, "c=3; d=4", "blocked"],
    ["headers without cookies", { headers: { match_pattern: { excluded_headers: ["Cookie"] }, match_scope: "KEY" } }, "cookie", "no match"],
    ["headers that are included", { headers: { match_pattern: { included_headers: ["X-A"] }, match_scope: "VALUE" } }, "2", "no match"],
    ["headers that aren't excluded", { headers: { match_pattern: { excluded_headers: ["x-a"] }, match_scope: "VALUE" } }, "1", "no match"],
    [
      "other headers than those that are excluded",
      { headers: { match_pattern: { excluded_headers: ["x-a"] }, match_scope: "VALUE" } },
      "2",
      "blocked",
    ],
    ["names of headers", { headers: { match_pattern: { all: {} }, match_scope: "KEY" } }, "x-b", "blocked"],
    ["names of headers alone", { headers: { match_pattern: { all: {} }, match_scope: "KEY" } }, "2", "no match"],
    ["names and values of cookies where nothing is said", { cookies: { match_pattern: { all: {} } } }, "d", "blocked"],
    ["values of cookies where nothing is said", { cookies: { match_pattern: { all: {} } } }, "4", "blocked"],
    ["names of query arguments", { all_query_arguments: {} }, "UserName", "blocked"],
    ["a JSON body, whose text isn't known", { json_body: { match_pattern: { all: {} }, match_scope: "ALL" } }, "a", "depends"],
    ["a body, whose text isn't known", { body: {} }, "a", "depends"],
    ["a fingerprint of TLS, which isn't known", { ja3_fingerprint: { fallback_behavior: "MATCH" } }, "a", "depends"],
  ])("%s", (_, field, search, expected) => {
    expect(outcome(bytes(field, search), { ...request, bodyBytes: 10 })).toBe(expected);
  });

  test("an empty body, which is known", () => {
    expect(outcome(bytes({ body: {} }, "a", "CONTAINS"))).toBe("no match");
  });
});

/** AWS WAF Developer Guide, "Text transformations". */
describe("text transformations", () => {
  test.each([
    [["LOWERCASE"], "/A", "/a", "blocked"],
    [["NONE"], "/A", "/a", "no match"],
    [["URL_DECODE"], "/%61%2Fb", "/a/b", "blocked"],
    [["URL_DECODE", "LOWERCASE"], "/%41", "/a", "blocked"],
    [["LOWERCASE", "URL_DECODE"], "/%41", "/a", "no match"],
    [["URL_DECODE", "COMPRESS_WHITE_SPACE"], "/a%20%20b", "/a b", "blocked"],
    [["HTML_ENTITY_DECODE"], "/a", "/a", "depends"],
    [["URL_DECODE", "REMOVE_NULLS"], "/%00a%00b", "/ab", "blocked"],
    [["URL_DECODE", "REPLACE_NULLS"], "/%00a%00b", "/ a b", "blocked"],
    [["URL_DECODE", "COMPRESS_WHITE_SPACE"], "/a%20%0a%09%C2%A0b", "/a b", "blocked"],
    [["URL_DECODE"], "/%zz", "/%zz", "blocked"],
    [["URL_DECODE"], "/%C3%BC", "/ü", "blocked"],
    [["NORMALIZE_PATH"], "/a/../b//c/./d", "/b/c/d", "blocked"],
    [["NORMALIZE_PATH"], "/a/b/..", "/a", "blocked"],
    [["NORMALIZE_PATH"], "/a/b/../../c/", "/c/", "blocked"],
  ])("%j of %s: %s is %s", (types, path, search, expected) => {
    expect(outcome(bytes({ uri_path: {} }, search, "EXACTLY", ...types), at(path))).toBe(expected);
  });
});

test("text transformations come in the order of their priorities, not of their blocks", () => {
  const text_transformation = [
    { type: "LOWERCASE", priority: 2 },
    { type: "URL_DECODE", priority: 1 },
  ];
  const match = { search_string: "/a", positional_constraint: "EXACTLY", field_to_match: { uri_path: {} }, text_transformation };
  expect(outcome({ byte_match_statement: match }, at("/%41"))).toBe("blocked");
});

/** AWS WAF API Reference, `SizeConstraintStatement`; "Handling oversize web request components". */
describe("a size constraint", () => {
  const size = (comparison_operator: string, limit: number, field_to_match: Arguments = { body: {} }, type = "NONE"): Arguments => ({
    size_constraint_statement: { comparison_operator, size: limit, field_to_match, text_transformation: [{ type, priority: 0 }] },
  });
  const body = (bodyBytes: number): Partial<ViewerRequest> => ({ method: "POST", bodyBytes });

  test.each([
    ["EQ", 10, "blocked"],
    ["NE", 10, "no match"],
    ["LE", 10, "blocked"],
    ["LE", 9, "no match"],
    ["LT", 11, "blocked"],
    ["GE", 11, "no match"],
    ["EQ", 11, "no match"],
    ["NE", 11, "blocked"],
    ["LT", 10, "no match"],
    ["GE", 10, "blocked"],
    ["GT", 10, "no match"],
    ["GT", 9, "blocked"],
  ])("%s %s of a body of 10 bytes: %s", (operator, limit, expected) => {
    expect(outcome(size(operator, limit), body(10))).toBe(expected);
  });

  test("compares the size of a path, of a query and of a header too", () => {
    expect(outcome(size("GT", 3, { uri_path: {} }), at("/abc"))).toBe("blocked");
    expect(outcome(size("GT", 3, { query_string: {} }), at("/abc?a=b"))).toBe("no match");
    expect(outcome(size("GT", 3, { single_header: { name: "x" } }), { headers: { x: "abcd" } })).toBe("blocked");
  });

  test("isn't met by the Cookie header of a request that has none (Request components)", () => {
    expect(outcome(size("LE", 3, { single_header: { name: "cookie" } }))).toBe("no match");
  });

  // AWS WAF Developer Guide, "Using text transformations": they come before the inspection.
  test.each<[string, Arguments, Partial<ViewerRequest>, string]>([
    ["URL_DECODE", { uri_path: {} }, at("/%41%41"), "no match"],
    ["NONE", { uri_path: {} }, at("/%41%41"), "blocked"],
    ["HTML_ENTITY_DECODE", { uri_path: {} }, at("/&lt;&lt;"), "depends"],
    ["HTML_ENTITY_DECODE", { single_header: { name: "x" } }, {}, "no match"],
    ["LOWERCASE", { body: {} }, body(10), "blocked"],
    ["REPLACE_NULLS", { body: {} }, body(10), "blocked"],
    ["URL_DECODE", { body: {} }, body(10), "depends"],
    ["NONE", { json_body: { match_scope: "VALUE" } }, body(10), "depends"],
  ])("is of what %s leaves of %j, of %j: %s", (type, field, request, expected) => {
    expect(outcome(size("GT", 3, field, type), request)).toBe(expected);
  });

  test("gets at most 16 KB of a body at CloudFront, or as the web ACL says", () => {
    expect(outcome(size("GT", 20_000), body(30_000))).toBe("no match");
    const larger = { association_config: { request_body: { cloudfront: { default_size_inspection_limit: "KB_32" } } } };
    expect(outcome(size("GT", 20_000), body(30_000), larger)).toBe("blocked");
  });

  test.each([
    ["MATCH", "blocked"],
    ["NO_MATCH", "no match"],
    ["CONTINUE", "no match"],
  ])("of a body that is larger does what its oversize handling says: %s", (oversize_handling, expected) => {
    expect(outcome(size("GT", 20_000, { body: { oversize_handling } }), body(16_385))).toBe(expected);
    expect(outcome(size("GT", 20_000, { body: { oversize_handling } }), body(16_384))).toBe("no match");
  });
});

// AWS WAF Developer Guide, "Oversize web request components": the handling is the component's, whatever statement inspects it.
test.each([
  ["MATCH", "blocked"],
  ["NO_MATCH", "no match"],
  ["CONTINUE", "depends"],
])("a string match in a body that is larger than AWS WAF gets does what its oversize handling says: %s", (oversize_handling, expected) => {
  const inspected = { method: "POST", bodyBytes: 16_385 };
  expect(outcome(bytes({ body: { oversize_handling } }, "a"), inspected)).toBe(expected);
});

/** AWS WAF Developer Guide, "IP set match rule statement"; API Reference, `IPSetForwardedIPConfig`. */
describe("an IP set", () => {
  const set = (more: Arguments = {}): Arguments => ({ ip_set_reference_statement: { arn: "${aws_wafv2_ip_set.Set.arn}", ...more } });

  test.each([
    ["192.0.2.7", "blocked"],
    ["198.51.100.7", "no match"],
    ["2001:db8::7", "blocked"],
    ["2001:db9::7", "no match"],
    [undefined, "depends"],
  ])("of %s: %s", (ip, expected) => {
    expect(outcome(set(), { ip })).toBe(expected);
  });

  test.each([
    ["FIRST", "192.0.2.7, 198.51.100.7", "blocked"],
    ["LAST", "192.0.2.7, 198.51.100.7", "no match"],
    ["ANY", "198.51.100.7, 192.0.2.7", "blocked"],
    ["FIRST", "unknown", "no match"],
  ])("compares the address in a header: %s of %s", (position, header, expected) => {
    const forwarded = { ip_set_forwarded_ip_config: { header_name: "X-Forwarded-For", position, fallback_behavior: "NO_MATCH" } };
    expect(outcome(set(forwarded), { headers: { "X-Forwarded-For": header } })).toBe(expected);
  });

  test("isn't applied to a request without the header, and falls back for an address that is none", () => {
    const forwarded = { ip_set_forwarded_ip_config: { header_name: "X-Forwarded-For", position: "FIRST", fallback_behavior: "MATCH" } };
    expect(outcome(set(forwarded), { ip: "192.0.2.7" })).toBe("no match");
    expect(outcome(set(forwarded), { headers: { "X-Forwarded-For": "unknown" } })).toBe("blocked");
  });

  test("that isn't in the stacks isn't known", () => {
    expect(outcome({ ip_set_reference_statement: { arn: "arn:aws:wafv2:x" } }, { ip: "192.0.2.7" })).toBe("depends");
  });
});

/** AWS WAF Developer Guide, "AND rule statement", "OR rule statement", "NOT rule statement". */
describe("of statements that only AWS knows", () => {
  const known = (holds: boolean): Arguments => bytes({ uri_path: {} }, holds ? "/" : "/other");
  const unknown = { sqli_match_statement: { field_to_match: { uri_path: {} } } };
  const and = (...statement: Arguments[]): Arguments => ({ and_statement: { statement } });
  const or = (...statement: Arguments[]): Arguments => ({ or_statement: { statement } });
  const not = (statement: Arguments): Arguments => ({ not_statement: { statement } });

  test.each<[string, Arguments, string]>([
    ["the negation isn't known either", not(unknown), "depends"],
    ["the negation of what matches doesn't match", not(known(true)), "no match"],
    ["the negation of what doesn't match matches", not(known(false)), "blocked"],
    ["one and what doesn't match don't match", and(unknown, known(false)), "no match"],
    ["one and what matches aren't known", and(known(true), unknown), "depends"],
    ["one or what matches match", or(unknown, known(true)), "blocked"],
    ["one or what doesn't match aren't known", or(known(false), unknown), "depends"],
  ])("%s", (_, statement, expected) => expect(outcome(statement)).toBe(expected));
});

describe("other statements", () => {
  test.each([
    ["DE", "blocked"],
    ["US", "no match"],
    [undefined, "depends"],
  ])("match a country: %s is %s", (country, expected) => {
    expect(outcome({ geo_match_statement: { country_codes: ["DE", "AT"] } }, { country })).toBe(expected);
  });

  // AWS WAF API Reference, GeoMatchStatement, ForwardedIPConfig: then it is the country of the header's address, which nobody knows here.
  test("match the country of an address in a header, which isn't the viewer's", () => {
    const forwarded_ip_config = { header_name: "X-Forwarded-For", fallback_behavior: "NO_MATCH" };
    const statement = { geo_match_statement: { country_codes: ["DE"], forwarded_ip_config } };
    expect(outcome(statement, { country: "DE", headers: { "X-Forwarded-For": "192.0.2.7" } })).toBe("depends");
  });

  const regex = (regex_string: string): Arguments => ({
    regex_match_statement: { regex_string, field_to_match: { uri_path: {} }, text_transformation: [{ type: "NONE", priority: 0 }] },
  });

  test.each([
    ["^/a[0-9]+$", "/a12", "blocked"],
    ["^/a[0-9]+$", "/ab", "no match"],
    ["(?i)^/A", "/a", "blocked"],
    ["^/(?>a)", "/a", "depends"],
    ["^/a++", "/a", "depends"],
  ])("match a regular expression, as far as JavaScript has its syntax: %s and %s are %s", (pattern, path, expected) => {
    expect(outcome(regex(pattern), at(path))).toBe(expected);
  });

  test.each([
    ["/a", "blocked"],
    ["/xb", "blocked"],
    ["/x", "no match"],
  ])("match one of a set of regular expressions: %s is %s", (path, expected) => {
    const set = {
      arn: "${aws_wafv2_regex_pattern_set.Set.arn}",
      field_to_match: { uri_path: {} },
      text_transformation: [{ type: "NONE", priority: 0 }],
    };
    expect(outcome({ regex_pattern_set_reference_statement: set }, at(path))).toBe(expected);
  });

  test.each(["sqli_match_statement", "xss_match_statement", "asn_match_statement"])("depend on AWS: %s", (type) => {
    expect(outcome({ [type]: { field_to_match: { uri_path: {} } } })).toBe("depends");
  });

  test("are written as a list of one block as well, as Terraform's JSON allows", () => {
    const [, match] = Object.entries(bytes({ uri_path: [{}] }, "/", "STARTS_WITH"))[0]!;
    expect(outcome([{ byte_match_statement: [match] }] as never)).toBe("blocked");
  });

  test("are beside others that are lists of none, as a plan has them", () => {
    const [, match] = Object.entries(bytes({ method: [], uri_path: [{}] }, "/", "STARTS_WITH"))[0]!;
    expect(outcome({ or_statement: [], byte_match_statement: [match] })).toBe("blocked");
  });
});

describe("statements are explained", () => {
  test.each([
    [
      {
        and_statement: {
          statement: [bytes({ uri_path: {} }, "/api/", "STARTS_WITH"), { geo_match_statement: { country_codes: ["DE", "AT"] } }],
        },
      },
      'uri path starts with "/api/" and country DE or AT',
    ],
    [
      {
        not_statement: {
          statement: { or_statement: { statement: [bytes({ method: {} }, "GET"), bytes({ single_header: { name: "x-a" } }, "${var.a}")] } },
        },
      },
      'not (method exactly "GET" or header x-a exactly (known to Terraform))',
    ],
    [{ size_constraint_statement: { comparison_operator: "GT", size: 8192, field_to_match: { body: {} } } }, "size of the body gt 8192"],
    [{ label_match_statement: { scope: "LABEL", key: "a:b" } }, "label a:b"],
    [{ sqli_match_statement: { field_to_match: { body: {} } } }, "sqli match"],
  ])("%#", (statement, text) => {
    const rule = [{ name: "Rule", priority: 1, action: { count: {} }, statement }];
    const acl = { aws_wafv2_web_acl: { Acl: { name: "acl", default_action: { allow: {} }, rule } } };
    expect(simulate(stackOf({ web_acl_id: "${aws_wafv2_web_acl.Acl.arn}" }, acl)).webAcl?.rules[0]?.reason).toBe(text);
  });
});
