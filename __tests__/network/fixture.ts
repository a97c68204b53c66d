import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
import { Network, NetworkProps } from "../../modules/network";
import { EncryptionKey } from "../../src/core";
import { SynthesizedStack, synth, testStack } from "../support/synth";

export const AZS = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

/** A /16 over three AZs, and whatever a test says. */
export function make(props: Partial<NetworkProps> = {}, stack = testStack()) {
  const encryptionKey = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, encryptionKey, ...props });
  return { stack, network };
}

/** What such a network is synthesized to. */
export function synthesized(props: Partial<NetworkProps> = {}): SynthesizedStack {
  return synth(make(props).stack);
}

/** A reference as Terraform reads it. */
export function reference(stack: TerraformStack, token: string): string {
  return Tokenization.resolve(token, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) });
}

/** The attributes of a VPC that exists. */
export const ATTRIBUTES = {
  vpcId: "vpc-0123",
  cidrBlock: "10.9.0.0/16",
  tiers: {
    private: { kind: "private", subnetIds: { "eu-central-1a": "subnet-0a", "eu-central-1b": "subnet-0b" } },
    data: { kind: "isolated", subnetIds: { "eu-central-1a": "subnet-1a", "eu-central-1b": "subnet-1b" } },
  },
} as const;

/** Such a VPC, and whatever a test says. */
export function makeImported(attributes: object = {}, stack = testStack()) {
  return { stack, network: Network.fromAttributes(stack, "Network", { ...ATTRIBUTES, ...attributes }) };
}
