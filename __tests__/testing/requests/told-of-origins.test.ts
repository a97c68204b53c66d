import { Arguments, RequestSimulation, ViewerRequest } from "../../../src/testing";
import { ALL_VIEWER, BEHAVIOR, BUCKET, Resources, simulate, stackOf, told } from "./fixture";
import { ARRIVED, CONNECTED, FROM_SERVER, PASSED, Row, SENT, UNCACHED } from "./told-sentences";

describe.each<readonly [what: string, rows: readonly Row[]]>([
  [
    "behind a load balancer",
    [
      [
        "that forwards over HTTPS",
        () => throughBalancer({}),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com",
          "load balancer · Balancer · no rule's conditions are met: the default action",
          "load balancer · Balancer · forwarded to Web, targets of Service",
          UNCACHED,
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches Service through Balancer. It isn't cached.",
        ],
      ],
      [
        "whose certificate is for one of two names",
        () => throughBalancer({}, { origin_request_policy_id: ALL_VIEWER }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: www.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com, not for www.example.com",
          "load balancer · Balancer · no rule's conditions are met: the default action",
          "load balancer · Balancer · forwarded to Web, targets of Service",
          UNCACHED,
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches Service through Balancer. It isn't cached.",
        ],
      ],
      [
        "that has no certificate in the stacks",
        () => throughBalancer({ certificate_arn: "arn:aws:acm:eu-central-1:111122223333:certificate/1" }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "load balancer · Balancer · no rule's conditions are met: the default action",
          "load balancer · Balancer · forwarded to Web, targets of Service",
          UNCACHED,
          "assumed · the certificate of Balancer is for origin.example.com",
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches Service through Balancer. It isn't cached.",
        ],
      ],
      [
        "that has no listener on the port",
        () => throughBalancer({ port: 8443 }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · the load balancer has no listener on port 443: CloudFront answers with 502",
          "cache · CachingDisabled · the response 502 isn't cached",
          "GET https://www.example.com/ is answered with 502 by CloudFront. It has the cache behavior Default (*) and reaches Balancer. It isn't cached.",
        ],
      ],
      [
        "whose listener speaks HTTP",
        () => throughBalancer({ protocol: "HTTP" }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · its listener on port 443 doesn't speak HTTPS: CloudFront answers with 502",
          "cache · CachingDisabled · the response 502 isn't cached",
          "GET https://www.example.com/ is answered with 502 by CloudFront. It has the cache behavior Default (*) and reaches Balancer. It isn't cached.",
        ],
      ],
      [
        "that redirects",
        () => throughBalancer({ default_action: [{ type: "redirect", redirect: { host: "new.example.com", status_code: "HTTP_302" } }] }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com",
          "load balancer · Balancer · no rule's conditions are met: the default action",
          "load balancer · Balancer · the load balancer redirects: 302, Location: https://new.example.com:443/",
          "cache · CachingDisabled · the response 302 isn't cached",
          "GET https://www.example.com/ is answered with 302 by the load balancer. It has the cache behavior Default (*) and reaches Balancer. It isn't cached.",
        ],
      ],
      [
        "that answers by itself",
        () => throughBalancer({ default_action: [{ type: "fixed-response", fixed_response: { status_code: "410" } }] }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com",
          "load balancer · Balancer · no rule's conditions are met: the default action",
          "load balancer · Balancer · the load balancer answers by itself: 410",
          "cache · CachingDisabled · the response 410 isn't cached",
          "GET https://www.example.com/ is answered with 410 by the load balancer. It has the cache behavior Default (*) and reaches Balancer. It isn't cached.",
        ],
      ],
      [
        "without targets",
        () => throughBalancer({ default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.Empty.arn}" }] }),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com",
          "load balancer · Balancer · no rule's conditions are met: the default action",
          "load balancer · Balancer · forwarded to Empty, targets of nothing in the stacks",
          "load balancer · Balancer · nothing in the stacks registers a target in Empty: 503. Where another stack does, give both",
          "cache · CachingDisabled · the response 503 isn't cached",
          "GET https://www.example.com/ is answered with 503 by the load balancer. It has the cache behavior Default (*) and reaches Balancer. It isn't cached.",
        ],
      ],
      [
        "with a rule for it, by weights, after a login",
        () =>
          throughBalancer(
            {},
            {},
            {
              aws_lb_listener_rule: {
                Rule: {
                  listener_arn: "${aws_lb_listener.Https.arn}",
                  priority: 7,
                  condition: [{ path_pattern: { values: ["/a", "/*"] } }, { http_request_method: { values: ["GET"] } }],
                  action: [
                    { type: "authenticate-cognito", order: 1 },
                    {
                      type: "forward",
                      order: 2,
                      forward: {
                        target_group: [
                          { arn: "${aws_lb_target_group.Web.arn}", weight: 3 },
                          { arn: "${aws_lb_target_group.Empty.arn}", weight: 1 },
                        ],
                      },
                    },
                  ],
                },
              },
            },
          ),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com",
          "load balancer · Balancer · rule Rule, priority 7: path /a or /*, method GET",
          "load balancer · Balancer · forwarded to Web (75 %), targets of Service; Empty (25 %), targets of nothing in the stacks",
          UNCACHED,
          "assumed · the user has logged in: the rule authenticates by authenticate-cognito",
          "assumed · the request goes to a target group that has targets: nothing in the stacks registers any in Empty, which answers with 503",
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches Service through Balancer. It isn't cached.",
        ],
      ],
      [
        "with a web ACL of its own",
        () =>
          throughBalancer(
            {},
            {},
            {
              aws_wafv2_web_acl: {
                Regional: {
                  name: "regional",
                  default_action: { block: {} },
                  rule: [
                    { name: "Country", priority: 1, action: { allow: {} }, statement: { geo_match_statement: { country_codes: ["DE"] } } },
                  ],
                },
              },
              aws_wafv2_web_acl_association: {
                One: { resource_arn: "${aws_lb.Balancer.arn}", web_acl_arn: "${aws_wafv2_web_acl.Regional.arn}" },
              },
            },
          ),
        [
          ...PASSED,
          "origin · Balancer · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies",
          "origin · Balancer · HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com",
          "load balancer · Regional · rule Country, priority 1: depends on country DE",
          "load balancer · Regional · no rule decides: blocked by default",
          "cache · CachingDisabled · the response 403 isn't cached",
          "assumed · Regional isn't made to decide otherwise by Country",
          "GET https://www.example.com/ is answered with 403 by the web ACL. It has the cache behavior Default (*) and reaches Balancer. It isn't cached.",
        ],
      ],
    ],
  ],
  [
    "in a bucket",
    [
      [
        "that CloudFront may read",
        () => ofBucket(["s3:GetObject"]),
        [
          ARRIVED,
          "cache behavior · Site · /a%20b.js matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingDisabled · cache key: path /a%20b.js",
          "origin · Assets · GET https://assets.s3.amazonaws.com:443/a%20b.js with Host: assets.s3.amazonaws.com, the headers host, user-agent, without cookies",
          "bucket · Assets · the object a b.js is read: 200",
          UNCACHED,
          "GET https://www.example.com/a%20b.js is answered with 200 by the bucket. It has the cache behavior Default (*) and reaches Assets. It isn't cached.",
        ],
      ],
      [
        "without the object, which CloudFront may list",
        () => ofBucket(["s3:GetObject", "s3:ListBucket"], { objectMissing: true }),
        [
          ARRIVED,
          "cache behavior · Site · /a%20b.js matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingDisabled · cache key: path /a%20b.js",
          "origin · Assets · GET https://assets.s3.amazonaws.com:443/a%20b.js with Host: assets.s3.amazonaws.com, the headers host, user-agent, without cookies",
          "bucket · Assets · there is no object a b.js, and CloudFront may list the bucket: 404",
          "cache · CachingDisabled · the response 404 isn't cached",
          "GET https://www.example.com/a%20b.js is answered with 404 by the bucket. It has the cache behavior Default (*) and reaches Assets. It isn't cached.",
        ],
      ],
      [
        "without the object",
        () => ofBucket(["s3:GetObject"], { objectMissing: true }),
        [
          ARRIVED,
          "cache behavior · Site · /a%20b.js matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingDisabled · cache key: path /a%20b.js",
          "origin · Assets · GET https://assets.s3.amazonaws.com:443/a%20b.js with Host: assets.s3.amazonaws.com, the headers host, user-agent, without cookies",
          "bucket · Assets · there is no object a b.js, and CloudFront may not list the bucket (s3:ListBucket), so that S3 doesn't say that the object is missing: 403",
          "cache · CachingDisabled · the response 403 isn't cached",
          "GET https://www.example.com/a%20b.js is answered with 403 by the bucket. It has the cache behavior Default (*) and reaches Assets. It isn't cached.",
        ],
      ],
      [
        "that CloudFront may not read",
        () => ofBucket(["s3:PutObject"]),
        [
          ARRIVED,
          "cache behavior · Site · /a%20b.js matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingDisabled · cache key: path /a%20b.js",
          "origin · Assets · GET https://assets.s3.amazonaws.com:443/a%20b.js with Host: assets.s3.amazonaws.com, the headers host, user-agent, without cookies",
          "bucket · Assets · the bucket's policy doesn't let CloudFront read a b.js: 403",
          "cache · CachingDisabled · the response 403 isn't cached",
          "GET https://www.example.com/a%20b.js is answered with 403 by the bucket. It has the cache behavior Default (*) and reaches Assets. It isn't cached.",
        ],
      ],
      [
        "whose policy isn't in the stacks",
        () => ofBucket(undefined),
        [
          ARRIVED,
          "cache behavior · Site · /a%20b.js matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingDisabled · cache key: path /a%20b.js",
          "origin · Assets · GET https://assets.s3.amazonaws.com:443/a%20b.js with Host: assets.s3.amazonaws.com, the headers host, user-agent, without cookies",
          "bucket · Assets · the object a b.js is read: 200",
          UNCACHED,
          "assumed · CloudFront may read and list the objects of Assets: its policy isn't in the stacks",
          "GET https://www.example.com/a%20b.js is answered with 200 by the bucket. It has the cache behavior Default (*) and reaches Assets. It isn't cached.",
        ],
      ],
    ],
  ],
  [
    "at a web ACL",
    [
      [
        "that has rules of each outcome",
        () =>
          atWebAcl([
            { ...EVERYTHING, name: "Counts", priority: 1, action: { count: {} } },
            { ...NOTHING, name: "Misses", priority: 2, action: { block: {} } },
            {
              name: "Rate",
              priority: 3,
              action: { block: {} },
              statement: { rate_based_statement: { limit: 2000, evaluation_window_sec: 60 } },
            },
            {
              name: "Managed",
              priority: 4,
              override_action: { none: {} },
              statement: {
                managed_rule_group_statement: {
                  vendor_name: "AWS",
                  name: "AWSManagedRulesCommonRuleSet",
                  rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
                },
              },
            },
            {
              name: "Managed-2",
              priority: 5,
              override_action: { count: {} },
              statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesSQLiRuleSet" } },
            },
            { ...EVERYTHING, name: "Captcha", priority: 6, action: { captcha: {} } },
            { ...EVERYTHING, name: "Allows", priority: 7, action: { allow: {} } },
            { ...EVERYTHING, name: "Behind", priority: 8, action: { block: {} } },
          ]),
        [
          ARRIVED,
          'web ACL · Acl · rule Counts, priority 1: counted, uri path starts with "/"',
          'web ACL · Acl · rule Misses, priority 2: no match, not uri path starts with "/"',
          "web ACL · Acl · rule Rate, priority 3: depends on the rate: more than 2,000 requests in 60 seconds",
          "web ACL · Acl · rule Managed, priority 4: depends on the managed rule group AWSManagedRulesCommonRuleSet, SizeRestrictions_BODY overridden",
          "web ACL · Acl · rule Managed-2, priority 5: counted or not, the managed rule group AWSManagedRulesSQLiRuleSet",
          'web ACL · Acl · rule Captcha, priority 6: depends on uri path starts with "/"',
          'web ACL · Acl · rule Allows, priority 7: allowed, uri path starts with "/"',
          "web ACL · Acl · rule Allows decides: allowed",
          ...PASSED.slice(1),
          SENT,
          UNCACHED,
          "assumed · Acl isn't made to decide otherwise by Rate, Managed, Captcha",
          CONNECTED,
          FROM_SERVER,
        ],
      ],
      [
        "that blocks",
        () => atWebAcl([{ ...EVERYTHING, name: "Blocks", priority: 1, action: { block: {} } }]),
        [
          ARRIVED,
          'web ACL · Acl · rule Blocks, priority 1: blocked, uri path starts with "/"',
          "web ACL · Acl · rule Blocks decides: blocked",
          "GET https://www.example.com/ is answered with 403 by the web ACL.",
        ],
      ],
      [
        "that blocks by default, with an answer of its own",
        () =>
          atWebAcl([], {
            default_action: { block: { custom_response: { response_code: 429, response_header: [{ name: "Retry-After", value: "60" }] } } },
          }),
        [
          ARRIVED,
          "web ACL · Acl · no rule decides: blocked by default",
          "GET https://www.example.com/ is answered with 429 by the web ACL.",
        ],
      ],
      [
        "that blocks what has no user agent",
        () =>
          atWebAcl(
            [
              {
                name: "Managed",
                priority: 4,
                override_action: { none: {} },
                statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
              },
            ],
            {},
            { headers: { "User-Agent": "" } },
          ),
        [
          ARRIVED,
          "web ACL · Acl · rule Managed, priority 4: blocked, the managed rule group AWSManagedRulesCommonRuleSet, NoUserAgent_HEADER: there is no User-Agent header",
          "web ACL · Acl · rule Managed decides: blocked",
          "GET https://www.example.com/ is answered with 403 by the web ACL.",
        ],
      ],
      [
        "that isn't in the stacks",
        () => simulate(stackOf({ web_acl_id: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b" })),
        [
          ...PASSED,
          SENT,
          UNCACHED,
          "assumed · the web ACL arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b allows the request: it isn't in the stacks",
          CONNECTED,
          FROM_SERVER,
        ],
      ],
    ],
  ],
])("a simulation tells what happens %s:", (_, rows) => {
  test.each(rows)("%s", (__, ask, expected) => {
    expect(told(ask())).toEqual(expected);
  });
});

const EVERYTHING = {
  statement: { byte_match_statement: { search_string: "/", positional_constraint: "STARTS_WITH", field_to_match: { uri_path: {} } } },
};
const NOTHING = { statement: { not_statement: EVERYTHING } };

function atWebAcl(rule: readonly Arguments[], acl: Arguments = {}, request: Partial<ViewerRequest> = {}): RequestSimulation {
  const webAcl = { Acl: { name: "acl", default_action: { allow: {} }, rule, ...acl } };
  return simulate(stackOf({ web_acl_id: "${aws_wafv2_web_acl.Acl.arn}" }, { aws_wafv2_web_acl: webAcl }), request);
}

/** A bucket that CloudFront reads by an origin access control, and whose policy lets it do this. */
function ofBucket(Action: readonly string[] | undefined, request: Partial<ViewerRequest> = {}): RequestSimulation {
  const Statement = [{ Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action, Resource: "*" }];
  const policy = { aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Assets.id}", policy: JSON.stringify({ Statement }) } } };
  return simulate(
    stackOf(
      { origin: [BUCKET], default_cache_behavior: { ...BEHAVIOR, target_origin_id: "bucket" } },
      { aws_s3_bucket: { Assets: { bucket: "assets" } } },
      Action === undefined ? {} : policy,
    ),
    { url: "https://www.example.com/a%20b.js", ...request },
  );
}

/** A VPC origin that is a load balancer, whose target group `Web` has a service. */
function throughBalancer(listener: Arguments, behavior: Arguments = {}, more: Resources = {}): RequestSimulation {
  const vpc_origin_endpoint_config = [
    { arn: "${aws_lb.Balancer.arn}", http_port: 80, https_port: 443, origin_protocol_policy: "https-only" },
  ];
  const origin = {
    origin_id: "server",
    domain_name: "origin.example.com",
    vpc_origin_config: { vpc_origin_id: "${aws_cloudfront_vpc_origin.Vpc.id}" },
  };
  return simulate(
    stackOf(
      { origin: [origin], default_cache_behavior: { ...BEHAVIOR, ...behavior } },
      {
        aws_lb: { Balancer: {} },
        aws_acm_certificate: { Origin: { domain_name: "origin.example.com" } },
        aws_lb_listener: {
          Https: {
            load_balancer_arn: "${aws_lb.Balancer.arn}",
            port: 443,
            protocol: "HTTPS",
            certificate_arn: "${aws_acm_certificate.Origin.arn}",
            default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.Web.arn}" }],
            ...listener,
          },
        },
        aws_lb_target_group: { Web: {}, Empty: {} },
        aws_autoscaling_group: { Service: { target_group_arns: ["${aws_lb_target_group.Web.arn}"] } },
        aws_cloudfront_vpc_origin: { Vpc: { vpc_origin_endpoint_config } },
      },
      more,
    ),
  );
}
