import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../src/internal/names";
import { isKnown } from "../../src/internal/validator";

/** Who invokes a function, and on whose behalf. */
interface Invoker {
  /** The service principal. */
  readonly service: string;
  /** The bucket or topic whose events they are. */
  readonly sourceArn: string;
  /** The account of a source whose ARN doesn't name it. @default - the ARN names it */
  readonly sourceAccount?: string;
  /** The provider of the function's region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/** Lets a service invoke a function for one source (Lambda Developer Guide, "Granting Lambda function access to AWS services"). */
export function createFunctionPermission(scope: Construct, id: string, functionArn: string, invoker: Invoker): LambdaPermission {
  const parent = new Construct(scope, id);
  // A permission is for a function's name, and for an alias or a version beside it.
  const [, unqualified, qualifier] = (isKnown(functionArn) && /^((?:[^:]*:){6}[^:]+):([^:]+)$/.exec(functionArn)) || [, functionArn];
  return new LambdaPermission(parent, "Permission", {
    action: "lambda:InvokeFunction",
    functionName: unqualified!,
    qualifier,
    principal: invoker.service,
    sourceArn: invoker.sourceArn,
    sourceAccount: invoker.sourceAccount,
    // Unique among the statements of the function's policy, which other stacks may add to.
    statementId: physicalName(parent, { maxLength: 100, punctuation: "-_" }),
    provider: invoker.provider,
  });
}
