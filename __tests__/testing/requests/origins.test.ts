import { Arguments, RequestSimulation } from "../../../src/testing";
import { ALL_METHODS, ALL_VIEWER, BEHAVIOR, BUCKET, Resources, SERVER, sentences, simulate, stackOf } from "./fixture";

/** A load balancer with a listener for HTTPS, its certificate, and a service behind it. */
function loadBalancer(certificate: Arguments = { domain_name: "origin.example.com" }, listener: Arguments = {}): Resources {
  return {
    aws_lb: { Balancer: {} },
    aws_acm_certificate: { Origin: certificate },
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
    aws_lb_target_group: { Web: { port: 8080 } },
    aws_autoscaling_group: { Service: { target_group_arns: ["${aws_lb_target_group.Web.arn}"] } },
  };
}

const VPC_ORIGIN = {
  origin_id: "server",
  domain_name: "origin.example.com",
  vpc_origin_config: { vpc_origin_id: "${aws_cloudfront_vpc_origin.Vpc.id}" },
};
const endpoint = (origin_protocol_policy: string): Resources => ({
  aws_cloudfront_vpc_origin: {
    Vpc: { vpc_origin_endpoint_config: [{ arn: "${aws_lb.Balancer.arn}", http_port: 80, https_port: 443, origin_protocol_policy }] },
  },
});

/** A request through a VPC origin to a load balancer with this certificate. */
function throughVpc(certificate: Arguments, behavior: Arguments = {}, ...others: readonly Resources[]): RequestSimulation {
  const distribution = { origin: [VPC_ORIGIN], default_cache_behavior: { ...BEHAVIOR, ...behavior } };
  return simulate(stackOf(distribution, loadBalancer(certificate), endpoint("https-only"), ...others));
}

/** CloudFront Developer Guide, "HTTP 502 status code (Bad Gateway)", SSL/TLS negotiation failure; "Requirements for using SSL/TLS certificates". */
describe("one of the names on the origin's certificate must match", () => {
  test.each([
    ["the origin's domain name", ["origin.example.com"], {}, 200],
    ["it by a wildcard", ["*.example.com"], {}, 200],
    ["it by an alternative name", ["example.com", "origin.example.com"], {}, 200],
    ["neither it nor Host", ["other.example.com"], {}, 502],
    ["Host, which isn't forwarded", ["www.example.com"], {}, 502],
    ["Host, which is forwarded", ["www.example.com"], { origin_request_policy_id: ALL_VIEWER }, 200],
    ["the origin's domain name, while Host is forwarded", ["origin.example.com"], { origin_request_policy_id: ALL_VIEWER }, 200],
  ])("%s: %j", (_, [domain_name, ...subject_alternative_names], behavior, status) => {
    const { response } = throughVpc({ domain_name, subject_alternative_names }, behavior);
    expect(response).toMatchObject({ status, from: status === 502 ? "CloudFront" : "origin" });
  });

  test("else the step says which names there are", () => {
    const simulation = throughVpc({ domain_name: "other.example.com" }, { origin_request_policy_id: ALL_VIEWER });
    expect(sentences(simulation, "origin")).toContain(
      "the certificate Origin (other.example.com) is for neither origin.example.com nor www.example.com: CloudFront answers with 502",
    );
  });

  test("and the step says which of the names it doesn't cover", () => {
    const simulation = throughVpc({ domain_name: "origin.example.com" }, { origin_request_policy_id: ALL_VIEWER });
    expect(sentences(simulation, "origin")).toContain(
      "HTTPS on port 443: the certificate Origin (origin.example.com) is for origin.example.com, not for www.example.com",
    );
    expect(simulation.origin?.certificate).toEqual({ name: "Origin", names: ["origin.example.com"] });
  });

  test("where the listener has several, the one that the handshake asks for by Host", () => {
    const more: Resources = {
      aws_acm_certificate: { More: { domain_name: "www.example.com" } },
      aws_acm_certificate_validation: { Valid: { certificate_arn: "${aws_acm_certificate.More.arn}" } },
      aws_lb_listener_certificate: {
        More: { listener_arn: "${aws_lb_listener.Https.arn}", certificate_arn: "${aws_acm_certificate_validation.Valid.certificate_arn}" },
      },
    };
    const { origin } = throughVpc({ domain_name: "origin.example.com" }, { origin_request_policy_id: ALL_VIEWER }, more);
    expect(origin?.certificate?.name).toBe("More");
  });

  test("where none is for Host, the default one, as Elastic Load Balancing chooses", () => {
    const more: Resources = {
      aws_acm_certificate: { More: { domain_name: "other.example.com" } },
      aws_lb_listener_certificate: {
        More: { listener_arn: "${aws_lb_listener.Https.arn}", certificate_arn: "${aws_acm_certificate.More.arn}" },
      },
    };
    const { response, origin } = throughVpc({ domain_name: "origin.example.com" }, { origin_request_policy_id: ALL_VIEWER }, more);
    expect([response.status, origin?.certificate?.name]).toEqual([200, "Origin"]);
  });

  test("which is taken for granted of a certificate that isn't in the stacks", () => {
    const { response, assumptions } = throughVpc({ domain_name: "${var.name}" });
    expect(response.status).toBe(200);
    expect(assumptions).toContain("the certificate of Balancer is for origin.example.com");
  });
});

/** CloudFront Developer Guide, "Origin settings", protocol. */
describe("CloudFront speaks to an origin", () => {
  const to = (origin_protocol_policy: string, url: string): unknown => {
    const custom_origin_config = { http_port: 8080, https_port: 8443, origin_protocol_policy };
    const behavior = { ...BEHAVIOR, viewer_protocol_policy: "allow-all" };
    const { origin } = simulate(stackOf({ origin: [{ ...SERVER, custom_origin_config }], default_cache_behavior: behavior }), { url });
    return [origin?.protocol, origin?.port];
  };

  test.each([
    ["http-only", "https://www.example.com/", ["http", 8080]],
    ["https-only", "http://www.example.com/", ["https", 8443]],
    ["match-viewer", "http://www.example.com/", ["http", 8080]],
    ["match-viewer", "https://www.example.com/", ["https", 8443]],
  ])("%s for %s as %j", (policy, url, expected) => {
    expect(to(policy, url)).toEqual(expected);
  });

  test("that isn't in the stacks, and says what it takes for granted", () => {
    expect(simulate(stackOf()).assumptions).toEqual(["origin.example.com answers on port 443 over HTTPS, with a certificate for it"]);
  });

  test("and answers with 502 where no listener has the port", () => {
    const distribution = { origin: [VPC_ORIGIN] };
    const simulation = simulate(stackOf(distribution, loadBalancer(), endpoint("http-only")));
    expect(simulation.response.status).toBe(502);
    expect(sentences(simulation, "origin")).toContain("the load balancer has no listener on port 80: CloudFront answers with 502");
  });

  test("and with 502 where the listener speaks another protocol", () => {
    const simulation = simulate(stackOf({ origin: [VPC_ORIGIN] }, loadBalancer({}, { protocol: "HTTP" }), endpoint("https-only")));
    expect(simulation.response.status).toBe(502);
    expect(sentences(simulation, "origin")).toContain("its listener on port 443 doesn't speak HTTPS: CloudFront answers with 502");
  });
});

describe("a load balancer is found", () => {
  test.each([
    ["by its VPC origin", VPC_ORIGIN, endpoint("https-only")],
    [
      "by its alias record, beside others",
      SERVER,
      {
        aws_lb: { Balancer: {}, Other: {} },
        aws_route53_record: {
          Other: { name: "other.example.com", type: "A", alias: { name: "${aws_lb.Other.dns_name}" } },
          Text: { name: "origin.example.com", type: "TXT", records: ["of the origin"] },
          Origin: { name: "origin.example.com", type: "A", alias: { name: "${aws_lb.Balancer.dns_name}" } },
        },
      },
    ],
    ["by its own name, which no certificate has", { ...SERVER, domain_name: "${aws_lb.Balancer.dns_name}" }, {}],
  ])("%s", (_, origin, others: Resources) => {
    expect(simulate(stackOf({ origin: [origin] }, loadBalancer(), others)).origin?.name).toBe("Balancer");
  });

  // CloudFront Developer Guide, "Restrict access with VPC origins": an instance may be one, and a Network Load Balancer.
  test("nowhere where a VPC origin is an instance", () => {
    const vpc_origin_endpoint_config = [
      { arn: "${aws_instance.Server.arn}", http_port: 80, https_port: 443, origin_protocol_policy: "https-only" },
    ];
    const resources: Resources = { aws_instance: { Server: {} }, aws_cloudfront_vpc_origin: { Vpc: { vpc_origin_endpoint_config } } };
    const { loadBalancer: decided, origin, response } = simulate(stackOf({ origin: [VPC_ORIGIN] }, resources));
    expect([decided, origin?.name, response]).toEqual([undefined, "origin.example.com", { status: 200, headers: {}, from: "origin" }]);
  });

  test("with the service behind it", () => {
    const simulation = throughVpc({ domain_name: "origin.example.com" });
    expect(simulation.loadBalancer).toEqual({
      loadBalancer: "Balancer",
      port: 443,
      action: "forward",
      targets: [{ targetGroup: "Web", percent: 100, services: ["Service"] }],
    });
    expect(simulation.explanation).toBe(
      "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches Service through Balancer. It isn't cached.",
    );
  });
});

/** CloudFront Developer Guide, "Optimize high availability with CloudFront origin failover". */
describe("an origin group", () => {
  const group = {
    origin_id: "group",
    failover_criteria: { status_codes: [500, 503] },
    member: [{ origin_id: "server" }, { origin_id: "second" }],
  };
  const second = { ...SERVER, origin_id: "second", domain_name: "second.example.com" };
  const allowed_methods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
  const stack = stackOf({
    origin: [SERVER, second],
    origin_group: [group],
    default_cache_behavior: { ...BEHAVIOR, target_origin_id: "group", allowed_methods },
  });

  test.each(["GET", "HEAD", "OPTIONS"])("fails over for a status code of its criteria: %s", (method) => {
    const { response, origin } = simulate(stack, { method, response: { status: 503 } });
    expect([response.status, origin?.id]).toEqual([200, "second"]);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"])("doesn't fail over for other methods: %s", (method) => {
    const simulation = simulate(stack, { method, response: { status: 503 } });
    expect([simulation.response.status, simulation.origin?.id]).toEqual([503, "server"]);
    expect(sentences(simulation, "origin")).toContain(`503 isn't failed over for ${method}: for GET, HEAD and OPTIONS alone`);
  });

  test("doesn't fail over for another status code", () => {
    const { response, origin } = simulate(stack, { response: { status: 502 } });
    expect([response.status, origin?.id]).toEqual([502, "server"]);
  });

  test("gives the viewer what the second origin answers", () => {
    const { response } = simulate(stack, { response: { status: 503 }, failoverResponse: { status: 500 } });
    expect(response.status).toBe(500);
  });
});

/** Amazon S3 API Reference, `GetObject`, permissions: a missing object is 404 with `s3:ListBucket`, and 403 without. */
describe("an S3 origin", () => {
  const policy = (...Action: string[]): Resources => {
    const Statement = [{ Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action, Resource: "*" }];
    return { aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Assets.id}", policy: JSON.stringify({ Statement }) } } };
  };
  const bucket = { aws_s3_bucket: { Assets: { bucket: "assets" } } };
  const ask = (request: object, ...others: readonly Resources[]): RequestSimulation =>
    simulate(stackOf({ origin: [BUCKET], default_cache_behavior: { ...BEHAVIOR, target_origin_id: "bucket" } }, bucket, ...others), {
      url: "https://www.example.com/a%20b/%C3%BC.js",
      ...request,
    });

  test("reads the object whose key is the decoded path", () => {
    const simulation = ask({}, policy("s3:GetObject"));
    expect(simulation.response).toMatchObject({ status: 200, from: "bucket" });
    expect(sentences(simulation, "bucket")).toEqual(["the object a b/ü.js is read: 200"]);
  });

  test.each([
    ["http", 80],
    ["https", 443],
  ])("is spoken to as the viewer speaks: %s", (protocol, port) => {
    const behavior = { ...BEHAVIOR, target_origin_id: "bucket", viewer_protocol_policy: "allow-all" };
    const stack = stackOf({ origin: [BUCKET], default_cache_behavior: behavior }, bucket);
    expect(simulate(stack, { url: `${protocol}://www.example.com/` }).origin).toMatchObject({ protocol, port });
  });

  test("may answer with an error of its own", () => {
    const simulation = ask({ response: { status: 503 } }, policy("s3:GetObject"));
    expect(simulation.response.status).toBe(503);
    expect(sentences(simulation, "bucket")).toEqual(["a b/ü.js is answered with 503"]);
  });

  test("never gets the viewer's Host", () => {
    const stack = stackOf(
      { origin: [BUCKET], default_cache_behavior: { ...BEHAVIOR, target_origin_id: "bucket", origin_request_policy_id: ALL_VIEWER } },
      bucket,
    );
    expect(simulate(stack).origin?.headers.host).toBe("assets.s3.amazonaws.com");
  });

  test.each([
    [["s3:GetObject"], 403],
    [["s3:GetObject", "s3:ListBucket"], 404],
    [["s3:*"], 404],
    [["s3:Get*", "s3:List*"], 404],
    // IAM User Guide, "IAM JSON policy elements: Action": names of actions are compared without regard to case.
    [["S3:getobject", "s3:LISTBUCKET"], 404],
  ])("whose policy allows %j answers for a missing object with %s", (actions, status) => {
    expect(ask({ objectMissing: true }, policy(...actions)).response.status).toBe(status);
  });

  test("says why", () => {
    expect(sentences(ask({ objectMissing: true }, policy("s3:GetObject")), "bucket")).toEqual([
      "there is no object a b/ü.js, and CloudFront may not list the bucket (s3:ListBucket), so that S3 doesn't say that the object is missing: 403",
    ]);
  });

  test("whose policy denies CloudFront what no statement allows answers with 403", () => {
    const Statement = [{ Effect: "Deny", Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:*", Resource: "*" }];
    const args = { bucket: "${aws_s3_bucket.Assets.id}", policy: JSON.stringify({ Statement }) };
    expect(ask({}, { aws_s3_bucket_policy: { Policy: args } }).response.status).toBe(403);
  });

  /** IAM User Guide, "Policy evaluation logic", "IAM JSON policy elements": Effect, Resource, Condition. */
  describe("whose policy has", () => {
    const READ = { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject", Resource: "*" };
    const DENY = { ...READ, Effect: "Deny", Principal: "*", Action: "s3:*" };
    const OURS = "${aws_cloudfront_distribution.Site.arn}";
    const asked = (Statement: readonly object[], request: object = {}): RequestSimulation => {
      const args = { bucket: "${aws_s3_bucket.Assets.id}", policy: JSON.stringify({ Statement }) };
      const behavior = { ...BEHAVIOR, target_origin_id: "bucket", viewer_protocol_policy: "allow-all" };
      const others: Resources = {
        aws_s3_bucket: { Assets: { bucket: "assets" }, Other: { bucket: "other" } },
        aws_cloudfront_distribution: { Other: {} },
        aws_s3_bucket_policy: { Policy: args },
      };
      const stack = stackOf({ origin: [BUCKET], default_cache_behavior: behavior }, others);
      return simulate(stack, { url: "https://www.example.com/img/a.png", ...request });
    };

    test("an Allow and a Deny denies", () => expect(asked([READ, DENY]).response.status).toBe(403));

    test.each([
      ["${aws_s3_bucket.Assets.arn}/*", 200],
      ["${aws_s3_bucket.Assets.arn}/img/*", 200],
      ["${aws_s3_bucket.Assets.arn}/js/*", 403],
      ["${aws_s3_bucket.Assets.arn}", 403],
      ["${aws_s3_bucket.Other.arn}/*", 403],
      ["arn:aws:s3:::assets/img/?.png", 200],
      ["arn:aws:s3:::${aws_s3_bucket.Assets.bucket}/*", 200],
      ["arn:aws:s3:::other/*", 403],
    ])("an Allow of the resource %s: %s", (Resource, status) => expect(asked([{ ...READ, Resource }]).response.status).toBe(status));

    test("s3:ListBucket of the bucket's objects alone lists nothing", () => {
      const list = { ...READ, Action: "s3:ListBucket" };
      const statusOf = (Resource: string): unknown => asked([READ, { ...list, Resource }], { objectMissing: true }).response.status;
      expect([statusOf("${aws_s3_bucket.Assets.arn}"), statusOf("${aws_s3_bucket.Assets.arn}/*")]).toEqual([404, 403]);
    });

    test.each([
      ["StringEquals", OURS, 200],
      ["ArnLike", ["arn:aws:cloudfront::111122223333:distribution/*"], 200],
      ["StringEquals", "${aws_cloudfront_distribution.Other.arn}", 403],
      ["ArnLike", "arn:aws:s3:::assets", 403],
      ["StringNotEquals", OURS, 403],
    ])("an Allow on the condition of aws:SourceArn %s %s: %s", (operator, value, status) => {
      expect(asked([{ ...READ, Condition: { [operator]: { "aws:SourceArn": value } } }])).toMatchObject({
        response: { status },
        assumptions: [],
      });
    });

    // Amazon S3 User Guide, "Examples of Amazon S3 bucket policies", "Managing access based on HTTP or HTTPS requests"; "Requiring a specific TLS version".
    test.each([
      ["https", { Bool: { "aws:SecureTransport": "false" } }, 200],
      ["http", { Bool: { "aws:SecureTransport": "false" } }, 403],
      ["https", { NumericLessThan: { "s3:TlsVersion": "1.2" } }, 200],
    ])("a Deny over %s on %j: %s", (scheme, Condition, status) => {
      const simulation = asked([READ, { ...DENY, Condition }], { url: `${scheme}://www.example.com/img/a.png` });
      expect(simulation).toMatchObject({ response: { status }, assumptions: [] });
    });

    test("conditions that only AWS knows is taken to allow and not to deny, and that is said", () => {
      const Condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
      expect(
        asked([
          { ...READ, Sid: "Read", Condition },
          { ...DENY, Condition },
        ]),
      ).toMatchObject({
        response: { status: 200 },
        assumptions: [
          "the statement Read of Policy allows s3:GetObject: only AWS knows whether it does",
          "the statement number 2 of Policy doesn't deny s3:GetObject: only AWS knows whether it does",
        ],
      });
    });
  });

  // CloudFront Developer Guide, "Restrict access to an Amazon S3 origin": requests are signed by an origin access control, unless it never signs, or sent as an identity.
  describe("is read", () => {
    const IDENTITY = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E127EXAMPLE51Z";
    const byIdentity = { s3_origin_config: { origin_access_identity: "origin-access-identity/cloudfront/E127EXAMPLE51Z" } };
    const control = (signing_behavior: string): Resources => ({
      aws_cloudfront_origin_access_control: {
        Control: { origin_access_control_origin_type: "s3", signing_behavior, signing_protocol: "sigv4" },
      },
    });
    const byControl = { origin_access_control_id: "${aws_cloudfront_origin_access_control.Control.id}" };
    const service = { Service: "cloudfront.amazonaws.com" };
    const statusFor = (how: object, Principal: unknown, others: Resources = {}, Condition = {}): unknown => {
      const Statement = [{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "*", Condition }];
      const policies = {
        aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Assets.id}", policy: JSON.stringify({ Statement }) } },
      };
      const origin = [{ origin_id: "bucket", domain_name: BUCKET.domain_name, ...how }];
      const behavior = { ...BEHAVIOR, target_origin_id: "bucket" };
      return simulate(stackOf({ origin, default_cache_behavior: behavior }, bucket, policies, others)).response.status;
    };

    test.each<[string, object, unknown, Resources, number]>([
      ["by a control that always signs, which the policy allows", byControl, service, control("always"), 200],
      ["by a control that never signs, though the policy allows CloudFront", byControl, service, control("never"), 403],
      ["by nothing that signs, though the policy allows CloudFront", {}, service, {}, 403],
      ["by nothing that signs, with an empty identity", { s3_origin_config: { origin_access_identity: "" } }, service, {}, 403],
      ["by nothing that signs, which the policy allows to everybody", {}, "*", {}, 200],
      ["by a control, though the policy allows an identity", byControl, { AWS: IDENTITY }, control("always"), 403],
      ["by an identity, which the policy allows", byIdentity, { AWS: IDENTITY }, {}, 200],
      ["by an identity, though the policy allows the service", byIdentity, service, {}, 403],
      ["by nothing that signs, though the policy allows an identity", {}, { AWS: IDENTITY }, {}, 403],
    ])("%s", (_, how, principal, others, status) => {
      expect(statusFor(how, principal, others)).toBe(status);
    });

    test("for a distribution by a control alone", () => {
      const Condition = { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/*" } };
      expect([statusFor(byControl, service, control("always"), Condition), statusFor({}, "*", {}, Condition)]).toEqual([200, 403]);
    });

    test("and the answer says that nothing signs", () => {
      const stack = stackOf(
        {
          origin: [{ ...BUCKET, origin_access_control_id: undefined }],
          default_cache_behavior: { ...BEHAVIOR, target_origin_id: "bucket" },
        },
        bucket,
        policy("s3:GetObject"),
      );
      expect(sentences(simulate(stack, { url: "https://www.example.com/a" }), "bucket")).toEqual([
        "the bucket's policy doesn't let CloudFront, whose requests nothing signs, read a: 403",
      ]);
    });
  });

  // Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
  test.each([
    ["GET", "s3:GetObject", "the object a is read: 200"],
    ["HEAD", "s3:GetObject", "the object a is read: 200"],
    ["PUT", "s3:PutObject", "the object a is written: 200"],
    ["POST", "s3:PutObject", "the object a is written: 200"],
    ["DELETE", "s3:DeleteObject", "the object a is deleted: 200"],
  ])("takes %s where its policy allows %s alone", (method, action, sentence) => {
    const behavior = { ...BEHAVIOR, target_origin_id: "bucket", allowed_methods: ALL_METHODS };
    const asked = (allowed: string): RequestSimulation =>
      simulate(stackOf({ origin: [BUCKET], default_cache_behavior: behavior }, bucket, policy(allowed)), {
        url: "https://www.example.com/a",
        method,
      });
    expect(sentences(asked(action), "bucket")).toEqual([sentence]);
    const others = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].filter((other) => other !== action);
    expect(others.map((other) => asked(other).response.status)).toEqual([403, 403]);
  });

  test("makes an object that was missing", () => {
    const behavior = { ...BEHAVIOR, target_origin_id: "bucket", allowed_methods: ALL_METHODS };
    const stack = stackOf({ origin: [BUCKET], default_cache_behavior: behavior }, bucket, policy("s3:PutObject"));
    expect(simulate(stack, { method: "PUT", url: "https://www.example.com/a", objectMissing: true }).response.status).toBe(200);
  });

  test("whose policy doesn't let CloudFront read answers with 403", () => {
    expect(ask({}, policy("s3:PutObject")).response.status).toBe(403);
  });

  test("whose policy isn't in the stacks is taken to let CloudFront read and list, and that is said", () => {
    expect(ask({ objectMissing: true })).toMatchObject({
      response: { status: 404 },
      assumptions: ["CloudFront may read and list the objects of Assets: its policy isn't in the stacks"],
    });
  });

  test("is known by its domain name, in the stacks or not", () => {
    const named = (domain_name: string): RequestSimulation =>
      simulate(
        stackOf({ origin: [{ ...BUCKET, domain_name }], default_cache_behavior: { ...BEHAVIOR, target_origin_id: "bucket" } }, bucket),
      );
    expect(named("assets.s3.eu-central-1.amazonaws.com").origin?.name).toBe("Assets");
    expect(named("other.s3.eu-central-1.amazonaws.com").origin?.name).toBe("other.s3.eu-central-1.amazonaws.com");
  });
});
