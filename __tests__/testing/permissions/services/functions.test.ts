/** Who invokes functions: load balancers, CloudWatch Logs, and whoever has a URL. Expectations are those of the pages that each need names. */
import { Arguments } from "../../../support/synth";
import {
  ACCOUNT,
  ACCOUNT_ADMINISTRATION,
  OF_ACCOUNT,
  REGION,
  accesses,
  may,
  policy,
  role,
  serviceCase,
  testServices,
  withVerdict,
} from "./fixture";

const LAMBDA = { aws_lambda_function: { api: { function_name: "api" } } };
const LIVE = { name: "live", function_name: "${aws_lambda_function.api.function_name}", function_version: "1" };

function permission(principal: string, more: Arguments = {}): Arguments {
  return { action: "lambda:InvokeFunction", function_name: "${aws_lambda_function.api.function_name}", principal, ...more };
}

const PUBLIC_URL = {
  ...LAMBDA,
  aws_lambda_function_url: { api: { function_name: "${aws_lambda_function.api.function_name}", authorization_type: "NONE" } },
};

/** A distribution before a URL that asks for signatures. */
function site(domainName: string, control: Arguments): Arguments {
  return {
    ...LAMBDA,
    aws_cloudfront_distribution: {
      site: { origin: [{ domain_name: domainName, origin_access_control_id: "${aws_cloudfront_origin_access_control.signed.id}" }] },
    },
    aws_cloudfront_origin_access_control: { signed: control },
    aws_lambda_function_url: { api: { function_name: "api", authorization_type: "AWS_IAM" } },
  };
}

const SIGNED = { origin_access_control_origin_type: "lambda", signing_behavior: "always" };
const URL_DOMAIN = '${replace(replace(aws_lambda_function_url.api.function_url, "https://", ""), "/", "")}';
const OF_SITE = { source_arn: "${aws_cloudfront_distribution.site.arn}" };

testServices([
  serviceCase({
    name: "a load balancer invokes the alias that is a target, for the target group",
    need: "load-balancer-functions",
    values: { qualifier: "live" },
    resources: ({ qualifier }) => ({
      ...LAMBDA,
      aws_lambda_alias: { live: LIVE },
      aws_lambda_permission: {
        api: permission("elasticloadbalancing.amazonaws.com", {
          qualifier,
          source_account: ACCOUNT,
          source_arn: "${aws_lb_target_group.orders.arn}",
        }),
      },
      aws_lb_target_group: { orders: { name: "orders", target_type: "lambda" } },
      aws_lb_target_group_attachment: {
        orders: { target_group_arn: "${aws_lb_target_group.orders.arn}", target_id: "${aws_lambda_alias.live.arn}" },
      },
    }),
    asks: ["elasticloadbalancing lambda:InvokeFunction"],
    change: { qualifier: "test" },
    denied: ["elasticloadbalancing lambda:InvokeFunction"],
    because: "Elastic Load Balancing invokes the target of orders: elasticloadbalancing.amazonaws.com is not authorized",
  }),
  serviceCase({
    name: "a subscription filter invokes a function for the log group's streams",
    need: "log-subscriptions",
    values: { streams: ":*" },
    resources: ({ streams }) => ({
      ...LAMBDA,
      aws_cloudwatch_log_group: { orders: { name: "/orders" } },
      aws_cloudwatch_log_subscription_filter: {
        errors: { log_group_name: "${aws_cloudwatch_log_group.orders.name}", destination_arn: "${aws_lambda_function.api.arn}" },
      },
      aws_lambda_permission: {
        api: permission("logs.amazonaws.com", {
          source_account: ACCOUNT,
          source_arn: `\${aws_cloudwatch_log_group.orders.arn}${streams}`,
        }),
      },
    }),
    asks: ["logs lambda:InvokeFunction"],
    change: { streams: "" },
    denied: ["logs lambda:InvokeFunction"],
    because: "CloudWatch Logs sends the log events that the filter errors selects: logs.amazonaws.com is not authorized",
  }),
  serviceCase({
    name: "a subscription filter puts records into an encrypted stream, with a role",
    need: "log-subscriptions",
    values: { through: "kinesis" },
    resources: ({ through }) => ({
      aws_cloudwatch_log_subscription_filter: {
        audit: {
          log_group_name: "/orders",
          destination_arn: "${aws_kinesis_stream.audit.arn}",
          role_arn: "${aws_iam_role.audit.arn}",
        },
      },
      aws_iam_role: {
        audit: role(
          "audit",
          "logs",
          [
            may("kinesis:PutRecord", "${aws_kinesis_stream.audit.arn}"),
            may("kms:GenerateDataKey", "*", { StringEquals: { "kms:ViaService": `${through}.${REGION}.amazonaws.com` } }),
          ],
          { StringEquals: OF_ACCOUNT, StringLike: { "aws:SourceArn": `arn:aws:logs:${REGION}:${ACCOUNT}:*` } },
        ),
      },
      aws_kinesis_stream: { audit: { name: "audit", encryption_type: "KMS", kms_key_id: "${aws_kms_key.key.arn}" } },
      aws_kms_key: { key: { policy: policy(ACCOUNT_ADMINISTRATION) } },
    }),
    asks: ["logs sts:AssumeRole", "audit kinesis:PutRecord", "audit kms:GenerateDataKey"],
    change: { through: "logs" },
    denied: ["audit kms:GenerateDataKey"],
    because: "CloudWatch Logs sends the log events that the filter audit selects: role audit is not authorized",
  }),
  serviceCase({
    name: "a destination for other accounts puts records into a delivery stream, with a role",
    need: "log-subscriptions",
    values: { action: "firehose:PutRecord" },
    resources: ({ action }) => ({
      aws_cloudwatch_log_destination: {
        archive: { name: "archive", target_arn: "${aws_kinesis_firehose_delivery_stream.a.arn}", role_arn: "${aws_iam_role.archive.arn}" },
      },
      aws_iam_role: {
        archive: role("archive", "logs", [may(action, "*")], {
          StringLike: { "aws:SourceArn": `arn:aws:logs:${REGION}:${ACCOUNT}:*` },
        }),
      },
      aws_kinesis_firehose_delivery_stream: { a: { name: "a" } },
    }),
    asks: ["logs sts:AssumeRole", "archive firehose:PutRecord"],
    change: { action: "kinesis:PutRecord" },
    denied: ["archive firehose:PutRecord"],
    because: "CloudWatch Logs sends what the destination archive receives: role archive is not authorized",
  }),
  serviceCase({
    name: "everybody invokes a function by its URL, which needs two permissions of which the provider adds one",
    need: "function-urls",
    values: { principal: "*" },
    resources: ({ principal }) => ({ ...PUBLIC_URL, aws_lambda_permission: { api: permission(principal) } }),
    asks: ["anonymous lambda:InvokeFunctionUrl", "anonymous lambda:InvokeFunction"],
    change: { principal: ACCOUNT },
    denied: ["anonymous lambda:InvokeFunction"],
    because: "Everybody invokes the function of api: an anonymous user is not authorized to perform lambda:InvokeFunction on api",
  }),
  serviceCase({
    name: "CloudFront invokes a function by its URL, which needs two permissions",
    need: "function-urls",
    values: { action: "lambda:InvokeFunction" },
    resources: ({ action }) => ({
      ...site(URL_DOMAIN, SIGNED),
      aws_lambda_permission: {
        url: permission("cloudfront.amazonaws.com", {
          ...OF_SITE,
          action: "lambda:InvokeFunctionUrl",
          function_url_auth_type: "AWS_IAM",
        }),
        run: permission("cloudfront.amazonaws.com", { ...OF_SITE, action, invoked_via_function_url: true }),
      },
    }),
    asks: ["cloudfront lambda:InvokeFunctionUrl", "cloudfront lambda:InvokeFunction"],
    change: { action: "lambda:GetFunction" },
    denied: ["cloudfront lambda:InvokeFunction"],
    because: "CloudFront invokes the function of api: cloudfront.amazonaws.com is not authorized to perform lambda:InvokeFunction on api",
  }),
]);

test("what the provider adds is said with the answer", () => {
  const [url] = accesses("function-urls", PUBLIC_URL);
  expect(url?.assumptions).toEqual(["the provider adds the permission FunctionURLAllowPublicAccess"]);
});

test.each<[string, Arguments, string]>([
  [
    "of a URL that asks for signatures",
    { aws_lambda_function_url: { api: { authorization_type: "AWS_IAM", function_name: "api" } } },
    "function-urls",
  ],
  ["of a bucket's origin access control", site(URL_DOMAIN, { ...SIGNED, origin_access_control_origin_type: "s3" }), "function-urls"],
  ["of requests that are never signed", site(URL_DOMAIN, { ...SIGNED, signing_behavior: "never" }), "function-urls"],
  ["of another origin", site("api.example.com", SIGNED), "function-urls"],
  [
    "of targets that are instances",
    {
      aws_lb_target_group: { orders: { name: "orders", target_type: "instance" } },
      aws_lb_target_group_attachment: {
        orders: { target_group_arn: "${aws_lb_target_group.orders.arn}", target_id: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:api` },
      },
    },
    "load-balancer-functions",
  ],
])("nothing is asked %s", (_, resources, need) => {
  expect(accesses(need, resources)).toEqual([]);
});

test("a function of a target group that isn't in the stacks is invoked for that", () => {
  const group = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/orders/0123456789abcdef`;
  const resources = (source: string): Arguments => ({
    ...LAMBDA,
    aws_alb_target_group_attachment: { orders: { target_group_arn: group, target_id: "${aws_lambda_function.api.arn}" } },
    aws_lambda_permission: { api: permission("elasticloadbalancing.amazonaws.com", { source_arn: source }) },
  });
  expect(withVerdict(accesses("load-balancer-functions", resources(group)), "allowed")).toHaveLength(1);
  expect(withVerdict(accesses("load-balancer-functions", resources(`${group}0`)), "denied")).toHaveLength(1);
});

test("a URL of an alias is invoked with the alias's permission", () => {
  const resources = (qualifier: string): Arguments => ({
    ...LAMBDA,
    aws_lambda_function_url: { live: { function_name: "api", qualifier: "live", authorization_type: "NONE" } },
    aws_lambda_permission: { api: permission("*", { qualifier }) },
  });
  expect(withVerdict(accesses("function-urls", resources("live")), "denied")).toEqual([]);
  expect(withVerdict(accesses("function-urls", resources("test")), "denied")).toEqual(["anonymous lambda:InvokeFunction"]);
});

test("a permission for URLs is none for those who invoke the function otherwise (AWS Lambda Developer Guide, lambda:InvokedViaFunctionUrl)", () => {
  const verdict = (viaUrl: boolean): string | undefined => {
    const all = accesses("log-subscriptions", {
      ...LAMBDA,
      aws_cloudwatch_log_subscription_filter: { errors: { log_group_name: "/orders", destination_arn: "${aws_lambda_function.api.arn}" } },
      aws_lambda_permission: { api: permission("logs.amazonaws.com", { invoked_via_function_url: viaUrl }) },
    });
    return all[0]?.verdict;
  };
  expect(verdict(false)).toBe("allowed");
  expect(verdict(true)).toBe("depends");
});
