import { Arguments, ListenerDecision, OriginRequest, RequestSimulation, ViewerRequest } from "../../../src/testing";
import { redirectLocation } from "../../../src/testing/requests/redirect";
import { ALL_METHODS, ALL_VIEWER, BEHAVIOR, Resources, sentences, simulate, stackOf } from "./fixture";

const NOT_FOUND = { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "404" } };
const targetGroup = (id: string): string => `\${aws_lb_target_group.${id}.arn}`;
const forward = (group: string): Arguments => ({ type: "forward", target_group_arn: targetGroup(group) });
const rule = (priority: number, condition: readonly Arguments[], action: readonly Arguments[] = [forward("Api")]): Arguments => ({
  listener_arn: "${aws_lb_listener.Https.arn}",
  priority,
  condition,
  action,
});

/** A request through CloudFront to a load balancer with these rules. */
function ask(
  rules: Readonly<Record<string, Arguments>>,
  request: Partial<ViewerRequest> = {},
  listener: Arguments = {},
  registered: Resources = { aws_autoscaling_group: { Servers: { target_group_arns: ["Api", "Web"].map(targetGroup) } } },
): RequestSimulation {
  const resources: Resources = {
    aws_lb: { Balancer: {} },
    aws_lb_listener: {
      Https: {
        load_balancer_arn: "${aws_lb.Balancer.arn}",
        port: 443,
        protocol: "HTTPS",
        certificate_arn: "${aws_acm_certificate.Site.arn}",
        default_action: [NOT_FOUND],
        ...listener,
      },
    },
    aws_lb_listener_rule: rules,
    aws_lb_target_group: { Api: {}, Web: {} },
    ...registered,
    aws_cloudfront_vpc_origin: {
      Vpc: {
        vpc_origin_endpoint_config: [
          { arn: "${aws_lb.Balancer.arn}", http_port: 80, https_port: 443, origin_protocol_policy: "https-only" },
        ],
      },
    },
  };
  const origin = {
    origin_id: "server",
    domain_name: "origin.example.com",
    vpc_origin_config: { vpc_origin_id: "${aws_cloudfront_vpc_origin.Vpc.id}" },
    custom_header: [{ name: "x-verify", value: "${var.secret}" }],
  };
  const default_cache_behavior = { ...BEHAVIOR, allowed_methods: ALL_METHODS, origin_request_policy_id: ALL_VIEWER };
  return simulate(stackOf({ origin: [origin], default_cache_behavior }, resources), request);
}

/** Whether a rule with these conditions takes a request. */
function takes(condition: readonly Arguments[], request: Partial<ViewerRequest>): boolean {
  return ask({ Rule: rule(1, condition) }, request).loadBalancer?.rule === "Rule";
}

const at = (path: string): Partial<ViewerRequest> => ({ url: `https://www.example.com${path}` });

/** Application Load Balancers guide, "Condition types for listener rules"; Elastic Load Balancing API Reference. */
describe("a condition on the path", () => {
  const path = (...values: string[]): Arguments[] => [{ path_pattern: { values } }];

  test.each([
    ["/img/*", "/img/a/b.png", true],
    ["/img/*", "/img", false],
    ["/img/*/pics", "/img/a/b/pics", true],
    ["/i?g", "/img", true],
    ["/i?g", "/iing", false],
    ["/IMG/*", "/img/a", false],
  ])("%s and %s: %s, with regard to case", (pattern, requested, expected) => {
    expect(takes(path(pattern), at(requested))).toBe(expected);
  });

  test("is met by one of its values, and never by the query", () => {
    expect(takes(path("/a", "/b"), at("/b"))).toBe(true);
    expect(takes(path("*b"), at("/a?b"))).toBe(false);
  });
});

describe("a condition on the host", () => {
  const host = (...values: string[]): Arguments[] => [{ host_header: { values } }];

  test.each([
    ["*.example.com", true],
    ["WWW.Example.com", true],
    ["ww?.example.com", true],
    ["example.com", false],
  ])("%s: %s, whatever the case", (pattern, expected) => {
    expect(takes(host(pattern), {})).toBe(expected);
  });

  test("compares the host without the port that Host may name (RFC 9110, section 7.2)", () => {
    expect(takes(host("www.example.com"), { headers: { Host: "www.example.com:8443" } })).toBe(true);
  });

  test("compares Host as CloudFront forwards it", () => {
    expect(takes(host("origin.example.com"), {})).toBe(false);
  });
});

describe("a condition on a header", () => {
  const header = (http_header_name: string, ...values: string[]): Arguments[] => [{ http_header: { http_header_name, values } }];

  test.each([
    ["X-Client", ["*mobile*"], true],
    ["x-client", ["MOBILE?APP"], true],
    ["x-client", ["web", "mobile-app"], true],
    ["x-client", ["mobile"], false],
    ["x-other", ["*"], false],
  ])("%s %j: %s, whatever the case", (name, values, expected) => {
    expect(takes(header(name, ...values), { headers: { "X-Client": "mobile-app" } })).toBe(expected);
  });

  test("is met by the secret that CloudFront adds, which only Terraform knows", () => {
    const simulation = ask({ Rule: rule(1, header("x-verify", "${var.secret}", "${var.previous_secret}")) });
    expect(simulation.loadBalancer?.rule).toBe("Rule");
    expect(sentences(simulation, "load balancer")[0]).toBe(
      "rule Rule, priority 1: header x-verify (known to Terraform) or (known to Terraform)",
    );
  });

  test("isn't met by another secret, as far as anybody knows, and that is said", () => {
    const simulation = ask({ Rule: rule(1, header("x-verify", "${var.other}")) });
    expect(simulation.loadBalancer?.rule).toBeUndefined();
    expect(simulation.assumptions).toContain(
      "the rule Rule (priority 1) isn't met: only AWS knows its condition on header x-verify (known to Terraform)",
    );
  });
});

describe("a condition on the query", () => {
  const query = (...query_string: Arguments[]): Arguments[] => [{ query_string }];

  test.each([
    [{ key: "version", value: "v1" }, "/?version=v1", true],
    [{ key: "VERSION", value: "V*" }, "/?version=v1", true],
    [{ key: "version", value: "v1" }, "/?version=v2", false],
    [{ key: "version", value: "v1" }, "/?other=v1", false],
    [{ key: "version", value: "v1" }, "/?version=v0&other=v1", false],
    [{ value: "*example*" }, "/?a=an-example", true],
    [{ value: "example" }, "/?example", true],
    [{ value: "a\\*b" }, "/?x=a*b", true],
    [{ value: "a\\*b" }, "/?x=acb", false],
  ])("%j and %s: %s, whatever the case", (pair, requested, expected) => {
    expect(takes(query(pair), at(requested))).toBe(expected);
  });

  test("is met by one of the pairs of its block", () => {
    expect(takes(query({ key: "a", value: "1" }, { key: "b", value: "2" }), at("/?b=2"))).toBe(true);
  });
});

/** What a user reads of the rule that decides. */
describe("the step names the condition of a rule on", () => {
  test.each<[string, Arguments, string]>([
    ["the path", { path_pattern: { values: ["/x", "/a*"] } }, "path /x or /a*"],
    ["the host", { host_header: { values: ["*.example.com"] } }, "host *.example.com"],
    ["a header", { http_header: { http_header_name: "X-A", values: ["1", "2"] } }, "header X-A 1 or 2"],
    [
      "a secret header",
      { http_header: { http_header_name: "X-Verify", values: ["${var.secret}"] } },
      "header X-Verify (known to Terraform)",
    ],
    ["the method", { http_request_method: { values: ["GET", "HEAD"] } }, "method GET or HEAD"],
    ["the query", { query_string: [{ key: "v", value: "1" }, { value: "${var.secret}" }] }, "query v=1 or (known to Terraform)"],
  ])("%s", (_, condition, text) => {
    const simulation = ask({ Rule: rule(7, [condition]) }, { url: "https://www.example.com/a?v=1", headers: { "X-A": "2" } });
    expect(sentences(simulation, "load balancer")[0]).toBe(`rule Rule, priority 7: ${text}`);
  });
});

describe("a condition on", () => {
  // Elastic Load Balancing API Reference, RuleCondition: RegexValues of HostHeaderConfig, HttpHeaderConfig and PathPatternConfig.
  test.each<[string, readonly Arguments[], string]>([
    ["the path", [{ path_pattern: { regex_values: ["^/a$"] } }], "a regular expression ^/a$"],
    ["the host", [{ host_header: { regex_values: ["^www", "^api"] } }], "a regular expression ^www or ^api"],
    ["a header", [{ http_header: { http_header_name: "X-A", regex_values: ["^1"] } }], "a regular expression ^1"],
    [
      "the path, and one on addresses",
      [{ path_pattern: { regex_values: ["^/a$"] } }, { source_ip: { values: ["192.0.2.0/24"] } }],
      "a regular expression ^/a$, source IP 192.0.2.0/24",
    ],
  ])("%s by a regular expression isn't computed, and that is said", (_, condition, text) => {
    const simulation = ask({ Rule: rule(1, condition) }, at("/a"));
    expect(simulation.loadBalancer?.rule).toBeUndefined();
    expect(simulation.assumptions).toContain(`the rule Rule (priority 1) isn't met: only AWS knows its condition on ${text}`);
  });

  test("the method compares with regard to case, without wildcards", () => {
    const method = (...values: string[]): Arguments[] => [{ http_request_method: { values } }];
    expect(takes(method("GET", "POST"), { method: "POST" })).toBe(true);
    expect(takes(method("post"), { method: "POST" })).toBe(false);
  });

  test("the source address isn't known behind CloudFront, whose own it is", () => {
    const simulation = ask({ Rule: rule(1, [{ source_ip: { values: ["192.0.2.0/24"] } }]) }, { ip: "192.0.2.1" });
    expect(simulation.loadBalancer?.rule).toBeUndefined();
    expect(simulation.assumptions).toContain(
      "the rule Rule (priority 1) isn't met: only AWS knows its condition on source IP 192.0.2.0/24",
    );
  });
});

/** Application Load Balancers guide, "Listener rules". */
describe("the rule that decides", () => {
  const any = [{ path_pattern: { values: ["*"] } }];

  test("is the first by priority, not by its place in the stack", () => {
    const { loadBalancer } = ask({ Last: rule(20, any, [forward("Web")]), First: rule(3, any) });
    expect(loadBalancer).toMatchObject({ rule: "First", priority: 3, targets: [{ targetGroup: "Api" }] });
  });

  test("is one of which all conditions are met", () => {
    const both = [...any, { http_request_method: { values: ["POST"] } }];
    expect(ask({ Both: rule(1, both), Any: rule(2, any) }).loadBalancer?.rule).toBe("Any");
  });

  test("is the default action where no rule's conditions are met", () => {
    const simulation = ask({ Rule: rule(1, [{ path_pattern: { values: ["/api/*"] } }]) }, { response: { status: 200 } });
    expect(simulation.response).toEqual({ status: 404, headers: { "content-type": "text/plain" }, from: "load balancer" });
    expect(simulation.loadBalancer).toMatchObject({ action: "fixed-response", targets: [] });
    expect(sentences(simulation, "load balancer")).toEqual([
      "no rule's conditions are met: the default action",
      "the load balancer answers by itself: 404",
    ]);
  });

  test("is one of the same listener", () => {
    expect(ask({ Other: { ...rule(1, any), listener_arn: "${aws_lb_listener.Other.arn}" } }).loadBalancer?.rule).toBeUndefined();
  });

  test.each([
    [2, 1],
    [1, undefined],
  ])("may have users log in first, and that is said: %s after %s", (last, first) => {
    const actions = [
      { ...forward("Api"), order: last },
      { type: "authenticate-oidc", order: first },
    ];
    const simulation = ask({ Rule: rule(1, any, actions) });
    expect(simulation.loadBalancer).toMatchObject({ action: "forward", targets: [{ targetGroup: "Api" }] });
    expect(simulation.assumptions).toContain("the user has logged in: the rule authenticates by authenticate-oidc");
  });
});

describe("a rule forwards", () => {
  const weighted = (...groups: readonly (readonly [string, number])[]): Arguments => ({
    type: "forward",
    forward: { target_group: groups.map(([group, weight]) => ({ arn: targetGroup(group), weight })) },
  });
  const decision = (action: Arguments): ListenerDecision | undefined =>
    ask({ Rule: rule(1, [{ path_pattern: { values: ["*"] } }], [action]) }).loadBalancer;

  test.each([
    [90, 10, [90, 10]],
    [1, 1, [50, 50]],
    [100, 0, [100, 0]],
    [0, 0, [0, 0]],
  ])("by weights %s and %s in percent: %j", (api, web, percents) => {
    expect(decision(weighted(["Api", api], ["Web", web]))?.targets.map(({ percent }) => percent)).toEqual(percents);
  });

  // Elastic Load Balancing API Reference, `TargetGroupTuple`: Terraform's default is a weight of 1.
  test("to groups without weights alike", () => {
    const target_group = ["Api", "Web"].map((group) => ({ arn: targetGroup(group) }));
    expect(decision({ type: "forward", forward: { target_group } })?.targets.map(({ percent }) => percent)).toEqual([50, 50]);
    const heavier = [target_group[0]!, { ...target_group[1]!, weight: 3 }];
    expect(decision({ type: "forward", forward: { target_group: heavier } })?.targets.map(({ percent }) => percent)).toEqual([25, 75]);
  });

  test("in words", () => {
    const simulation = ask({ Rule: rule(1, [{ path_pattern: { values: ["*"] } }], [weighted(["Api", 90], ["Web", 10])]) });
    expect(sentences(simulation, "load balancer")[1]).toBe("forwarded to Api (90 %), targets of Servers; Web (10 %), targets of Servers");
  });
});

/** Application Load Balancers guide, "Troubleshoot your Application Load Balancers", HTTP 503; "Listener rule actions" of weighted target groups. */
describe("a target group in which nothing is registered", () => {
  const any = [{ path_pattern: { values: ["*"] } }];
  const to = (action: Arguments, registered: Resources): RequestSimulation => ask({ Rule: rule(1, any, [action]) }, {}, {}, registered);
  const both = { type: "forward", forward: { target_group: ["Api", "Web"].map((id) => ({ arn: targetGroup(id), weight: 50 })) } };
  const web: Resources = { aws_autoscaling_group: { Servers: { target_group_arns: [targetGroup("Web")] } } };

  test("makes the load balancer answer with 503, which the trace says, with what to give where another stack registers targets", () => {
    const simulation = to(forward("Api"), web);
    expect(simulation.response.status).toBe(503);
    expect(simulation.loadBalancer).toMatchObject({ action: "forward", targets: [{ targetGroup: "Api", services: [] }] });
    expect(sentences(simulation, "load balancer").at(-1)).toBe(
      "nothing in the stacks registers a target in Api: 503. Where another stack does, give both",
    );
  });

  test("that gets a part of the requests is assumed not to get this one", () => {
    const simulation = to(both, web);
    expect(simulation.response.status).toBe(200);
    expect(simulation.assumptions).toContain(
      "the request goes to a target group that has targets: nothing in the stacks registers any in Api, which answers with 503",
    );
    expect(to(both, {}).response.status).toBe(503);
  });

  test.each<[string, Resources]>([
    ["a traffic source of a group", { aws_autoscaling_group: { Servers: { traffic_source: [{ identifier: targetGroup("Api") }] } } }],
    [
      "an attachment of a traffic source",
      { aws_autoscaling_traffic_source_attachment: { One: { traffic_source: [{ identifier: targetGroup("Api") }] } } },
    ],
    [
      "an attachment of something that isn't in the stacks",
      { aws_lb_target_group_attachment: { One: { target_group_arn: targetGroup("Api"), target_id: "10.0.0.7" } } },
    ],
    [
      "a service's alternate target group",
      {
        aws_ecs_service: {
          Tasks: {
            load_balancer: [
              { target_group_arn: targetGroup("Web"), advanced_configuration: [{ alternate_target_group_arn: targetGroup("Api") }] },
            ],
          },
        },
      },
    ],
    ["a task set", { aws_ecs_task_set: { Tasks: { load_balancer: [{ target_group_arn: targetGroup("Api") }] } } }],
    ["what may register in any", { aws_autoscaling_group: { Servers: { target_group_arns: ["${var.target_group}"] } } }],
  ])("is none that has %s", (_, registered) => {
    expect(to(forward("Api"), registered).response.status).toBe(200);
  });

  test("isn't one that another stack has", () => {
    expect(to({ type: "forward", target_group_arn: "${var.target_group}" }, {}).response.status).toBe(200);
  });
});

/**
 * Elastic Load Balancing API Reference, `RedirectActionConfig`; Application Load Balancers guide, "Redirect actions": a URI is `protocol://hostname:port/path?query`,
 * and load balancers write 443 as well (`Location: https://www.example.com:443/`).
 */
describe("a rule redirects", () => {
  const location = (redirect: Arguments): unknown => {
    const { response } = ask({ Rule: rule(1, [{ path_pattern: { values: ["*"] } }], [{ type: "redirect", redirect }]) }, at("/a/b?c=d"));
    return [response.status, response.headers.location];
  };

  test.each([
    [{ host: "new.example.com", status_code: "HTTP_301" }, [301, "https://new.example.com:443/a/b?c=d"]],
    [{ path: "/new/#{path}", status_code: "HTTP_302" }, [302, "https://www.example.com:443/new/a/b?c=d"]],
    [{ host: "#{host}.example.net", query: "", status_code: "HTTP_301" }, [301, "https://www.example.com.example.net:443/a/b"]],
    [{ port: "8443", query: "x=1&#{query}", status_code: "HTTP_301" }, [301, "https://www.example.com:8443/a/b?x=1&c=d"]],
    [{ protocol: "#{protocol}", port: "443", status_code: "HTTP_301", path: "/" }, [301, "https://www.example.com:443/?c=d"]],
  ])("%j", (redirect, expected) => {
    expect(location(redirect)).toEqual(expected);
  });

  test("with the whole query, and one port", () => {
    const request: OriginRequest = {
      ...{ id: "server", name: "Balancer", domainName: "origin.example.com", port: 8443, method: "GET" },
      protocol: "https",
      headers: { host: "www.example.com:8443" },
      ...{ path: "/a", query: ["b=c", "d=e"], cookies: [] },
    };
    expect(redirectLocation({ path: "/new" }, request, 8443)).toBe("https://www.example.com:8443/new?b=c&d=e");
  });
});

describe("the targets of a target group are", () => {
  const others: Resources = {
    aws_autoscaling_group: { Attached: { name: "attached" }, Own: { target_group_arns: ["${aws_lb_target_group.Api.arn}"] } },
    aws_autoscaling_attachment: {
      One: { autoscaling_group_name: "${aws_autoscaling_group.Attached.name}", lb_target_group_arn: "${aws_lb_target_group.Api.arn}" },
    },
    aws_instance: { Server: {} },
    aws_lb_target_group_attachment: { Two: { target_group_arn: "${aws_lb_target_group.Api.arn}", target_id: "${aws_instance.Server.id}" } },
    aws_ecs_service: { Tasks: { load_balancer: [{ target_group_arn: "${aws_lb_target_group.Api.arn}" }] } },
  };

  test("groups by their own list or by an attachment, instances and ECS services", () => {
    const { json } = stackOf({}, others);
    expect(Object.keys(json.resource)).toContain("aws_ecs_service");
    const resources = { Rule: rule(1, [{ path_pattern: { values: ["*"] } }]) };
    expect(askWith(others, resources)).toEqual(["Attached", "Own", "Server", "Tasks"]);
  });

  test("the same by the older names of the types", () => {
    const alb: Resources = {
      aws_alb: { Balancer: {} },
      aws_alb_listener: {
        Https: {
          load_balancer_arn: "${aws_alb.Balancer.arn}",
          port: 443,
          protocol: "HTTPS",
          certificate_arn: "arn:aws:acm:eu-central-1:111122223333:certificate/1",
          default_action: [NOT_FOUND],
        },
      },
      aws_alb_listener_certificate: {
        More: { listener_arn: "${aws_alb_listener.Https.arn}", certificate_arn: "${aws_acm_certificate.Origin.arn}" },
      },
      aws_alb_listener_rule: {
        Rule: {
          listener_arn: "${aws_alb_listener.Https.arn}",
          priority: 1,
          condition: [{ path_pattern: { values: ["*"] } }],
          action: [{ type: "forward", target_group_arn: "${aws_alb_target_group.Api.arn}" }],
        },
      },
      aws_acm_certificate: { Origin: { domain_name: "origin.example.com" } },
      aws_alb_target_group: { Api: {} },
      aws_instance: { Server: {} },
      aws_alb_target_group_attachment: {
        Two: { target_group_arn: "${aws_alb_target_group.Api.arn}", target_id: "${aws_instance.Server.id}" },
      },
      aws_route53_record: { Origin: { name: "origin.example.com", alias: [{ name: "${aws_alb.Balancer.dns_name}" }] } },
    };
    const origin = {
      origin_id: "server",
      domain_name: "origin.example.com",
      custom_origin_config: { http_port: 80, https_port: 443, origin_protocol_policy: "https-only" },
    };
    const { loadBalancer, origin: seen } = simulate(stackOf({ origin: [origin] }, alb));
    expect(loadBalancer).toEqual({
      loadBalancer: "Balancer",
      port: 443,
      rule: "Rule",
      priority: 1,
      action: "forward",
      targets: [{ targetGroup: "Api", percent: 100, services: ["Server"] }],
    });
    expect(seen?.certificate?.name).toBe("Origin");
  });

  function askWith(more: Resources, rules: Readonly<Record<string, Arguments>>): readonly string[] | undefined {
    const base: Resources = {
      aws_lb: { Balancer: {} },
      aws_lb_listener: { Http: { load_balancer_arn: "${aws_lb.Balancer.arn}", port: 80, protocol: "HTTP", default_action: [NOT_FOUND] } },
      aws_lb_listener_rule: Object.fromEntries(
        Object.entries(rules).map(([id, one]) => [id, { ...one, listener_arn: "${aws_lb_listener.Http.arn}" }]),
      ),
      aws_lb_target_group: { Api: {} },
      ...more,
    };
    const origin = {
      origin_id: "server",
      domain_name: "${aws_lb.Balancer.dns_name}",
      custom_origin_config: { http_port: 80, https_port: 443, origin_protocol_policy: "http-only" },
    };
    return simulate(stackOf({ origin: [origin] }, base)).loadBalancer?.targets[0]?.services;
  }
});
