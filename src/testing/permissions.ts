import { Configuration, Resource } from "./configuration";
import { Request } from "./permissions/ask";
import { decide } from "./permissions/decision";
import { Documents } from "./permissions/documents";
import { explain } from "./permissions/explanation";
import { IdentityPolicies } from "./permissions/identity-policies";
import { Names } from "./permissions/names";
import { unknownParts } from "./permissions/patterns";
import { Policies } from "./permissions/policies";
import { PrincipalFinder } from "./permissions/principals";
import { Access, AccessRequest, PermissionsOptions, checkOptions, checkRequest } from "./permissions/request";
import { RequestContext } from "./permissions/request-context";
import { ResourcePolicies } from "./permissions/resource-policies";
import { TargetFinder } from "./permissions/resources";
import { isKnownService } from "./permissions/service-principals";
import { serviceAccess } from "./permissions/services/access";
import { ServiceAccess } from "./permissions/services/need";
import { ServiceView } from "./permissions/services/view";
import { SynthesizedStack, synthesizedStacks } from "./synthesized-stack";

/**
 * Computes who may do what: from the policies of identities and resources, permissions boundaries and endpoints, by IAM's policy evaluation logic.
 *
 *     const access = permissions(synthesize(stack));
 *     const write = { principal: "TradingApi", action: "s3:PutObject", resource: "TradeRecords", resourcePath: "/2026/01/01.json" };
 *     expect(access.evaluate(write)).toMatchObject({ verdict: "allowed" });
 *     expect(access.evaluate({ ...write, action: "s3:DeleteObject" })).toMatchObject({ verdict: "denied" });
 *
 * Session policies and those of an organization (service and resource control policies) aren't read: they may deny what is allowed here. A stack whose provider
 * doesn't say its account is taken to be of the one that its policies name most.
 *
 * @param stacks a stack, or several that refer to each other
 * @throws TypeError for stacks that aren't synthesized; ValidationError for options that are none
 */
export function permissions(stacks: SynthesizedStack | readonly SynthesizedStack[], options: PermissionsOptions = {}): Permissions {
  return new Permissions(synthesizedStacks(stacks, "permissions(synthesize(stack))"), options);
}

/** The permissions that stacks give. */
export class Permissions {
  private readonly configuration: Configuration;
  private readonly names: Names;
  private readonly principals: PrincipalFinder;
  private readonly targets: TargetFinder;
  private readonly policies: Policies;

  /**
   * @param stacks stacks that may refer to each other
   * @throws TypeError for stacks that aren't synthesized; ValidationError for options that are none
   */
  constructor(
    private readonly stacks: readonly SynthesizedStack[],
    private readonly options: PermissionsOptions = {},
  ) {
    checkOptions(options);
    this.configuration = new Configuration(synthesizedStacks(stacks, "new Permissions([synthesize(stack)])"));
    this.names = new Names(this.configuration);
    this.principals = new PrincipalFinder(this.configuration, this.names);
    this.targets = new TargetFinder(this.configuration, this.names);
    const documents = new Documents(this.configuration, this.names);
    this.policies = {
      identities: new IdentityPolicies(this.configuration, this.names, documents),
      resources: new ResourcePolicies(this.configuration, this.names, documents, this.targets),
    };
  }

  /**
   * Whether a request is allowed, and why.
   *
   * @throws Error for a name that the stacks don't have; ValidationError for a request that is none, and for an action or a condition key that AWS's reference doesn't list
   */
  public evaluate(request: AccessRequest): Access {
    checkRequest(request, this.options);
    const principal = this.principals.find(this.text(request.principal));
    const target = this.targets.find(this.text(request.resource), request.resourcePath && this.text(request.resourcePath), request.action);
    const endpoint = this.endpoint(request);
    const context = new RequestContext(this.names, this.resolved(request), principal, target, endpoint);
    const asked: Request = { principal, action: request.action, resource: target.arn, context };
    const decision = decide(this.policies, asked, target, endpoint);
    const isUnknown = principal.kind === "service" && !isKnownService(principal.id);
    const unknown = isUnknown ? [`${principal.id} is the principal of an AWS service`] : [];
    const assumptions = [...unknown, ...decision.assumptions, ...this.names.assumptions];
    return { ...request, ...explain(decision, request.action, principal, target), assumptions };
  }

  /**
   * The requests that AWS services make for the resources of the stacks, as their documentation has it, and whether each is allowed: a load balancer's logs,
   * the grant of a volume's key to Auto Scaling, an alarm's message under a topic's key. A denied one says what lacks.
   *
   *     const denied = permissions(synthesize(stack)).services().filter(({ verdict }) => verdict === "denied");
   *     expect(denied.map(({ explanation }) => explanation)).toEqual([]);
   *
   * What AWS writes by itself, such as the policy of a log group, and what whoever applies the stack may do is assumed.
   */
  public services(): readonly ServiceAccess[] {
    const view = new ServiceView(this.configuration, this.stacks, this.names);
    return serviceAccess(view, (request) => this.evaluate(request));
  }

  /** The VPC endpoint that a request names, by its construct's path or by its id. */
  private endpoint({ context = {} }: AccessRequest): Resource | undefined {
    const [key, named] = Object.entries(context).find(([each]) => each.toLowerCase() === "aws:sourcevpce") ?? [];
    const id = [named ?? []].flat().map((value) => this.text(value))[0];
    const endpoints = this.configuration.all("aws_vpc_endpoint");
    const found = endpoints.find((endpoint) => endpoint.name === id || this.names.attribute(endpoint, "id") === id);
    if (found || id === undefined || /^vpce-|\$\{/.test(id)) return found;
    const there = endpoints.length === 0 ? "give" : `name one of ${endpoints.map(({ name }) => name).join(", ")}, or`;
    throw new Error(
      `context["${key}"]: "${id}" is no VPC endpoint of the stacks: ${there} the id of another, such as "vpce-0123456789abcdef0"`,
    );
  }

  private resolved(request: AccessRequest): AccessRequest {
    const context = Object.entries(request.context ?? {}).map(([key, values]) => [
      key,
      [values].flat().map((value) => (/(?:^|:)source\w*arn$/i.test(key) ? this.source(key, this.text(value)) : this.text(value))),
    ]);
    return { ...request, context: Object.fromEntries(context) };
  }

  /** The ARN of what a service acts for, by its construct's path. */
  private source(key: string, text: string): string {
    const arn = this.targets.arnOf(text);
    // A path of nothing would be refused by each policy, whatever it says.
    if (arn === text && /^[\w-]+(?:\/[\w-]+)*$/.test(text)) {
      throw new Error(`context["${key}"]: "${text}" is no resource of the stacks: name one by its path or its ARN`);
    }
    return arn;
  }

  /** A text with the references of the stacks followed. */
  private text(text: string): string {
    if (!text.includes("${")) return text;
    const made = this.stacks.map((stack) => this.names.textIn(stack, text));
    return made.find((one) => unknownParts(one).length === 0) ?? made[0] ?? text;
  }
}
