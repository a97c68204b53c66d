import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { isElsewhere } from "./stacks";

/** What may be replaced: its ARN, and the resource itself where it isn't managed elsewhere. */
interface Replaceable {
  readonly arn: string;
  readonly resource?: TerraformResource;
}

/**
 * What `replaceTriggeredBy` of a resource of `scope` names to be replaced together with another one; undefined where that is managed elsewhere. Terraform finds no
 * resource of another stack: there, one of this stack that is replaced with it stands in.
 *
 * @param id the stand-in's
 */
export function replacementTrigger(scope: Construct, id: string, { arn, resource }: Replaceable): string | undefined {
  if (!resource) return undefined;
  if (!isElsewhere(scope, resource)) return `${resource.terraformResourceType}.${resource.friendlyUniqueId}.arn`;
  const standIn = new TerraformResource(scope, id, { terraformResourceType: "terraform_data" });
  standIn.addOverride("triggers_replace", arn);
  return `terraform_data.${standIn.friendlyUniqueId}`;
}
