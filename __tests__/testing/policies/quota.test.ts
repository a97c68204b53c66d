/** Quotas: each row's count is one more than the page that the rule names allows. */
import { Arguments } from "../../../src/testing";
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row } from "../../support/policy-rows";
import { said } from "./support/branches";

const IAM = "IAM User Guide, IAM and AWS STS quotas";
const CLOUDFRONT = "CloudFront Developer Guide, Quotas";
const WAF = "AWS WAF Developer Guide, Web ACL capacity units";

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const many = (count: number, make: (index: number) => unknown) => Object.fromEntries(times(count, (index) => [`R${index}`, make(index)]));
const allow = (actions: number) =>
  JSON.stringify({ Statement: { Effect: "Allow", Action: times(actions, () => "sns:Publish"), Resource: "*" } });

const origin = (origin_id: string) => ({
  ...{ origin_id, domain_name: "origin.example.com" },
  custom_origin_config: { origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
});
const behavior = (path_pattern: string) => ({ path_pattern, target_origin_id: "o", viewer_protocol_policy: "https-only" });
const DISTRIBUTION = {
  aws_cloudfront_distribution: {
    D: {
      aliases: times(100, (index) => `a${index}.example.com`),
      default_cache_behavior: behavior("*"),
      ordered_cache_behavior: times(74, (index) => behavior(`/${index}/*`)),
      origin: times(100, (index) => origin(`o${index}`)),
      origin_group: times(10, (index) => ({ origin_id: `g${index}`, member: [{ origin_id: "o0" }, { origin_id: "o1" }] })),
    },
  },
};
const { D } = DISTRIBUTION.aws_cloudfront_distribution;

const listener = { load_balancer_arn: "${aws_lb.L.arn}", protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" };
const certificate = { listener_arn: "${aws_lb_listener.L.arn}", certificate_arn: "arn:aws:acm:eu-central-1:111122223333:certificate/1" };
const LOAD_BALANCER = {
  aws_lb: { L: { internal: true, subnets: ["subnet-1", "subnet-2"] } },
  aws_lb_listener: { L: { ...listener, certificate_arn: certificate.certificate_arn } },
  aws_lb_listener_rule: many(100, (priority) => ({ listener_arn: "${aws_lb_listener.L.arn}", priority: priority + 1 })),
  aws_lb_listener_certificate: many(25, () => certificate),
};

const visible = { visibility_config: { cloudwatch_metrics_enabled: true } };
const rule = (statement: Arguments) => ({ name: "r", statement, ...visible });
const pattern = (path: string) => ({
  regex_pattern_set_reference_statement: {
    arn: "a",
    field_to_match: { single_header: { name: path } },
    text_transformation: [{ type: "NONE" }],
  },
});
const WEB_ACL = { aws_wafv2_web_acl: { W: { name: "w", rule: times(200, (index) => rule(pattern(`h${index}`))) } } };
const GROUP = { aws_wafv2_rule_group: { G: { name: "g", capacity: 2, rule: [rule({ geo_match_statement: {} })], ...visible } } };

const ROWS: readonly PolicyRow[] = [
  row("quota-distribution", CLOUDFRONT, DISTRIBUTION, "aws_cloudfront_distribution.D.aliases", [...D.aliases, "b"], "it has 101 aliases"),
  row(
    "quota-distribution",
    CLOUDFRONT,
    DISTRIBUTION,
    "aws_cloudfront_distribution.D.ordered_cache_behavior.74",
    behavior("/more/*"),
    "it has 76 cache behaviors",
  ),
  row("quota-distribution", CLOUDFRONT, DISTRIBUTION, "aws_cloudfront_distribution.D.origin.100", origin("o"), "it has 101 origins"),
  row(
    "quota-distribution",
    CLOUDFRONT,
    DISTRIBUTION,
    "aws_cloudfront_distribution.D.origin_group.10",
    D.origin_group[0],
    "it has 11 origin groups",
  ),
  row(
    "quota-load-balancer",
    "User Guide for Application Load Balancers, Quotas",
    LOAD_BALANCER,
    "aws_lb_listener_rule.More",
    { listener_arn: "${aws_lb_listener.L.arn}", priority: 101 },
    "it has 101 rules",
  ),
  row(
    "quota-load-balancer",
    "User Guide for Application Load Balancers, Quotas",
    LOAD_BALANCER,
    "aws_lb_listener_certificate.More",
    certificate,
    "it has 26 further certificates",
  ),
  row(
    "quota-load-balancer",
    "User Guide for Application Load Balancers, Quotas",
    { aws_lb_listener_rule: { R: { action: [{ forward: { target_group: [1, 2, 3, 4, 5] } }], priority: 1 } } },
    "aws_lb_listener_rule.R.action.0.forward.target_group.5",
    6,
    "an action of it has 6 target groups",
  ),
  row(
    "quota-network-acl-rules",
    "VPC User Guide, Amazon VPC quotas",
    { aws_default_network_acl: { A: { ingress: times(20, (rule_no) => ({ rule_no })), egress: [] } } },
    "aws_default_network_acl.A.ingress.20",
    { rule_no: 21 },
    "it has 21 ingress rules",
  ),
  row(
    "quota-policy-size",
    IAM,
    { aws_iam_policy: { P: { policy: allow(1) } } },
    "aws_iam_policy.P.policy",
    allow(500),
    "policy has 7058 characters of 6144",
  ),
  row(
    "quota-role-policies",
    IAM,
    {
      aws_iam_role: { R: { name: "r" } },
      aws_iam_role_policy_attachment: many(10, (index) => ({
        role: "${aws_iam_role.R.name}",
        policy_arn: `arn:aws:iam::aws:policy/P${index}`,
      })),
    },
    "aws_iam_role_policy_attachment.More",
    { role: "${aws_iam_role.R.name}", policy_arn: "arn:aws:iam::aws:policy/More" },
    "it has 11",
  ),
  row(
    "quota-security-group-rules",
    "VPC User Guide, Amazon VPC quotas",
    {
      aws_security_group: {
        G: { description: "Many", ingress: [{ description: "All", cidr_blocks: times(60, (index) => `10.0.${index}.0/24`) }] },
      },
    },
    "aws_security_group.G.ingress.0.cidr_blocks.60",
    "10.0.60.0/24",
    "it has 61 ingress rules for IPv4",
  ),
  row(
    "quota-web-acl-capacity",
    WAF,
    WEB_ACL,
    "aws_wafv2_web_acl.W.rule.200",
    rule({ geo_match_statement: { country_codes: ["KP"] } }),
    "it takes at least 5001 WCUs of 5000",
  ),
  row(
    "quota-web-acl-capacity",
    WAF,
    GROUP,
    "aws_wafv2_rule_group.G.rule.1",
    rule({ or_statement: { statement: [{ label_match_statement: {} }, { geo_match_statement: {} }] } }),
    "it takes at least 3 WCUs of 2",
  ),
];
proves(ROWS);
everyRuleHasARow("quota", ROWS);

test("a prefix list counts as its maximum: CloudFront's leaves a security group no room for six other rules", () => {
  const own = { security_group_id: "${aws_security_group.Group.id}", description: "In" };
  const list = { ...own, prefix_list_id: "${aws_ec2_managed_prefix_list.CloudFront.id}" };
  const five = {
    aws_ec2_managed_prefix_list: { CloudFront: { name: "com.amazonaws.global.cloudfront.origin-facing" } },
    aws_security_group: { Group: { description: "Of the load balancer" } },
    aws_vpc_security_group_ingress_rule: { List: list, ...many(5, (index) => ({ ...own, cidr_ipv4: `10.0.${index}.0/24` })) },
  };
  const six = flipped(five, ["aws_vpc_security_group_ingress_rule.Sixth", { ...own, cidr_ipv4: "10.0.6.0/24" }]);
  const quotas = (resource: Arguments) => findings(resource).filter((found) => found.startsWith("quota-"));
  expect(quotas(five)).toEqual([]);
  expect(quotas(six)).toEqual(["quota-security-group-rules: it has 61 ingress rules for IPv4"]);
});

describe("a statement takes the WCUs of its page", () => {
  /** Of a rule group that is made with none, the rule says how many its one statement takes. */
  const units = (statement: Arguments) =>
    said("quota-web-acl-capacity", ["resource/aws_wafv2_rule_group/G", { name: "g", capacity: 0, rule: [rule(statement)], ...visible }]);
  const header = { field_to_match: { single_header: { name: "host" } }, text_transformation: [{ type: "NONE" }] };
  const of = (type: string, args: Arguments = {}) => ({ [type]: { ...header, ...args } });
  const bytes = (positional_constraint: string, args: Arguments = {}) => of("byte_match_statement", { positional_constraint, ...args });
  const lower = [{ type: "LOWERCASE" }];

  test.each<readonly [what: string, statement: Arguments, expected: number]>([
    ["a string that starts with it", bytes("STARTS_WITH"), 2],
    ["a string that ends with it", bytes("ENDS_WITH"), 2],
    ["the exact string", bytes("EXACTLY"), 2],
    ["a string that contains it", bytes("CONTAINS"), 10],
    ["a string that contains the word", bytes("CONTAINS_WORD"), 10],
    ["a string in JSON", bytes("CONTAINS", { field_to_match: { json_body: {} } }), 20],
    ["a string in all query parameters", bytes("EXACTLY", { field_to_match: { all_query_arguments: {} } }), 12],
    ["a string with two transformations", bytes("EXACTLY", { text_transformation: [...lower, { type: "URL_DECODE" }] }), 22],
    ["a regex", of("regex_match_statement"), 3],
    ["a regex pattern set", of("regex_pattern_set_reference_statement"), 25],
    ["a size", of("size_constraint_statement"), 1],
    ["SQL injection", of("sqli_match_statement"), 20],
    ["SQL injection with high sensitivity", of("sqli_match_statement", { sensitivity_level: "HIGH" }), 30],
    ["cross-site scripting", of("xss_match_statement"), 40],
    ["countries", { geo_match_statement: { country_codes: ["KP"] } }, 1],
    ["autonomous systems", { asn_match_statement: { asn_list: [1] } }, 1],
    ["a label", { label_match_statement: { scope: "LABEL", key: "k" } }, 1],
    ["an IP set", { ip_set_reference_statement: { arn: "a" } }, 1],
    ["an IP set in the first forwarded address", { ip_set_reference_statement: { ip_set_forwarded_ip_config: { position: "FIRST" } } }, 1],
    ["an IP set in any forwarded address", { ip_set_reference_statement: { ip_set_forwarded_ip_config: { position: "ANY" } } }, 5],
    ["a rate", { rate_based_statement: { limit: 100 } }, 2],
    ["a rate by two keys", { rate_based_statement: { custom_key: [{ ip: {} }, { uri_path: {} }] } }, 62],
    ["a rate within a country", { rate_based_statement: { scope_down_statement: { geo_match_statement: {} } } }, 3],
    ["the opposite", { not_statement: { statement: { geo_match_statement: {} } } }, 1],
    ["AWS's core rule set", { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } }, 700],
    ["AWS's SQL database rules", { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesSQLiRuleSet" } }, 200],
    ["AWS's known bad inputs", { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" } }, 200],
    [
      "AWS's IP reputation list",
      { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesAmazonIpReputationList" } },
      25,
    ],
    ["AWS's anonymous IP list", { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesAnonymousIpList" } }, 50],
    [
      "a transformation that two statements share",
      { and_statement: { statement: times(2, () => bytes("EXACTLY", { text_transformation: lower })) } },
      14,
    ],
  ])("%s", (_, statement, expected) => {
    expect(units(statement)).toEqual([`it takes at least ${expected} WCUs of 0`]);
  });

  test("a rule group of one's own takes its capacity", () => {
    const group = { name: "h", capacity: 4998, rule: [], ...visible };
    const changes = [
      ["resource/aws_wafv2_rule_group/H", group],
      [
        "resource/aws_wafv2_web_acl/Site/rule",
        [rule({ rule_group_reference_statement: { arn: "${aws_wafv2_rule_group.H.arn}" } }), rule(of("regex_match_statement"))],
      ],
    ] as const;
    expect(said("quota-web-acl-capacity", ...changes)).toEqual(["it takes at least 5001 WCUs of 5000"]);
  });

  test("what AWS alone knows takes none", () => {
    const others = { vendor_name: "Fortinet", name: "all_rules" };
    expect(
      units({
        or_statement: { statement: [{ managed_rule_group_statement: others }, { rule_group_reference_statement: { arn: "arn:a" } }] },
      }),
    ).toEqual([]);
  });
});
