import { TerraformStack } from "cdktf";
import { ApplicationLoadBalancerProps, ClientCertificates } from "../../modules/alb-asg";
import { messageOf, synth, testStack } from "../support/synth";
import { release, loadBalancer, secret } from "./fixture";

function open(stack: TerraformStack, clientCertificates: ClientCertificates) {
  return loadBalancer(stack, { scheme: "internet-facing", openToTheInternet: "partners connect by certificate", clientCertificates });
}

// Application Load Balancers guide, "Mutual authentication with TLS in Application Load Balancer".
describe("clients with certificates", () => {
  test("are verified by the CA certificates of a bucket, in the version that was uploaded", () => {
    const stack = testStack();
    open(stack, { caBundle: release(stack, "ca/partners.pem") });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_lb_trust_store")).toMatchObject({
      name: "trading-test-LoadBalancer",
      ca_certificates_bundle_s3_bucket: "releases",
      ca_certificates_bundle_s3_key: "ca/partners.pem",
      ca_certificates_bundle_s3_object_version: expect.stringMatching(/version_id/),
      depends_on: [expect.stringMatching(/^aws_s3_object\./)],
    });
    expect(synthesized.resource("aws_lb_listener", "LoadBalancer_Https").mutual_authentication).toEqual({
      mode: "verify",
      trust_store_arn: expect.stringMatching(/^\$\{aws_lb_trust_store\./),
      ignore_client_certificate_expiry: false,
      advertise_trust_store_ca_names: "off",
    });
  });

  // Another address is another trust store, and the listener can't lose the one that it uses.
  test("have a trust store whose address stays", () => {
    const stack = testStack();
    open(stack, { caBundle: release(stack) });
    expect(stack.node.tryFindChild("LoadBalancer")?.node.tryFindChild("TrustStore")).toBeDefined();
  });

  test("may have expired ones, and be told which CAs there are", () => {
    const stack = testStack();
    open(stack, { caBundle: release(stack), ignoreExpiry: true, advertiseCaNames: true });
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Https").mutual_authentication).toMatchObject({
      ignore_client_certificate_expiry: true,
      advertise_trust_store_ca_names: "on",
    });
  });

  test("may be left to the services to verify", () => {
    const stack = testStack();
    expect(open(stack, { mode: "passthrough" }).trustStore).toBeUndefined();
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Https").mutual_authentication).toEqual({ mode: "passthrough" });
  });

  // API reference, MutualAuthenticationAttributes: "off" is the default. Without the block the provider would go on verifying what isn't asked for any more.
  test("are asked for no more once they are taken away", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Https").mutual_authentication).toEqual({ mode: "off" });
  });

  test("are the only ones where they are verified, as a distribution is told", () => {
    const stack = testStack();
    expect(open(stack, { caBundle: release(stack) }).requiresClientCertificates).toBe(true);
    expect(loadBalancer(testStack()).requiresClientCertificates).toBe(false);
    expect(open(testStack(), { mode: "passthrough" }).requiresClientCertificates).toBe(false);
  });
});

describe("ApplicationLoadBalancer raises a ValidationError for", () => {
  test.each<[string, (stack: TerraformStack) => Partial<ApplicationLoadBalancerProps>, string]>([
    [
      "certificates that are verified by nothing",
      () => ({ clientCertificates: {} }),
      "clientCertificates.caBundle: must be given, since certificates are verified by it; received nothing. " +
        'Put the CA certificates into a bucket: bucket.addObject("CaBundle", …).',
    ],
    [
      "CA certificates that verify nothing",
      (stack) => ({ clientCertificates: { mode: "passthrough", caBundle: release(stack, "ca.pem") } }),
      'clientCertificates.caBundle: must be left out, since the load balancer verifies nothing; received "ca.pem". ' +
        'Put the CA certificates into a bucket: bucket.addObject("CaBundle", …).',
    ],
    [
      "settings of a verification that there isn't",
      () => ({ clientCertificates: { mode: "passthrough", ignoreExpiry: true } }),
      'clientCertificates: must have neither ignoreExpiry nor advertiseCaNames where the load balancer verifies nothing; received ["ignoreExpiry"]. Leave them out.',
    ],
    [
      "certificates that CloudFront would have to show",
      (stack) => ({
        scheme: "internet-facing",
        originSecretHeader: { values: [secret(stack)], keptInState: true },
        clientCertificates: { caBundle: release(stack) },
      }),
      'clientCertificates: must be left out with originSecretHeader: CloudFront, which the header comes from, shows no client certificate; received "verify". ' +
        "Use openToTheInternet, or leave it out.",
    ],
  ])("%s", (_, props, violation) => {
    const stack = testStack();
    expect(messageOf(() => loadBalancer(stack, props(stack)))).toBe(`trading-test/LoadBalancer: invalid input\n  - ${violation}`);
  });
});
