import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { TerraformResource, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { AppWide } from "../../src/internal/app-wide";
import { constructPath } from "../../src/internal/construct-path";
import { StackEnvironment } from "../../src/internal/stack-environment";
import { Validator, isGiven } from "../../src/internal/validator";

/** The distributions of an app by their names, each with its account. */
type Distributions = ReadonlyMap<string, readonly CloudfrontDistribution[]>;

const DISTRIBUTIONS = new AppWide(distributionsIn);

/**
 * Records at synthesis names that another distribution of the app has, in the same account: CloudFront refuses the second one with `CNAMEAlreadyExists`. A wildcard
 * and a name that it matches are two names (CloudFront Developer Guide, "Restrictions on using alternate domain names"). Accounts that nobody says are compared
 * within a stack alone: an app may have a distribution of one name for each of its environments.
 */
export function checkNoOtherDistributionHas(
  validator: Validator,
  distribution: CloudfrontDistribution,
  domainNames: readonly string[],
): void {
  validator.atSynthesis((collected, scope) => {
    const all = DISTRIBUTIONS.for(scope);
    domainNames.forEach((name, index) => {
      const other = all.get(keyOf(distribution, name))?.find((candidate) => candidate !== distribution);
      collected.check(
        `domainNames[${index}]`,
        name,
        other === undefined,
        `must be a name of one distribution of an account alone, and ${other && constructPath(other)} has it`,
        "Take it from one of the two; a wildcard beside it is allowed.",
      );
    });
  });
}

function distributionsIn(app: IConstruct): Distributions {
  const byName = new Map<string, CloudfrontDistribution[]>();
  for (const node of app.node.findAll().filter(isDistribution)) {
    for (const name of node.aliasesInput ?? []) {
      const key = keyOf(node, name);
      byName.set(key, [...(byName.get(key) ?? []), node]);
    }
  }
  return byName;
}

function keyOf(distribution: CloudfrontDistribution, name: string): string {
  const stack = TerraformStack.of(distribution);
  const { accountId = `the account of ${stack.node.path}` } = StackEnvironment.of(stack).settled;
  return `${accountId} ${name.toLowerCase()}`;
}

/** Whether it is a distribution of its stack's account; one that may not be made, or that another provider makes, is unknown. */
function isDistribution(node: IConstruct): node is CloudfrontDistribution {
  if (!TerraformResource.isTerraformResource(node) || node.terraformResourceType !== CloudfrontDistribution.tfResourceType) return false;
  return !isGiven(node.count) && !isGiven(node.forEach) && !isGiven(node.provider);
}
