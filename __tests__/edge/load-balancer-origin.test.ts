import { AutoscalingAttachment } from "@cdktf/provider-aws/lib/autoscaling-attachment";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Edge } from "../../modules/edge";
import { Arguments, synth, testStack } from "../support/synth";
import { LOAD_BALANCER_ARN, required, synthEdge } from "./fixture";

describe("an internal load balancer", () => {
  const result = synthEdge();
  const [origin] = result.resource("aws_cloudfront_distribution").origin;
  const vpcOrigin = result.resource("aws_cloudfront_vpc_origin");

  test("is reached through a VPC origin", () => {
    expect(origin.vpc_origin_config.vpc_origin_id).toContain("aws_cloudfront_vpc_origin.Edge");
    expect(origin.custom_origin_config).toBeUndefined();
  });

  test("is reached under the name on its certificate", () => expect(origin.domain_name).toBe("origin.trading.example.com"));

  test("is reached over TLS 1.2 alone", () => {
    expect(vpcOrigin.vpc_origin_endpoint_config).toMatchObject([
      { origin_protocol_policy: "https-only", origin_ssl_protocols: [{ items: ["TLSv1.2"], quantity: 1 }] },
    ]);
  });

  test("is reached on the port of HTTPS; CloudFront requires one of HTTP as well", () => {
    expect(vpcOrigin.vpc_origin_endpoint_config).toMatchObject([{ http_port: 80, https_port: 443 }]);
  });

  test("keeps connections from CloudFront for a minute, the most that its load balancer keeps them by default", () => {
    expect(origin.vpc_origin_config.origin_keepalive_timeout).toBe(60);
  });

  test("has a VPC origin with something of its ARN in the name: that of another load balancer exists beside it for a while", () => {
    const [{ name }] = vpcOrigin.vpc_origin_endpoint_config;
    expect(name).toMatch(/^trading-test-Edge-Distrib/);
    expect(name).toContain(`-\${substr(sha256("${LOAD_BALANCER_ARN}"), 0, 8)}`);
  });

  test("gets a new VPC origin before the old one is deleted", () => expect(vpcOrigin.lifecycle).toEqual({ create_before_destroy: true }));

  test("that is replaced replaces its VPC origin", () => {
    const stack = testStack();
    const resource = new Lb(stack, "LoadBalancer", {});
    new Edge(stack, "Edge", required(stack, { resource, loadBalancerArn: resource.arn }));
    expect(synth(stack).resource("aws_cloudfront_vpc_origin").lifecycle.replace_triggered_by).toEqual(["aws_lb.LoadBalancer.arn"]);
  });

  // Terraform, "The lifecycle meta-argument", replace_triggered_by: resources of the same configuration; "terraform_data", triggers_replace.
  test("that is replaced in another stack replaces its VPC origin by what is replaced with it here", () => {
    const stack = testStack();
    const traffic = new TerraformStack(stack.node.root as Construct, "traffic");
    new AwsProvider(traffic, "Aws", { region: "eu-central-1" });
    const resource = new Lb(traffic, "LoadBalancer", {});
    new Edge(stack, "Edge", required(stack, { resource, loadBalancerArn: resource.arn }));
    const synthesized = synth(stack);
    const [[id, standIn]] = Object.entries(synthesized.resources("terraform_data")) as [[string, Arguments]];
    expect(id).toMatch(/^Edge_Distribution_Origin-loadBalancer_LoadBalancerReplacement_/);
    expect(standIn.triggers_replace).toMatch(/^\$\{data\.terraform_remote_state\..*aws_lb.*LoadBalancer.*arn\}$/);
    expect(synthesized.resource("aws_cloudfront_vpc_origin").lifecycle.replace_triggered_by).toEqual([`terraform_data.${id}`]);
  });

  test("has a VPC origin with the underscores of the edge's path", () => {
    const stack = testStack();
    new Edge(stack, "Site_Edge", required(stack));
    const [{ name }] = synth(stack).resource("aws_cloudfront_vpc_origin").vpc_origin_endpoint_config;
    expect(name).toMatch(/^trading-test-Site_Edge-/);
  });

  test("is complete before its VPC origin is created", () => {
    const stack = testStack();
    const listener = new LbListener(stack, "Listener", { loadBalancerArn: "arn", defaultAction: [{ type: "fixed-response" }] });
    new Edge(stack, "Edge", required(stack, { originDependencies: [listener] }));
    expect(synth(stack).resource("aws_cloudfront_vpc_origin").depends_on).toEqual(["aws_lb_listener.Listener"]);
  });

  test("has instances before the VPC origin of a replacement is created and the distribution changes to that", () => {
    const stack = testStack();
    const replacementDependencies: AutoscalingAttachment[] = [];
    new Edge(stack, "Edge", required(stack, { replacementDependencies }));
    replacementDependencies.push(new AutoscalingAttachment(stack, "Instances", { autoscalingGroupName: "api" }));
    for (const type of ["aws_cloudfront_vpc_origin", "aws_cloudfront_distribution"]) {
      expect(synth(stack).resource(type).depends_on).toEqual(["aws_autoscaling_attachment.Instances"]);
    }
  });

  test("has nothing wait for instances unless it says so", () => {
    const stack = testStack();
    new Edge(stack, "Edge", required(stack));
    expect(synth(stack).resource("aws_cloudfront_distribution").depends_on).toBeUndefined();
  });

  test("is waited for 30 seconds by default", () => expect(origin.vpc_origin_config.origin_read_timeout).toBe(30));

  test("is waited for as long as the response timeout given", () => {
    const [slow] = synthEdge({ originResponseTimeoutSeconds: 55 }).resource("aws_cloudfront_distribution").origin;
    expect(slow.vpc_origin_config.origin_read_timeout).toBe(55);
  });
});

describe("a public load balancer", () => {
  const header = { name: "x-origin-verify", value: "${var.secret}" };
  const result = synthEdge({ originResponseTimeoutSeconds: 55 }, { internal: false, originHeader: header });
  const [origin] = result.resource("aws_cloudfront_distribution").origin;

  test("is reached by its name, over TLS 1.2 alone", () => {
    expect(origin).toMatchObject({
      domain_name: "origin.trading.example.com",
      custom_origin_config: { origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
    });
  });

  test("is reached on the port of HTTPS; CloudFront requires one of HTTP as well", () => {
    expect(origin.custom_origin_config).toMatchObject({ http_port: 80, https_port: 443 });
  });

  test("keeps connections from CloudFront for a minute", () => expect(origin.custom_origin_config.origin_keepalive_timeout).toBe(60));

  test("gets its secret header with every request", () => expect(origin.custom_header).toEqual([header]));

  test("has no VPC origin", () => expect(result.resources("aws_cloudfront_vpc_origin")).toEqual({}));

  test("is waited for as long as the response timeout given", () => expect(origin.custom_origin_config.origin_read_timeout).toBe(55));
});
