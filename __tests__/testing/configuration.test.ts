import { SynthesizedStack } from "../../src/testing";
import { Configuration } from "../../src/testing/configuration";

type Backend = readonly [string, Readonly<Record<string, string>>];

/** A stack with a VPC that it hands out, as CDKTF names such outputs: alike in every environment. */
function network(id: string, [backend, config]: Backend): SynthesizedStack {
  return new SynthesizedStack({
    terraform: { backend: { [backend]: config } },
    resource: { aws_vpc: { [id]: { cidr_block: "10.0.0.0/16" } } },
    output: { "cross-stack-output-aws_vpcNetwork": { value: `\${aws_vpc.${id}.id}` } },
  });
}

/** A stack whose one subnet is in the VPC of a state. */
function services([backend, config]: Backend): SynthesizedStack {
  return new SynthesizedStack({
    data: { terraform_remote_state: { network: { backend, config } } },
    resource: {
      aws_subnet: { Subnet: { vpc_id: "${data.terraform_remote_state.network.outputs.cross-stack-output-aws_vpcNetwork}" } },
    },
  });
}

/** Terraform's pages "Backend Type: s3" and "Backend Type: local": what a state is found by. */
const STATES: Readonly<Record<string, readonly [Backend, Backend]>> = {
  "another key of a bucket": [
    ["s3", { bucket: "states", key: "network-dev/terraform.tfstate" }],
    ["s3", { bucket: "states", key: "network-prod/terraform.tfstate" }],
  ],
  "the same key in another bucket": [
    ["s3", { bucket: "states-dev", key: "network/terraform.tfstate" }],
    ["s3", { bucket: "states-prod", key: "network/terraform.tfstate" }],
  ],
  "another file": [
    ["local", { path: "terraform.network-dev.tfstate" }],
    ["local", { path: "terraform.network-prod.tfstate" }],
  ],
};

test.each(Object.entries(STATES))("what a stack hands out is read from the state that is named, not from %s", (_, [dev, prod]) => {
  const configuration = new Configuration([network("Dev", dev), network("Prod", prod), services(prod)]);
  const [subnet] = configuration.all("aws_subnet");
  expect(configuration.nameOf(configuration.key(subnet!, subnet!.args.vpc_id)!)).toBe("Prod");
});

test("a stack whose state is kept elsewhere, as a plan's is, is found by the output's name", () => {
  const configuration = new Configuration([
    new SynthesizedStack({ ...network("Prod", ["local", {}]).json, terraform: {} }),
    services(["s3", { bucket: "states", key: "k" }]),
  ]);
  const [subnet] = configuration.all("aws_subnet");
  expect(configuration.nameOf(configuration.key(subnet!, subnet!.args.vpc_id)!)).toBe("Prod");
});
