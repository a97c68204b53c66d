import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, GitHubOidcProvider, IStateBucket, ManagedPolicy, PolicyStatement, Role, githubTrust, stateKey } from "../../src";
import { TradingEnvironment } from "../trading-stack/environments";
import { StateAccount } from "./accounts";
import { DeployedStack, boundaryStatements, deployStatements, readStatements } from "./permissions";

/** The tags that tell a stack's resources from others of the account. A tag that is added later isn't on what exists. */
const IDENTIFYING_TAGS = ["platform", "environment"];

/** What the roles of an account are made with. */
interface GitHubRolesProps {
  readonly states: IStateBucket;
  readonly account: StateAccount;
  readonly github: NonNullable<StateAccount["github"]>;
}

/**
 * Two roles for each stack, which workflows assume: one that deploys it, and one that plans it and changes nothing. The roles that the stack
 * creates stay within a permissions boundary, which neither can change.
 */
export class GitHubRoles extends Construct {
  constructor(scope: Construct, id: string, props: GitHubRolesProps) {
    super(scope, id);
    const { github } = props;
    const oidc = github.oidcProviderExists ? undefined : new GitHubOidcProvider(this, "GitHub");
    for (const [stack, environment] of Object.entries(github.stacks)) {
      const deployed = deployedStack(this, stack, environment, github.layers?.[stack]);
      this.createRoles({ ...deployed, vpcId: github.vpcIds?.[stack] }, props, oidc?.oidcProviderArn);
    }
  }

  private createRoles(stack: DeployedStack, { states, account, github }: GitHubRolesProps, oidcProviderArn?: string): void {
    const { name } = stack;
    new ManagedPolicy(this, `Boundary-${name}`, { policyName: boundaryName(name), statements: boundaryStatements(stack) });
    const policies = (parts: Readonly<Record<string, PolicyStatement[]>>) =>
      Object.entries(parts).map(([part, statements]) => new ManagedPolicy(this, `${part}-${name}`, { statements, path: github.rolePath }));
    const read = policies(readStatements(stack));
    const write = policies(deployStatements(this, stack));
    const shared = { path: github.rolePath, permissionsBoundaryArn: github.permissionsBoundaryArn };
    const trust = (environment: string) => githubTrust(this, { repository: github.repository, environment, oidcProviderArn });
    const deploy = new Role(this, `Deploy-${name}`, { ...trust(name), ...shared, managedPolicies: [...read, ...write] });
    const plan = new Role(this, `Plan-${name}`, { ...trust(`${name}-plan`), ...shared, managedPolicies: read });
    for (const stackId of stack.stackIds) {
      const key = stateKey(stackId, account.state.keyPrefix);
      states.grantDeploy(deploy, key);
      states.grantPlan(plan, key);
    }
    for (const [kind, role] of Object.entries({ deploy, plan })) this.output(`${kind}_role_${name.replace(/-/g, "_")}`, role.roleArn);
  }

  private output(name: string, value: string): void {
    new TerraformOutput(this, name, { value }).overrideLogicalId(name);
  }
}

/**
 * A stack as the permissions of the roles that plan and deploy it need to know it.
 *
 * @param stackIds the stacks, where several are deployed one after the other
 */
export function deployedStack(scope: Construct, name: string, environment: TradingEnvironment, stackIds = [name]): DeployedStack {
  const { aws, tags, zone, removal } = environment;
  const { accountId, region } = aws;
  const { partition } = AwsEnvironment.of(scope);
  return {
    name,
    stackIds,
    accountId,
    region,
    partition,
    tags: Object.fromEntries(Object.entries(tags).filter(([tag]) => IDENTIFYING_TAGS.includes(tag))),
    permissionsBoundaryArn: `arn:${partition}:iam::${accountId}:policy/${boundaryName(name)}`,
    zoneName: zone.zoneName,
    hostedZoneId: zone.zoneId,
    removal,
  };
}

function boundaryName(stack: string): string {
  return `${stack}-boundary`;
}
