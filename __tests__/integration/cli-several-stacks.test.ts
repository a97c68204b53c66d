/** A stack that reads the state of another one is planned offline, on what is planned of that one. */
import { CommittedApp, changesOf } from "./support/committed-app";

const MAIN = `
import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";

const app = new App();
const network = new TerraformStack(app, "network");
new AwsProvider(network, "aws", { region: "eu-central-1" });
const vpc = new Vpc(network, "vpc", { cidrBlock: "10.0.0.0/16", tags: { Name: "orders" } });
const services = new TerraformStack(app, "services");
new AwsProvider(services, "aws", { region: "eu-central-1" });
const group = new SecurityGroup(services, "group", { name: "orders", vpcId: vpc.id });
new SsmParameter(services, "parameter", { name: "place", type: "String", value: group.id + " in " + vpc.id + " of " + vpc.cidrBlock });
app.synth();
`;

let app: CommittedApp;

beforeAll(() => {
  app = new CommittedApp(MAIN);
});

afterAll(() => app.delete());

test("what the other stack doesn't change, this one doesn't either", () => {
  const { review } = app.against([["app.synth();", 'services.addOverride("locals", { unused: 1 });\napp.synth();']], "services");
  expect([changesOf(review), review.warnings]).toEqual([[], []]);
});

// https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/security_group: "vpc_id - (Optional, Forces new resource)".
test("what the other stack replaces is replaced, or read anew, where this one refers to it", () => {
  const { review } = app.against([["10.0.0.0/16", "10.1.0.0/16"]], "services");
  expect(changesOf(review)).toEqual(["replace group", "update parameter"]);
});
