import { TerraformStack } from "cdktf";
import { AuroraCluster, AuroraClusterProps } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { SynthesizedStack, synth, testStack } from "../support/synth";

export const CLUSTER = "aws_rds_cluster";
export const INSTANCE = "aws_rds_cluster_instance";

export type DatabaseProps = Partial<AuroraClusterProps>;

/** `Database` in a stack of its own, with a key. */
export function database(props: DatabaseProps = {}): { stack: TerraformStack; key: EncryptionKey; cluster: AuroraCluster } {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey: key, ...props });
  return { stack, key, cluster };
}

/** The same, synthesized. */
export function synthesized(props: DatabaseProps = {}): SynthesizedStack {
  return synth(database(props).stack);
}
