import { LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { ILoadBalancerOrigin, INetwork, Peer, Port } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, oneOf, optional, propType, record, secret } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/** An app client of a Cognito user pool. It has a client secret, which the load balancer asks Cognito for: it is in no state. */
export interface CognitoClient {
  /** The user pool's ARN. */
  readonly userPoolArn: string;
  /** The app client's id. */
  readonly userPoolClientId: string;
  /** The prefix of the user pool's domain, or the whole custom domain. */
  readonly userPoolDomain: string;
}

const COGNITO: PropTypes<CognitoClient> = { userPoolArn: STRING, userPoolClientId: STRING, userPoolDomain: STRING };

/** A client of an identity provider that is compliant with OpenID Connect. */
export interface OidcClient {
  /** The provider's issuer identifier: its HTTPS URL. */
  readonly issuer: string;
  /** The HTTPS URL of the authorization endpoint. */
  readonly authorizationEndpoint: string;
  /** The HTTPS URL of the token endpoint. */
  readonly tokenEndpoint: string;
  /** The HTTPS URL of the user info endpoint. */
  readonly userInfoEndpoint: string;
  /** The client's id. */
  readonly clientId: string;
  /** The client's secret, from a sensitive variable: it is never written in code. */
  readonly clientSecret: string;
  /**
   * That you know that Terraform keeps the secret in its state: the argument of the AWS provider is not write-only. A Cognito user pool, which can have the same provider behind it,
   * keeps it out.
   */
  readonly keptInState: true;
}

const OIDC: PropTypes<OidcClient> = {
  issuer: STRING,
  authorizationEndpoint: STRING,
  tokenEndpoint: STRING,
  userInfoEndpoint: STRING,
  clientId: STRING,
  clientSecret: secret(STRING),
  keptInState: propType<true>(
    "true: Terraform keeps the client's secret in its state",
    "Write it once readers of the state may know it, or use cognito.",
    (value) => value === true,
  ),
};

const UNAUTHENTICATED = ["authenticate", "deny", "allow"] as const;

/** How the load balancer authenticates users before it forwards their requests: by one of `cognito` and `oidc`. */
export interface UserAuthentication {
  /** By a Cognito user pool. @default - `oidc` */
  readonly cognito?: CognitoClient;
  /** By any identity provider that is compliant with OpenID Connect. @default - `cognito` */
  readonly oidc?: OidcClient;
  /** The user claims to ask for, separated by spaces. @default "openid" */
  readonly scope?: string;
  /** The session timeout, 1 to 604800 seconds. @default 604800 */
  readonly sessionTimeoutSeconds?: number;
  /** The name of the session's cookie. Two services that authenticate differently need two. @default "AWSELBAuthSessionCookie" */
  readonly sessionCookieName?: string;
  /** What a request without a session gets: the login page, 401, or the service's answer without claims. Programs can't use a login page: `deny` fits APIs. @default "authenticate" */
  readonly onUnauthenticatedRequest?: "authenticate" | "deny" | "allow";
}

const AUTHENTICATION: PropTypes<UserAuthentication> = {
  cognito: optional(record()),
  oidc: optional(secret(record())),
  scope: optional(STRING),
  sessionTimeoutSeconds: optional(NUMBER),
  sessionCookieName: optional(STRING),
  onUnauthenticatedRequest: optional(oneOf(UNAUTHENTICATED)),
};

/** What leads a load balancer to an identity provider. */
interface ProviderAccess {
  readonly network: INetwork;
  readonly loadBalancer: ILoadBalancerOrigin;
}

/** Whether the load balancer reaches private addresses alone. */
function isShutIn({ loadBalancer, network }: ProviderAccess): boolean {
  return loadBalancer.internal && network.hasInternetRoute === false;
}

/** Records an authentication that a rule can't have, or that has no way to the identity provider (Application Load Balancers guide, "Authenticate users"). */
export function checkUserAuthentication(
  validator: Validator,
  authentication: UserAuthentication | undefined,
  access: ProviderAccess,
): void {
  if (!isGiven(authentication)) return;
  const { cognito, oidc } = authentication;
  validator
    .props(authentication, AUTHENTICATION, "authentication")
    .check(
      "authentication",
      [cognito && "cognito", oidc && "oidc"].filter(Boolean),
      isGiven(cognito) !== isGiven(oidc),
      "must have either cognito or oidc",
      "Give the user pool, or the identity provider.",
    )
    .integerBetween("authentication.sessionTimeoutSeconds", authentication.sessionTimeoutSeconds, 1, 604_800, "seconds")
    .check(
      "network",
      "a network without a route to the internet",
      !isGiven(cognito) || !isShutIn(access),
      "must lead an internal load balancer to Cognito, whose endpoints it asks for tokens and claims",
      "Set natGateways of the network.",
    );
  if (isGiven(cognito)) {
    validator
      .props(cognito, COGNITO, "authentication.cognito")
      .format("authentication.cognito.userPoolArn", cognito.userPoolArn, FORMATS.userPoolArn);
  }
  if (isGiven(oidc)) checkOidc(validator, oidc);
}

function checkOidc(validator: Validator, oidc: OidcClient): void {
  validator.props(hidingWhatIsUnknown(oidc), OIDC, "authentication.oidc");
  for (const name of ["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"] as const) {
    validator.format(`authentication.oidc.${name}`, oidc[name], FORMATS.httpsUrl);
  }
  validator.check(
    "authentication.oidc.clientSecret",
    "a value written in code",
    !isKnown(oidc.clientSecret),
    "must come from a sensitive variable",
    "Use new TerraformVariable(…, { sensitive: true }).stringValue.",
  );
}

/** A secret under a name that is written wrongly is a secret too. */
function hidingWhatIsUnknown(oidc: OidcClient): OidcClient {
  const shown = ([name, value]: [string, unknown]): [string, unknown] => [name, name in OIDC ? value : "(hidden)"];
  return Object.fromEntries(Object.entries(oidc).map(shown)) as unknown as OidcClient;
}

/** What HTTPS URLs mean that name no port. */
const HTTPS_PORT = 443;

/**
 * The load balancer asks the identity provider itself, at the ports of its token and user info endpoints: its security group has to let it. The group of a load balancer that exists
 * already is its owner's, and other stacks' services may need the same rule, which EC2 has once.
 */
export function allowAuthentication(
  service: Construct,
  { authentication, ...access }: ProviderAccess & { readonly authentication?: UserAuthentication },
): void {
  if (!isGiven(authentication)) return;
  const { loadBalancer } = access;
  if (isShutIn(access)) Annotations.of(service).addWarning(PRIVATE_PROVIDER);
  if (loadBalancer.resource === undefined) return;
  for (const port of providerPorts(authentication)) {
    loadBalancer.connections.allowTo(Peer.internet("users are authenticated by their identity provider"), Port.tcp(port));
  }
}

const PRIVATE_PROVIDER =
  "The load balancer reaches an identity provider with private addresses alone: the network has no route to the internet. " +
  "Set natGateways of the network unless the public names of the token and user info endpoints resolve to private addresses that the load balancer's subnets have a route to.";

function providerPorts({ oidc }: UserAuthentication): readonly number[] {
  const urls = [oidc?.tokenEndpoint, oidc?.userInfoEndpoint].filter((url) => url !== undefined && isKnown(url));
  const ports = urls.map((url) => Number(new URL(url!).port) || HTTPS_PORT);
  return ports.length === 0 ? [HTTPS_PORT] : [...new Set(ports)].sort((a, b) => a - b);
}

/** What Elastic Load Balancing has where nothing is said (API reference, AuthenticateOidcActionConfig), and the provider leaves as it was. */
const DEFAULTS = {
  scope: "openid",
  sessionCookieName: "AWSELBAuthSessionCookie",
  sessionTimeoutSeconds: 604_800,
  onUnauthenticatedRequest: "authenticate",
} as const;

/** What a rule does before it forwards. Pure. */
export function authenticateAction(authentication: UserAuthentication): LbListenerRuleAction {
  const { cognito, oidc, sessionTimeoutSeconds, ...more } = authentication;
  const session = {
    scope: more.scope ?? DEFAULTS.scope,
    sessionCookieName: more.sessionCookieName ?? DEFAULTS.sessionCookieName,
    sessionTimeout: sessionTimeoutSeconds ?? DEFAULTS.sessionTimeoutSeconds,
    onUnauthenticatedRequest: more.onUnauthenticatedRequest ?? DEFAULTS.onUnauthenticatedRequest,
  };
  if (cognito) return { type: "authenticate-cognito", authenticateCognito: { ...cognito, ...session } };
  const { keptInState: _, ...client } = oidc!;
  return { type: "authenticate-oidc", authenticateOidc: { ...client, ...session } };
}
