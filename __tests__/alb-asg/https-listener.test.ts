import { TlsPolicy } from "../../modules/alb-asg";
import { Certificate } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { CERTIFICATE_ARN, loadBalancer, publicLoadBalancer } from "./fixture";

describe("the HTTPS listener", () => {
  test("listens on 443", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb_listener")).toMatchObject({ port: 443, protocol: "HTTPS" });
  });

  test("has a security policy of TLS 1.2 with forward secrecy, or newer", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb_listener").ssl_policy).toBe("ELBSecurityPolicy-TLS13-1-2-Res-2021-06");
  });

  test("has the security policy that it was given", () => {
    const stack = testStack();
    const tlsPolicy: TlsPolicy = "ELBSecurityPolicy-TLS13-1-3-2021-06";
    expect(loadBalancer(stack, { tlsPolicy }).tlsPolicy).toBe(tlsPolicy);
    expect(synth(stack).resource("aws_lb_listener").ssl_policy).toBe(tlsPolicy);
  });

  test("answers 404 where no rule matches", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb_listener").default_action).toEqual([
      { type: "fixed-response", fixed_response: { content_type: "text/plain", message_body: "Not found", status_code: "404" } },
    ]);
  });

  test("answers 403 where no rule matches and it is internet-facing", () => {
    const { stack } = publicLoadBalancer();
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Https").default_action).toEqual([
      { type: "fixed-response", fixed_response: { content_type: "text/plain", message_body: "Forbidden", status_code: "403" } },
    ]);
  });
});

describe("the certificate of the HTTPS listener", () => {
  test("is created for the origin's domain name and validated by DNS", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_acm_certificate")).toMatchObject({ domain_name: "origin.example.com", validation_method: "DNS" });
  });

  test("is used once it is validated", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb_listener").certificate_arn).toMatch(/^\$\{aws_acm_certificate_validation\./);
  });

  test("is the one that was given", () => {
    const stack = testStack();
    loadBalancer(stack, { certificate: Certificate.fromArn(stack, "Existing", CERTIFICATE_ARN), zone: undefined });
    expect(synth(stack).resource("aws_lb_listener").certificate_arn).toBe(CERTIFICATE_ARN);
    expect(synth(stack).resources("aws_acm_certificate")).toEqual({});
  });

  test("is not the only one where additional ones are given, by their names", () => {
    const stack = testStack();
    const partners = Certificate.fromArn(stack, "Existing", CERTIFICATE_ARN);
    const origin = loadBalancer(stack, { additionalCertificates: { partners } });
    expect(synth(stack).resource("aws_lb_listener_certificate", "LoadBalancer_Certificate-partners").certificate_arn).toBe(CERTIFICATE_ARN);
    expect(Object.keys(origin.additionalCertificateResources)).toEqual(["partners"]);
  });
});

describe("the HTTP listener", () => {
  test("redirects to HTTPS", () => {
    const { stack } = publicLoadBalancer();
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Http_")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
    });
  });

  test("isn't created for an internal load balancer", () => {
    const stack = testStack();
    expect(loadBalancer(stack).redirectListener).toBeUndefined();
    expect(Object.keys(synth(stack).resources("aws_lb_listener"))).toHaveLength(1);
  });
});
