import { Resource } from "../../configuration";
import { blocks } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { principalOf } from "./requests";
import { ServiceView } from "./view";

/** What the provider adds to the function's policy, next to a URL that asks nobody who he is. */
const ADDED_BY_PROVIDER = "the provider adds the permission FunctionURLAllowPublicAccess";
const URL_REFERENCE = /\baws_lambda_function_url\.[\w-]+\.\w+/;

/** Functions that are invoked by a URL: by everybody, and by CloudFront with an origin access control. */
export const FUNCTION_URLS: ServiceNeed = {
  id: "function-urls",
  page: 'AWS Lambda Developer Guide, "Control access to Lambda function URLs"; Amazon CloudFront Developer Guide, "Restrict access to an AWS Lambda function URL origin"',
  types: ["aws_lambda_function_url", "aws_cloudfront_distribution"],
  requests: (view, resource) => (resource.type === "aws_lambda_function_url" ? byEverybody(view, resource) : byCloudFront(view, resource)),
};

function byEverybody(view: ServiceView, url: Resource): ServiceRequest[] {
  if (url.args.authorization_type !== "NONE") return [];
  const purpose = `everybody invokes the function of ${url.name}`;
  return invocations(view, url, "anonymous", {}, purpose).map((request) =>
    request.action === "lambda:InvokeFunctionUrl" ? { ...request, addedByAws: ADDED_BY_PROVIDER } : request,
  );
}

function byCloudFront(view: ServiceView, distribution: Resource): ServiceRequest[] {
  return blocks(distribution.args, "origin").flatMap((origin) => {
    const control = view.configuration.find(view.configuration.key(distribution, origin.origin_access_control_id));
    const [reference] = URL_REFERENCE.exec(String(origin.domain_name)) ?? [];
    const url = view.configuration.find(view.configuration.key(distribution, `\${${String(reference)}}`));
    if (control?.args.origin_access_control_origin_type !== "lambda" || control.args.signing_behavior === "never") return [];
    if (url === undefined) return [];
    const context = { "aws:SourceArn": view.arnOf(distribution) };
    return invocations(view, url, principalOf("cloudfront"), context, `CloudFront invokes the function of ${url.name}`);
  });
}

/** Both are asked since October 2025. */
function invocations(
  view: ServiceView,
  url: Resource,
  principal: string,
  source: Readonly<Record<string, string>>,
  purpose: string,
): ServiceRequest[] {
  const lambda = view.lambdaFunction(url, url.args.function_name);
  const qualifier = view.text(url, url.args.qualifier);
  if (lambda === undefined) return [];
  const resource = qualifier === undefined ? lambda.arn : `${lambda.arn}:${qualifier}`;
  const authentication = { "lambda:FunctionUrlAuthType": String(url.args.authorization_type) };
  return [
    { principal, action: "lambda:InvokeFunctionUrl", resource, context: { ...source, ...authentication }, purpose },
    { principal, action: "lambda:InvokeFunction", resource, context: { ...source, "lambda:InvokedViaFunctionUrl": "true" }, purpose },
  ];
}
