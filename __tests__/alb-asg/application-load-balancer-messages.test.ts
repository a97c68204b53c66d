import { TerraformStack, TerraformVariable } from "cdktf";
import { ApplicationLoadBalancerProps } from "../../modules/alb-asg";
import { messageOf, testStack } from "../support/synth";
import { loadBalancer, logBucket, network, secret } from "./fixture";

type Wrong = { readonly [K in keyof ApplicationLoadBalancerProps]?: unknown };

describe("ApplicationLoadBalancer raises a ValidationError for", () => {
  test.each<[string, (stack: TerraformStack) => Wrong, string[]]>([
    [
      "props of another type",
      () => ({ network: "vpc-0123456789abcdef0", idleTimeoutSeconds: "300", zonalShift: "yes", cloudFrontPrefixListId: 5 }),
      [
        'network: must be a Network; received "vpc-0123456789abcdef0". Give a Network; for one that exists, Network.fromAttributes(…).',
        "cloudFrontPrefixListId: must be a string; received 5. Put it in quotes.",
        'idleTimeoutSeconds: must be a number; received "300". Write it without quotes.',
        'zonalShift: must be true or false; received "yes". Write true or false, without quotes.',
      ],
    ],
    [
      "a missing domain name",
      () => ({ originDomainName: undefined }),
      ["originDomainName: must be a string; received nothing. It is required."],
    ],
    [
      "the name of a bucket for a log bucket",
      () => ({ accessLogs: "logs" }),
      ['accessLogs: must be a LogBucket; received "logs". Give a LogBucket; for one that exists, LogBucket.fromAttributes(…).'],
    ],
    [
      "the name of a zone for a zone",
      () => ({ zone: "example.com" }),
      ['zone: must be a HostedZone, or its zoneId and zoneName; received "example.com". Give a HostedZone, or its zoneId and zoneName.'],
    ],
    // CloudFront Developer Guide, "HTTP 502 status code (Bad Gateway)": the names that are compared with the certificate.
    [
      "names of viewers that are given twice, out of the zone, or as the origin's",
      () => ({ viewerDomainNames: ["trading.example.org", "a.example.com", "a.example.com"] }),
      [
        'viewerDomainNames[0]: must be in the zone example.com; received "trading.example.org". Write it as "trading.example.com", or give the zone that it is in.',
        'viewerDomainNames[2]: must be given once, and not as originDomainName; received "a.example.com". Remove it.',
      ],
    ],
    [
      "a certificate that doesn't hold a viewer's name",
      () => ({
        viewerDomainNames: ["a.example.com"],
        certificate: { certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1", domainNames: ["origin.example.com"] },
      }),
      [
        'viewerDomainNames[0]: must be held by the certificate, which holds origin.example.com; received "a.example.com". Add it to the certificate\'s subjectAlternativeNames.',
      ],
    ],
    // Elastic Load Balancing User Guide, "SSL certificates for your Application Load Balancer": a certificate of the load balancer's region.
    [
      "a certificate of another region",
      () => ({ certificate: { certificateArn: "${aws_acm_certificate.c.arn}", region: "us-east-1" } }),
      [
        'certificate: must be a certificate of eu-central-1, where the load balancer is; received "a certificate of us-east-1". Make one there: leave its provider out.',
      ],
    ],
    [
      "an ARN for a certificate",
      () => ({ certificate: "arn:aws:acm:…" }),
      ['certificate: must be a Certificate; received "arn:aws:acm:…". Give a Certificate; for one that exists, Certificate.fromArn(…).'],
    ],
    [
      "a list of additional certificates",
      () => ({ additionalCertificates: [] }),
      ["additionalCertificates: must be an object; received []. Write it as { … }."],
    ],
    [
      "an ARN for an additional certificate",
      () => ({ additionalCertificates: { partners: "arn:aws:acm:…" } }),
      [
        'additionalCertificates["partners"]: must be a Certificate; received "arn:aws:acm:…". Give a Certificate; for one that exists, Certificate.fromArn(…).',
      ],
    ],
    [
      "words and numbers that AWS doesn't know, all at once",
      () => ({
        scheme: "private",
        tlsPolicy: "ELBSecurityPolicy-2016-08",
        removal: "keep",
        idleTimeoutSeconds: 0,
        cloudFrontPrefixListId: "com.amazonaws.global.cloudfront.origin-facing",
        originDomainName: "Origin.example.com",
      }),
      [
        'scheme: must be one of internal, internet-facing; received "private". Use one of these.',
        "tlsPolicy: must be one of ELBSecurityPolicy-TLS13-1-2-2021-06, ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-3-2021-06, " +
          "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04; " +
          'received "ELBSecurityPolicy-2016-08". Use one of these.',
        'removal: must be one of protect, destroy; received "keep". Use one of these.',
        "idleTimeoutSeconds: must be a whole number from 1 to 4000 seconds; received 0. Give a value from 1 to 4000.",
        'cloudFrontPrefixListId: must be a prefix list\'s id; received "com.amazonaws.global.cloudfront.origin-facing". Copy the one that begins with "pl-".',
        'originDomainName: must be a lower-case domain name; received "Origin.example.com". Write it as "trading.example.com".',
      ],
    ],
    [
      "a scheme that only Terraform knows",
      (stack) => ({ scheme: new TerraformVariable(stack, "Scheme", { type: "string" }).stringValue }),
      [
        'scheme: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ],
    ],
    [
      "neither a zone nor a certificate",
      () => ({ zone: undefined }),
      [
        "zone: must be given, or a certificate: ACM issues none for the load balancer's own DNS name; received nothing. Give the public zone that originDomainName is in.",
      ],
    ],
    [
      "a domain name outside of the zone",
      () => ({ originDomainName: "origin.example.org" }),
      [
        'originDomainName: must be in the zone example.com; received "origin.example.org". Write it as "trading.example.com", or give the zone that it is in.',
      ],
    ],
    [
      "a log bucket of another region",
      (stack) => ({ accessLogs: { ...logBucket(stack), region: "eu-west-1" } }),
      [
        'accessLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
      ],
    ],
    [
      "a network of one AZ",
      (stack) => ({ network: network(stack, { zones: ["eu-central-1a"] }) }),
      ['network: must have subnets in two AZs or more; received ["eu-central-1a"]. Add an AZ to the network.'],
    ],
    [
      "subnets without eight free addresses",
      (stack) => ({ network: network(stack, { zones: ["eu-central-1a", "eu-central-1b"], prefixLength: 28 }) }),
      [
        'network: must have subnets of /27 or larger, and eu-central-1a\'s is not; received "10.0.0.0/28". Give the tier a larger share of the VPC.',
        'network: must have subnets of /27 or larger, and eu-central-1b\'s is not; received "10.0.1.0/28". Give the tier a larger share of the VPC.',
      ],
    ],
    [
      "an internet-facing load balancer that doesn't say whose requests it allows",
      () => ({ scheme: "internet-facing" }),
      [
        "scheme: must come with originSecretHeader or with openToTheInternet, one of the two: any account's distribution can send requests to public addresses; " +
          'received "internet-facing". Give the header that your distribution adds, or say why everybody may send requests.',
      ],
    ],
    [
      "an internet-facing load balancer that allows everybody, and those with a header alone",
      (stack) => ({
        scheme: "internet-facing",
        originSecretHeader: { values: [secret(stack)], keptInState: true },
        openToTheInternet: "partners connect without CloudFront",
      }),
      [
        "scheme: must come with originSecretHeader or with openToTheInternet, one of the two: any account's distribution can send requests to public addresses; " +
          'received "internet-facing". Give the header that your distribution adds, or say why everybody may send requests.',
      ],
    ],
    [
      "an internal load balancer with either",
      (stack) => ({ originSecretHeader: { values: [secret(stack)], keptInState: true }, openToTheInternet: "partners" }),
      [
        'originSecretHeader: must be left out where the addresses are private; received "a value". A VPC origin can be used by distributions of your account alone.',
        'openToTheInternet: must be left out where the addresses are private; received "a value". A VPC origin can be used by distributions of your account alone.',
      ],
    ],
    [
      "a load balancer that is open for no reason",
      () => ({ scheme: "internet-facing", openToTheInternet: " " }),
      ['openToTheInternet: must say why everybody may send requests; received " ". Give the reason in a few words, or leave it out.'],
    ],
    [
      "everybody's requests with a word that is no reason",
      () => ({ scheme: "internet-facing", openToTheInternet: true as never }),
      ["openToTheInternet: must say why everybody may send requests; received true. Give the reason in a few words, or leave it out."],
    ],
    [
      "a header whose values nobody has agreed to keep in the state",
      (stack) => ({ scheme: "internet-facing", originSecretHeader: { values: [secret(stack)] } }),
      [
        "originSecretHeader.keptInState: must be true: Terraform keeps the header's values in its state; received nothing. " +
          "Write it once readers of the state may know them, or use an internal load balancer.",
      ],
    ],
    [
      "a removal that the service doesn't have",
      () => ({ removal: "retain" }),
      ['removal: must be one of protect, destroy; received "retain". Use one of these.'],
    ],
    [
      "a secret that is written in code, and doesn't show it",
      () => ({ scheme: "internet-facing", originSecretHeader: { values: ["hunter2"], keptInState: true } }),
      [
        'originSecretHeader.values: must come from a sensitive variable; received "a value written in code". Use new TerraformVariable(…, { sensitive: true }).stringValue.',
      ],
    ],
    [
      "a secret that is no list, and doesn't show it",
      () => ({ scheme: "internet-facing", originSecretHeader: { values: "hunter2", keptInState: true } }),
      ['originSecretHeader.values: must be a list of strings; received "(hidden)". Write it as ["…", "…"].'],
    ],
    [
      "three values of the header, or a name that isn't one",
      (stack) => {
        const value = secret(stack);
        return { scheme: "internet-facing", originSecretHeader: { name: "x origin", values: [value, value, value], keptInState: true } };
      },
      [
        'originSecretHeader.name: must be a header\'s name of 1 to 40 letters, digits and dashes; received "x origin". Write it as "x-origin-verify".',
        'originSecretHeader.values: must be the current value and, while it is rotated, the previous one; received "3 values". Give one or two.',
      ],
    ],
  ])("%s", (_, props, violations) => {
    const stack = testStack();
    const wrong = props(stack) as Partial<ApplicationLoadBalancerProps>;
    const summary = violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`;
    expect(messageOf(() => loadBalancer(stack, wrong))).toBe(
      [`trading-test/LoadBalancer: ${summary}`, ...violations.map((violation) => `  - ${violation}`)].join("\n"),
    );
  });
});
