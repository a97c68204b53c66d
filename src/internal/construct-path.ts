import { TerraformResource, TerraformStack } from "cdktf";

/** The path of the construct that a resource is the main child of, or the alias. */
export function constructPath({ node }: TerraformResource): string {
  const isMain = ["Resource", "Alias"].includes(node.id) && !TerraformStack.isStack(node.scope);
  return isMain ? node.scope!.node.path : node.path;
}
