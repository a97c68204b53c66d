import { ApplicationLoadBalancer, UserAuthentication } from "../../modules/alb-asg";
import { messageOf, synth, warnings } from "../support/synth";
import { SHARED_LOAD_BALANCER, ServiceFixture, loadBalancer, secret } from "./fixture";

const COGNITO = {
  userPoolArn: "arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEfGhI",
  userPoolClientId: "0a1b2c3d4e",
  userPoolDomain: "trading",
};
const OIDC = {
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
  clientId: "trading",
  keptInState: true,
} as const;

function authenticating(authentication: UserAuthentication, fixture = new ServiceFixture()) {
  fixture.service({ authentication });
  return synth(fixture.stack);
}

// Application Load Balancers guide, "Authenticate users using an Application Load Balancer".
describe("a service whose users are authenticated", () => {
  test("by Cognito, has them log in before requests are forwarded, with no secret in the state", () => {
    const [first, last] = authenticating({ cognito: COGNITO, sessionTimeoutSeconds: 3600 }).resource("aws_lb_listener_rule").action;
    expect(first).toEqual({
      type: "authenticate-cognito",
      order: 1,
      authenticate_cognito: {
        user_pool_arn: COGNITO.userPoolArn,
        user_pool_client_id: COGNITO.userPoolClientId,
        user_pool_domain: "trading",
        session_timeout: 3600,
        // API reference, AuthenticateCognitoActionConfig: the defaults, which the provider doesn't go back to by itself.
        scope: "openid",
        session_cookie_name: "AWSELBAuthSessionCookie",
        on_unauthenticated_request: "authenticate",
      },
    });
    expect(last).toMatchObject({ type: "forward", order: 2 });
  });

  test("by an identity provider, has them log in before requests are forwarded", () => {
    const fixture = new ServiceFixture();
    const clientSecret = secret(fixture.stack, "ClientSecret");
    const authentication: UserAuthentication = {
      oidc: { ...OIDC, clientSecret },
      scope: "openid email",
      sessionCookieName: "Trading",
      onUnauthenticatedRequest: "deny",
    };
    const [first, last] = authenticating(authentication, fixture).resource("aws_lb_listener_rule").action;
    expect(first).toEqual({
      type: "authenticate-oidc",
      order: 1,
      authenticate_oidc: {
        issuer: OIDC.issuer,
        authorization_endpoint: OIDC.authorizationEndpoint,
        token_endpoint: OIDC.tokenEndpoint,
        user_info_endpoint: OIDC.userInfoEndpoint,
        client_id: "trading",
        client_secret: "${var.ClientSecret}",
        scope: "openid email",
        session_cookie_name: "Trading",
        on_unauthenticated_request: "deny",
        session_timeout: 604_800,
      },
    });
    expect(last).toMatchObject({ type: "forward", order: 2 });
  });

  test("has its load balancer reach the identity provider", () => {
    const rules = Object.values(authenticating({ cognito: COGNITO }).resources("aws_vpc_security_group_egress_rule"));
    expect(rules).toContainEqual(
      expect.objectContaining({
        security_group_id: expect.stringContaining("aws_security_group.LoadBalancer_SecurityGroup"),
        cidr_ipv4: "0.0.0.0/0",
        from_port: 443,
        to_port: 443,
        description: "LoadBalancer to the internet (users are authenticated by their identity provider)",
      }),
    );
  });

  // The load balancer asks the token and user info endpoints; the browser alone asks the authorization endpoint (Application Load Balancers guide, "Authentication flow").
  test("has it reach the ports of the endpoints that it asks", () => {
    const fixture = new ServiceFixture();
    const oidc = {
      ...OIDC,
      clientSecret: secret(fixture.stack, "ClientSecret"),
      authorizationEndpoint: "https://login.example.com:9443/authorize",
      tokenEndpoint: "https://login.example.com:8443/token",
    };
    const rules = Object.values(authenticating({ oidc }, fixture).resources("aws_vpc_security_group_egress_rule"));
    expect(rules.filter(({ cidr_ipv4 }) => cidr_ipv4 === "0.0.0.0/0").map(({ from_port }) => from_port)).toEqual([443, 8443]);
  });

  // Ibid., "Prepare to use an OIDC-compliant IdP": names of endpoints are publicly resolvable, even if they resolve to private addresses.
  test("may have an identity provider with private addresses, which a warning says", () => {
    const fixture = new ServiceFixture();
    const oidc = { ...OIDC, clientSecret: secret(fixture.stack, "ClientSecret") };
    const service = fixture.service({ network: { ...fixture.network, hasInternetRoute: false }, authentication: { oidc } });
    expect(warnings(service)).toContain(
      "The load balancer reaches an identity provider with private addresses alone: the network has no route to the internet. " +
        "Set natGateways of the network unless the public names of the token and user info endpoints resolve to private addresses that the load balancer's subnets have a route to.",
    );
  });

  // EC2 API reference, AuthorizeSecurityGroupEgress: InvalidPermission.Duplicate, where two stacks add the same rule to a group that neither owns.
  test("leaves the security group of a load balancer that exists already to its owner", () => {
    const fixture = new ServiceFixture();
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Shared", SHARED_LOAD_BALANCER);
    fixture.service({ loadBalancer: shared, authentication: { cognito: COGNITO } });
    const rules = Object.values(synth(fixture.stack).resources("aws_vpc_security_group_egress_rule"));
    expect(rules.filter(({ cidr_ipv4 }) => cidr_ipv4 === "0.0.0.0/0")).toEqual([]);
  });

  test("may be one of two behind a load balancer", () => {
    const fixture = new ServiceFixture();
    fixture.service({ authentication: { cognito: COGNITO } });
    fixture.service({ authentication: { cognito: COGNITO }, route: { priority: 20, paths: ["/*"] } }, "Web");
    const rules = Object.values(synth(fixture.stack).resources("aws_vpc_security_group_egress_rule"));
    expect(rules.filter(({ cidr_ipv4 }) => cidr_ipv4 === "0.0.0.0/0")).toHaveLength(1);
  });
});

describe("AutoScalingService raises a ValidationError for", () => {
  const lines = (authentication: object, props: object = {}) =>
    messageOf(() => new ServiceFixture().service({ authentication: authentication as UserAuthentication, ...props }))
      .split("\n")
      .slice(1);

  test.each([
    ["nobody who authenticates", {}, "[]"],
    ["two who authenticate", { cognito: COGNITO, oidc: { ...OIDC, clientSecret: "${var.secret}" } }, '["cognito","oidc"]'],
  ])("%s", (_, authentication, received) => {
    expect(lines(authentication)).toEqual([
      `  - authentication: must have either cognito or oidc; received ${received}. Give the user pool, or the identity provider.`,
    ]);
  });

  test("a client's secret that is written in code, and doesn't show it", () => {
    expect(lines({ oidc: { ...OIDC, clientSecret: "hunter2" } })).toEqual([
      '  - authentication.oidc.clientSecret: must come from a sensitive variable; received "a value written in code". Use new TerraformVariable(…, { sensitive: true }).stringValue.',
    ]);
  });

  test("a client's secret that nobody has agreed to keep in the state", () => {
    expect(lines({ oidc: { ...OIDC, clientSecret: "${var.secret}", keptInState: undefined } })).toEqual([
      "  - authentication.oidc.keptInState: must be true: Terraform keeps the client's secret in its state; received nothing. " +
        "Write it once readers of the state may know it, or use cognito.",
    ]);
  });

  test("a secret under a wrong name, and doesn't show it", () => {
    expect(lines({ oidc: { ...OIDC, clientSecret: "${var.secret}", clientSecrets: "hunter2" } })).toEqual([
      `  - authentication.oidc.clientSecrets: must be a prop that there is; received "a value that isn't shown". Did you mean clientSecret?`,
    ]);
  });

  test("what isn't a user pool, an URL or a time", () => {
    expect(lines({ cognito: { ...COGNITO, userPoolArn: "eu-central-1_AbCdEfGhI" }, sessionTimeoutSeconds: 604_801 })).toEqual([
      "  - authentication.sessionTimeoutSeconds: must be a whole number from 1 to 604800 seconds; received 604801. Give a value from 1 to 604800.",
      '  - authentication.cognito.userPoolArn: must be the ARN of a Cognito user pool; received "eu-central-1_AbCdEfGhI". Copy the ARN that holds "userpool/".',
    ]);
    expect(lines({ oidc: { ...OIDC, clientSecret: "${var.secret}", tokenEndpoint: "http://login.example.com/token" } })).toEqual([
      '  - authentication.oidc.tokenEndpoint: must be an HTTPS URL; received "http://login.example.com/token". Write it as "https://login.example.com/oauth2/token".',
    ]);
  });

  // Elastic Load Balancing API Reference, AuthenticateOidcActionConfig: each is a full URL with the HTTPS protocol.
  test.each(["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"])("an URL of HTTP: %s", (name) => {
    const [line, ...others] = lines({ oidc: { ...OIDC, clientSecret: "${var.secret}", [name]: "http://login.example.com/x" } });
    expect(line).toContain(`authentication.oidc.${name}: must be an HTTPS URL; received "http://login.example.com/x".`);
    expect(others).toEqual([]);
  });

  test("an internal load balancer that can't reach Cognito", () => {
    const fixture = new ServiceFixture();
    const closed = { ...fixture.network, hasInternetRoute: false };
    expect(messageOf(() => fixture.service({ network: closed, authentication: { cognito: COGNITO } }))).toContain(
      "  - network: must lead an internal load balancer to Cognito, whose endpoints it asks for tokens and claims; " +
        'received "a network without a route to the internet". Set natGateways of the network.',
    );
  });

  test("not for a public load balancer, which reaches it by its own addresses", () => {
    const fixture = new ServiceFixture();
    const { network, logs: accessLogs } = fixture;
    const open = { network, accessLogs, scheme: "internet-facing", openToTheInternet: "partners" } as const;
    const origin = loadBalancer(fixture.stack, open, "Public");
    const closed = { ...network, hasInternetRoute: false };
    expect(() => fixture.service({ network: closed, loadBalancer: origin, authentication: { cognito: COGNITO } })).not.toThrow();
  });
});
